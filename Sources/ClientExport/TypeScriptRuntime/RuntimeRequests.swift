extension TypeScriptRuntime {
  /// What a call may set, and how its values become one HTTP request.
  static let requests = #"""
    /** How this module reaches the backend. */
    export interface ClientSettings {
      /** `https://host`, or a path like `/api` in a browser; `getBaseUrl()` where it is not given. */
      baseUrl?: string | undefined;
      /** Headers of every request. */
      headers?: Record<string, string> | undefined;
      /** Secrets by the names of the security schemes, or headers; asked for anew before every attempt, reconnections too. */
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

    /** Values by their names on the wire. */
    export type WireValues = Readonly<Record<string, unknown>>;

    /** One endpoint's request. */
    export interface ApiCall {
      readonly method: string;
      readonly path: string;
      readonly params?: WireValues;
      readonly query?: WireValues;
      readonly headers?: WireValues;
      readonly cookies?: WireValues;
      readonly body?: BodyInit | undefined;
      /** The call with the secrets of `auth` where they belong; without it they are headers. */
      readonly secured?: (call: ApiCall, secrets: WireValues) => ApiCall;
    }

    function urlOf(call«: ApiCall», options«: RequestOptions»)«: string» {
      const path = call.path.replace(/\{([^{}:]+)(:path)?[^{}]*\}/g, (_, name«: string», isPath«?: string») => {
        const text = wireText(call.params?.[name]);
        if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name}: not a path segment: "${text}"`);
        return encodeURIComponent(text).replace(/%2F/g, isPath ? "/" : "$&");
      });
      const query = encodedPairs(call.query, "&");
      const base = options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
      return base.replace(/\/+$/, "") + path + (query && "?") + query;
    }

    /** Sends a call; later headers win over earlier ones. */
    async function sendCall(call«: ApiCall», options«: RequestOptions», own«: WireValues», signal«: AbortSignal»)«: Promise<Response>» {
      const given = «<K extends keyof ClientSettings>»(name«: K»)«: ClientSettings[K]» => options[name] ?? settings[name];
      const secrets = await given("auth")?.();
      const sent = call.secured?.(call, secrets ?? {}) ?? { ...call, headers: { ...call.headers, ...secrets } };
      const headers = new Headers();
      const cookie = encodedPairs(sent.cookies, "; ") || undefined;
      for (const values of [settings.headers, options.headers, sent.headers, { cookie }, own]) {
        for (const [name, value] of Object.entries(values ?? {})) {
          const texts = wireTexts(value);
          // As UTF-8, which `Headers` takes one byte a character.
          const bytes = new TextEncoder().encode(texts.join(", "));
          if (texts.length) headers.set(name, String.fromCharCode(...bytes));
        }
      }
      const { method, body = null } = call;
      const credentials = given("credentials") ?? "same-origin";
      return (given("fetch") ?? fetch)(urlOf(sent, options), { method, headers, body, signal, credentials, cache: "no-store" });
    }

    /** Lists are repeated, null and undefined left out. */
    function encodedPairs(values«: WireValues | undefined», joint«: string»)«: string» {
      const pairs = Object.entries(values ?? {}).flatMap(([name, value]) => wireTexts(value).map((text) => [name, text]));
      return pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join(joint);
    }

    function wireTexts(value«: unknown»)«: string[]» {
      return [value].flat().filter((item) => item != null).map(wireText);
    }

    function wireText(value«: unknown»)«: string» {
      if (value instanceof Date) return value.toISOString();
      return typeof value === "object" && value ? JSON.stringify(value) : String(value ?? "");
    }

    """#

  /// Bodies that are forms.
  static let forms = #"""
    /** The form with these values; lists are repeated, null and undefined left out. */
    function filled«<F extends FormData | URLSearchParams>»(form«: F», values«: object | undefined»)«: F | undefined» {
      for (const [name, value] of Object.entries(values ?? {})) {
        for (const item of [value].flat()) {
          if (item != null) form.append(name, item instanceof Blob ? item« as never» : wireText(item));
        }
      }
      return values && form;
    }

    """#
}
