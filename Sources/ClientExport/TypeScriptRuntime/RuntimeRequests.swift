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
      readonly body?: string | Blob | ArrayBuffer | ArrayBufferView | FormData | URLSearchParams | null;
      /** Names of events whose data nobody knows: JSON or any text. */
      readonly untyped?: readonly string[];
      /** The security schemes whose secrets it asks for. */
      readonly security?: readonly string[];
    }

    const textsOf = (value«: unknown») => [value].flat().filter((item) => item != null).map(textOf);

    /** What says itself what it is in JSON, a date for one, is sent without quotes. */
    const textOf = (value«: unknown») => typeof value === "object" ? JSON.stringify(value).replace(/^"|"$/g, "") : String(value);

    """#

  /// Cookies, which no browser lets a page send.
  static let cookies = #"""
    /** A header of cookies, which hold all but these signs as they are. Source: RFC 6265, 4.1.1. */
    function cookieOf(values«: WireValues»)«: string | undefined» {
      const coded = (text«: string») => text.replace(/[^!#-+\--:<-[\]-~]/gu, encodeURIComponent);
      const pairs = Object.entries(values).flatMap(([name, value]) => textsOf(value).map((text) => coded(name) + "=" + coded(text)));
      return pairs.join("; ") || undefined;
    }

    """#

  /// Several values of a query parameter in one.
  static let lists = #"""
    /** The values as one text, `joint` between them; undefined without values. */
    function joined(value«: unknown», joint«: string») {
      const texts = textsOf(value);
      return texts.length ? texts.join(joint) : undefined;
    }

    """#

  /// Bodies that are forms.
  static let forms = #"""
    /** The form with these values; lists are repeated, null and undefined left out. */
    function filled«<F extends FormData | URLSearchParams>»(form«: F», values«: object | undefined»)«: F | null» {
      for (const [name, value] of Object.entries(values ?? {})) {
        for (const item of [value].flat()) {
          if (item != null) form.append(name, item instanceof Blob ? item« as never» : textOf(item));
        }
      }
      return values ? form : null;
    }

    """#
}
