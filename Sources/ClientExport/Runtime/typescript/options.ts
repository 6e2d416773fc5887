/** How this module reaches the backend. */
export interface ClientSettings {
  /**
   * `https://host`, or a path like `/api` in a browser; `getBaseUrl()` where it is not given. To a page of another
   * origin the server must allow that origin and the request's headers (CORS).
   */
  baseUrl?: string | undefined;
  /**
   * Headers of every request. Where a redirect leads to another origin they are not sent on, nor is `auth`; a page's
   * redirects the browser follows, which drops `Authorization` alone, and asks that origin for the others (CORS).
   */
  headers?: Record<string, string> | undefined;
  /** Secrets by the names of the security schemes, or headers; asked for anew before every attempt. */
  auth?: (() => Record<string, string> | Promise<Record<string, string>>) | undefined;
  credentials?: "omit" | "same-origin" | "include" | undefined;
  /** What else `fetch` takes: `cache`, `keepalive`, `priority`, Next's `next`. */
  init?: Omit<RequestInit, "body" | "headers" | "method" | "signal"> | undefined;
  /** In place of the global `fetch`: SvelteKit's `event.fetch`, for one. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** What holds for the whole module. */
export interface ModuleSettings extends ClientSettings {
  /** In place of `JSON.parse`, which rounds integers beyond 2^53 (`Number.MAX_SAFE_INTEGER`): it is given the text. */
  parseJson?: ((text: string) => unknown) | undefined;
}

/** What one call may set; it wins over `settings`. */
export interface RequestOptions extends ClientSettings {
  /** Aborting it is like `close()`, but that loops and promises reject with its reason, as those of `fetch`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds without a byte after which the connection counts as lost; off by default. */
  idleTimeout?: number | undefined;
}
