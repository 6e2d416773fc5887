extension TypeScriptRuntime {
  /// What a call may set, and how its values become one HTTP request.
  static let requests = #"""
    /** How this module reaches the backend. */
    export interface ClientSettings {
      /** `https://host`, or a path like `/api` in a browser; `getBaseUrl()` where it is not given. */
      baseUrl?: string | undefined;
      /** Headers of every request. */
      headers?: Record<string, string> | undefined;
      /** Headers asked for anew before every attempt, reconnections too. */
      auth?: (() => Record<string, string> | Promise<Record<string, string>>) | undefined;
      credentials?: "omit" | "same-origin" | "include" | undefined;
      /** In place of the global `fetch`: SvelteKit's `event.fetch`, for one. */
      fetch?: typeof globalThis.fetch | undefined;
    }

    /** What one call may set; it wins over `settings`. */
    export interface RequestOptions extends ClientSettings {
      /** Aborting it is like `close()`. */
      signal?: AbortSignal | undefined;
      /** Milliseconds without a byte after which the connection counts as lost; off by default. */
      idleTimeout?: number | undefined;
    }

    type WireValues = Readonly<Record<string, unknown>>;

    interface ApiCall {
      readonly method: string;
      readonly path: string;
      readonly params?: WireValues;
      readonly query?: WireValues;
      readonly headers?: WireValues;
      readonly cookies?: WireValues;
      readonly body?: { readonly mediaType: string; readonly value: unknown };
    }

    const JSON_TYPE = /^application\/(.+\+)?json$/;

    function urlOf(call«: ApiCall», options«: RequestOptions»)«: string» {
      const path = call.path.replace(/\{([^{}:]+)(:[^{}]*)?\}/g, (_, name«: string», kind) => {
        const text = wireText(call.params?.[name]);
        if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name}: not a path segment: "${text}"`);
        return kind === ":path" ? text.split("/").map(encodedText).join("/") : encodedText(text);
      });
      const query = wirePairs(call.query).map(([name, text]) => `${encodedText(name)}=${encodedText(text)}`);
      const base = options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
      return base.replace(/\/+$/, "") + path + (query.length > 0 ? `?${query.join("&")}` : "");
    }

    async function sendCall(
      call«: ApiCall»,
      options«: RequestOptions»,
      own«: Record<string, string>»,
      signal«: AbortSignal»,
    )«: Promise<Response>» {
      const url = urlOf(call, options);
      const { auth, credentials, fetch = globalThis.fetch } = { ...settings, ...definedOf(options) };
      const headers = new Headers(own);
      for (const values of [settings.headers, call.headers, options.headers, await auth?.()]) {
        for (const [name, text] of wirePairs(values, ", ")) headers.set(name, byteString(text));
      }
      // A caller's own id is where the stream began, not where it is now.
      const id = own["Last-Event-ID"];
      if (id) headers.set("Last-Event-ID", id);
      const cookies = wirePairs(call.cookies).map(([name, text]) => `${name}=${encodedText(text)}`);
      if (cookies.length > 0) headers.set("Cookie", cookies.join("; "));
      const init«: RequestInit» = { method: call.method, headers, signal, cache: "no-store" };
      if (credentials) init.credentials = credentials;
      if (call.body?.value !== undefined) {
        const { mediaType, value } = call.body;
        init.body = wireBody(mediaType, value);
        // A form's media type carries its boundary, which only fetch knows.
        if (mediaType !== "multipart/form-data") headers.set("Content-Type", mediaType);
      }
      return fetch(url, init);
    }

    /** Without the members that are undefined: those must not hide others. */
    function definedOf«<T extends object>»(values«: T»)«: Partial<T>» {
      return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))« as Partial<T>»;
    }

    /** Names and texts as they travel: lists repeated or joined, null and undefined left out. */
    function wirePairs(values«: WireValues | undefined», joint«?: string»)«: [string, string][]» {
      return Object.entries(values ?? {}).flatMap(([name, value]) => {
        const texts = [value].flat().filter((item) => item !== null && item !== undefined).map(wireText);
        const all = joint && texts.length > 0 ? [texts.join(joint)] : texts;
        return all.map((text)«: [string, string]» => [name, text]);
      });
    }

    function wireText(value«: unknown»)«: string» {
      if (value instanceof Date) return value.toISOString();
      return typeof value === "object" && value ? JSON.stringify(value) : String(value ?? "");
    }

    function wireBody(mediaType«: string», value«: unknown»)«: BodyInit» {
      if (JSON_TYPE.test(mediaType)) return JSON.stringify(value);
      if (mediaType === "application/x-www-form-urlencoded" && isRecord(value)) {
        return new URLSearchParams(wirePairs(value));
      }
      if (mediaType !== "multipart/form-data" || !isRecord(value)) return value« as BodyInit»;
      const form = new FormData();
      for (const [name, entry] of Object.entries(value)) {
        for (const item of [entry].flat()) {
          if (item instanceof Blob) form.append(name, item);
          else if (item !== null && item !== undefined) form.append(name, wireText(item));
        }
      }
      return form;
    }

    function encodedText(text«: string»)«: string» {
      return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    }

    /** Header values travel as UTF-8, which `Headers` takes one byte a character. */
    function byteString(text«: string»)«: string» {
      return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
    }

    """#
}
