// Evil *\/ API [2J: client code written by fluidtop. Export it again rather than change it.
// @ts-nocheck

/**
 * How every call reaches the backend; change it once, where the program starts.
 * @type {ClientSettings}
 */
export const settings = {};

/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */
export function getBaseUrl() {
  return "";
}

/**
 * Ends the comment *\/ alert(`1`) /*
 * `DELETE /items/{rest:path}`
 * @template [T=unknown]
 * @param {string} rest
 * @param {string} X_Token
 * @param {string} [callbacks_]
 * @param {string} [call_]
 * @param {string} [__proto__]
 * @param {string} [session]
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<T>>}
 * @deprecated
 */
export function delete_(rest, X_Token, callbacks_, call_, __proto__, session, options) {
  const call = {
    method: "DELETE",
    path: "/items/{rest:path}",
    params: { rest },
    query: { callbacks: callbacks_, call: call_, __proto__ },
    headers: { "X-Token": X_Token },
    cookies: { session },
  };
  return fetchResult(call, options);
}

/**
 * `GET /2fa`
 * @param {number} a_b_
 * @param {string[] | null | undefined} class_
 * @param {EventCallbacks<{ [type: string]: Response_ }>} callbacks
 * @param {EventOptions} [options]
 * @returns {EventConnection<{ [type: string]: Response_ }>}
 */
export function _2fa(a_b_, class_, callbacks, options) {
  const call = {
    method: "GET",
    path: "/2fa",
    query: { "a\"b\\": a_b_, class: class_ },
  };
  return openStream(call, callbacks, [eventFormat], options);
}

export const items = {
  /**
   * `GET /items`
   * @param {RequestOptions} [options]
   * @returns {Promise<ApiResult<PageTree>>}
   */
  get(options) {
    const call = {
      method: "GET",
      path: "/items",
    };
    return fetchResult(call, options);
  },

  /**
   * `POST /items`
   * @param {Tree} [body]
   * @param {RequestOptions} [options]
   * @returns {Promise<ApiResult<Tree>>}
   */
  post(body, options) {
    const call = {
      method: "POST",
      path: "/items",
      headers: { "Content-Type": body === undefined ? undefined : "application/json" },
      body: JSON.stringify(body),
    };
    return fetchResult(call, options);
  },
};

/**
 * `GET /v2/items`
 * @template [T=unknown]
 * @param {ChunkCallbacks<T>} callbacks
 * @param {StreamOptions} [options]
 * @returns {ChunkStream<T>}
 */
export function items_(callbacks, options) {
  const call = {
    method: "GET",
    path: "/v2/items",
  };
  return openStream(call, callbacks, [recordFormat], options);
}

/**
 * `GET /fetch`
 * @param {ChunkCallbacks<string>} callbacks
 * @param {StreamOptions} [options]
 * @returns {ChunkStream<string>}
 */
export function fetch_(callbacks, options) {
  const call = {
    method: "GET",
    path: "/fetch",
  };
  return openStream(call, callbacks, [textFormat], options);
}

/**
 * `GET /поток`
 * @param {">" | "<" | "="} [日本]
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<Заказ>>}
 */
export function поток1(日本, options) {
  const call = {
    method: "GET",
    path: "/поток",
    query: { 日本 },
  };
  return fetchResult(call, options);
}

/**
 * `PUT /books/{id}`
 * Needs OAuth2PasswordBearer: give it by `auth`, here or in `settings`.
 * @param {FluidTypes.UUID} id
 * @param {BookInput} body
 * @param {Date | FluidTypes.DateTime} [since]
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<Shelf>>}
 */
export function save_book(id, body, since, options) {
  const call = {
    method: "PUT",
    path: "/books/{id}",
    params: { id },
    query: { since },
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  return fetchResult(call, options);
}

/**
 * `GET /chat`
 * @param {EventCallbacks<{ surge: Shelf; x: Book }> & ChunkCallbacks<Book>} callbacks
 * @param {EventOptions} [options]
 * @returns {EventConnection<{ surge: Shelf; x: Book }, Book>}
 */
export function chat(callbacks, options) {
  const call = {
    method: "GET",
    path: "/chat",
  };
  return openStream(call, callbacks, [eventFormat, recordFormat], options);
}

/**
 * `POST /upload`
 * @template [T=unknown]
 * @param {{ file: Blob }} body
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<T>>}
 */
export function upload(body, options) {
  const call = {
    method: "POST",
    path: "/upload",
    body: filled(new FormData(), body),
  };
  return fetchResult(call, options);
}

/**
 * `PUT /blob/{key}`
 * @template [T=unknown]
 * @param {string} key
 * @param {string | Blob | ArrayBuffer} body
 * @param {RequestOptions} [options]
 * @returns {Promise<ApiResult<T>>}
 */
export function store(key, body, options) {
  const call = {
    method: "PUT",
    path: "/blob/{key}",
    params: { key },
    headers: { "Content-Type": "application/octet-stream" },
    body: body,
  };
  return fetchResult(call, options);
}

/**
 * Hides *\/ a global 
 * @typedef {Cat | Circle | null} Response_
 */

/**
 * @typedef {{ kind: "cat"; lives: 7 | 9; "a-b": string | null; where: [number, number]; extra: { [key: string]: Tree }; }} Cat
 */

/**
 * @typedef {{ 日本: string; 語: ">" | "<"; }} Заказ
 */

/**
 * @typedef {{ books: Book[]; }} Shelf
 */

/**
 * @typedef {{ title: string; price?: FluidTypes.Decimal; day?: FluidTypes.Date; tags: string[]; }} Book
 */

/**
 * @typedef {{ title: string; price?: FluidTypes.Decimal; day?: FluidTypes.Date; tags?: string[]; }} BookInput
 */

/**
 * @typedef {unknown} Circle
 */

/**
 * @typedef {unknown} Round
 */

/**
 * A tree 
 * @typedef {{ children?: (Tree | null)[]; any?: unknown; }} Tree
 */

/**
 * @typedef {({ total: number } & { items: Tree[] })} PageTree
 */

/**
 * A UUID.
 * @typedef {string} FluidTypes.UUID
 */
/**
 * A decimal number, as text: a JavaScript number could not hold all of its digits.
 * @typedef {string} FluidTypes.Decimal
 */
/**
 * Date and time by RFC 3339.
 * @typedef {string} FluidTypes.DateTime
 */
/**
 * A day, `2026-01-31`.
 * @typedef {string} FluidTypes.Date
 */

// What the calls above stand on.

/**
 * How this module reaches the backend. 
 * @typedef {{ baseUrl?: string | undefined; headers?: Record<string, string> | undefined; auth?: (() => Record<string, string> | Promise<Record<string, string>>) | undefined; credentials?: "omit" | "same-origin" | "include" | undefined; fetch?: typeof globalThis.fetch | undefined; }} ClientSettings
 */

/**
 * What one call may set; it wins over `settings`. 
 * @typedef {ClientSettings & { signal?: AbortSignal | undefined; idleTimeout?: number | undefined; }} RequestOptions
 */

/**
 * Values by their names on the wire. 
 * @typedef {Readonly<Record<string, unknown>>} WireValues
 */

/**
 * One endpoint's request. 
 * @typedef {{ readonly method: string; readonly path: string; readonly params?: WireValues; readonly query?: WireValues; readonly headers?: WireValues; readonly cookies?: WireValues; readonly body?: BodyInit | undefined; readonly secured?: (call: ApiCall, secrets: WireValues) => ApiCall; }} ApiCall
 */

function urlOf(call, options) {
  const path = call.path.replace(/\{([^{}:]+)(:path)?[^{}]*\}/g, (_, name, isPath) => {
    const text = wireText(call.params?.[name]);
    if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name}: not a path segment: "${text}"`);
    return encodeURIComponent(text).replace(/%2F/g, isPath ? "/" : "$&");
  });
  const query = encodedPairs(call.query, "&");
  const base = options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
  return base.replace(/\/+$/, "") + path + (query && "?") + query;
}

/** Sends a call; later headers win over earlier ones. */
async function sendCall(call, options, own, signal) {
  const given = (name) => options[name] ?? settings[name];
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
function encodedPairs(values, joint) {
  const pairs = Object.entries(values ?? {}).flatMap(([name, value]) => wireTexts(value).map((text) => [name, text]));
  return pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join(joint);
}

function wireTexts(value) {
  return [value].flat().filter((item) => item != null).map(wireText);
}

function wireText(value) {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value ? JSON.stringify(value) : String(value ?? "");
}

/** The form with these values; lists are repeated, null and undefined left out. */
function filled(form, values) {
  for (const [name, value] of Object.entries(values ?? {})) {
    for (const item of [value].flat()) {
      if (item != null) form.append(name, item instanceof Blob ? item : wireText(item));
    }
  }
  return values && form;
}

/**
 * What went wrong, in one word. 
 * @typedef {"connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "closed"} ErrorKind
 */

/** The base of every error of this module. */
export class ClientError extends Error {
  constructor(kind, message, facts = {}) {
    super(message);
    Object.assign(this, { name: new.target.name, kind, fatal: true, willRetry: false, ...facts });
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends ClientError {}

/** Nothing came for longer than `idleTimeout`. */
export class TimeoutError extends ClientError {}

/** The answer is of another media type than this call reads. */
export class ContentTypeError extends ClientError {}

/** A record that cannot be read; `text` is its beginning. */
export class ParseError extends ClientError {}

/**
 * One entry of FastAPI's answer to a request that does not validate. 
 * @typedef {{ readonly loc: readonly (string | number)[]; readonly msg: string; readonly type: string; }} ValidationIssue
 */

/** The server answered with a status outside 200–299. */
export class HttpError extends ClientError {
  constructor(status, body = "", retryAfterMs) {
    let detail;
    try {
      ({ detail } = JSON.parse(body));
    } catch {
      // Not FastAPI's.
    }
    super("status", `the server answered ${status}${typeof detail === "string" ? `: ${detail}` : ""}`, { status, body, detail, retryAfterMs });
  }

  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues() {
    return [this.detail].flat().filter((issue) => Array.isArray(issue?.loc) && typeof issue?.msg === "string");
  }
}

/**
 * The answer that opened a stream. 
 * @typedef {{ readonly status: number; readonly mediaType: string; readonly headers: Headers; readonly url: string; }} StreamResponse
 */


/** One call's life: its attempts, its body, its callbacks, and the end of them all. */
function startSession(call, options) {
  const life = new AbortController();
  const { signal } = life;
  /** The request that runs now; aborting it closes the socket. */
  let attempt = life;

  /** Ends everything: no callback comes any more. */
  const close = () => {
    const reason = new ClientError("closed", "the call was closed");
    attempt.abort(reason);
    life.abort(reason);
  };

  /** What the server does next, or why it does not. */
  async function awaited(kind, what, answer) {
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "nothing came within idleTimeout"));
    const timer = options.idleTimeout && setTimeout(giveUp, options.idleTimeout);
    try {
      const value = await answer;
      attempt.signal.throwIfAborted();
      return value;
    } catch (cause) {
      const { reason } = attempt.signal;
      throw reason instanceof ClientError ? reason : new ConnectionError(kind, `${what}: ${cause}`, { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Sends the request; a status outside 200–299 is an HttpError. */
  async function open(own = {}) {
    signal.throwIfAborted();
    attempt = new AbortController();
    const sent = sendCall(call, options, own, attempt.signal);
    const response = await awaited("connect", "the server cannot be reached", sent);
    const { headers } = response;
    const mediaType = (headers.get("Content-Type") ?? "").replace(/[;,].*/s, "").trim().toLowerCase();
    const opened = Object.assign(response, { mediaType });
    if (opened.ok) return opened;
    const body = await bodyOf(opened, (done) => done >= 65536).catch(() => new Blob());
    const wait = headers.get("Retry-After") ?? "";
    const ms = /^\d+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
    throw new HttpError(opened.status, await body.slice(0, 65536).text(), ms > 0 ? ms : undefined);
  }

  /** The body in the pieces in which it arrives; undefined is its end. */
  async function* pieces(response) {
    const reader = (response.body ?? new Blob().stream()).getReader();
    try {
      let next;
      do {
        next = await awaited("connectionLost", "the connection was lost", reader.read());
        yield next.value;
      } while (!next.done);
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  /** The whole body, or what there is of it when `each` gives true. */
  async function bodyOf(response, each) {
    const parts = [];
    let done = 0;
    for await (const piece of pieces(response)) {
      if (!piece) break;
      parts.push(piece);
      done += piece.length;
      if (await each?.(done)) break;
    }
    return new Blob(parts, { type: response.mediaType });
  }

  /** Calls back one by one, and waits for what they promise; never after `close()`. */
  async function tell(callbacks, ...values) {
    for (const callback of callbacks) {
      try {
        if (!signal.aborted) await callback?.(...values);
      } catch (error) {
        // As for an event listener: it is the program's error, not the stream's.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  if (options.signal?.aborted) close();
  options.signal?.addEventListener("abort", close, { signal });
  return { signal, close, open, pieces, bodyOf, tell };
}

/**
 * @typedef {RequestOptions & { recordLimit?: number | undefined; endData?: string | undefined; }} StreamOptions
 */

/**
 * `await using` closes the stream, where the language knows it. 
 * @typedef {SymbolConstructor extends { readonly asyncDispose: infer S extends symbol } ? { [K in S]: () => Promise<void> } : unknown} AsyncDisposal
 */

/**
 * A stream at work: go through it with `for await`, begun right after the call; leaving the loop closes it. 
 * @template T
 * @typedef {AsyncDisposal & AsyncIterable<T> & { readonly signal: AbortSignal; readonly done: Promise<void>; close(): void; }} StreamHandle
 */

/**
 * Of one stream in order, never two at once; what a callback promises is waited for. 
 * @typedef {{ onOpen?: ((response: StreamResponse) => unknown) | undefined; onError?: ((error: ClientError) => unknown) | undefined; onComplete?: (() => unknown) | undefined; onClose?: (() => unknown) | undefined; }} StreamCallbacks
 */

/**
 * What a stream of records or of text calls back; without `onError` the promise is rejected. 
 * @template [T=unknown]
 * @typedef {StreamCallbacks & { onChunk?: ((chunk: T) => unknown) | undefined; }} ChunkCallbacks
 */

/**
 * Resolves when the stream has ended. 
 * @template [T=unknown]
 * @typedef {Promise<void> & StreamHandle<T>} ChunkStream
 */

/**
 * An event; `json()` reads its data. 
 * @template [T=unknown]
 * @template {string} [K=string]
 * @typedef {{ readonly type: K; readonly data: string; readonly lastEventId: string; json(): T; }} StreamEvent
 */

/**
 * Any event of a stream whose names and data are those of `M`. 
 * @template M
 * @typedef {{ [K in keyof M & string]: StreamEvent<M[K], K> }[keyof M & string]} EventOf
 */

/**
 * @template [M=Record<string, unknown>]
 * @typedef {StreamCallbacks & { onMessage?: ((event: EventOf<M>) => unknown) | undefined; on?: { readonly [K in keyof M & string]?: ((data: M[K], event: StreamEvent<M[K], K>) => unknown) | undefined } | undefined; }} EventCallbacks
 */

/**
 * @typedef {StreamOptions & { reconnect?: "always" | "on-failure" | "never" | undefined; retryDelay?: number | undefined; lastEventId?: string | undefined; endEvent?: string | undefined; }} EventOptions
 */

/**
 * A subscription that runs until `close()`. 
 * @template [M=Record<string, unknown>]
 * @template [C=never]
 * @typedef {StreamHandle<EventOf<M> | C> & { readonly readyState: 0 | 1 | 2; readonly url: string; readonly lastEventId: string; addEventListener: EventListening<M>; removeEventListener: EventListening<M>; }} EventConnection
 */

/**
 * @template M
 * @typedef {{ (type: "open", listener: (response: StreamResponse) => unknown): void; (type: "error", listener: (error: ClientError) => unknown): void; <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void; (type: string, listener: (event: StreamEvent) => unknown): void; }} EventListening
 */







/** Opens a stream of these formats: of events a connection that is made again, else a promise. */
function openStream(
  call,
  callbacks,
  formats,
  options = {},
) {
  const { signal, close, open, pieces, tell } = startSession(call, options);
  const accept = formats.map((format) => format.accept).join(", ");
  const { recordLimit = 1 << 24, endData, endEvent = "", lastEventId = "", retryDelay = 3000 } = options;
  const isEvents = accept.startsWith("text/event-stream");
  let { reconnect = isEvents && call.method === "GET" ? "always" : "never" } = options;
  const state = { readyState: 0, url: isEvents ? urlOf(call, options) : "", lastEventId };
  let listeners = [];
  const handlers = new Map(Object.entries(callbacks.on ?? {}));
  let hasOpened = false;
  let failures = 0;
  let wake;
  let isLooped = false;
  let failure;

  /** One callback, and those who listen. */
  const heard = (type, callback) => [
    callback,
    ...listeners.flatMap(([name, listener]) => (name === type ? listener : [])),
  ];

  /** Milliseconds to the next attempt; undefined when there is none. */
  function delayAfter({ kind, status = 0, retryAfterMs = 0 }, openedAt) {
    // Answers that may change by themselves, and lost connections.
    const mayPass = status ? hasOpened && [408, 429, 500, 502, 503, 504].includes(status) : /^(connect|timeout)/.test(kind);
    if (!mayPass || reconnect === "never") return undefined;
    if (!openedAt) failures += 1;
    else if (openedAt < Date.now() - 60_000) failures = 0;
    const base = state.retry === undefined ? Math.max(0, retryDelay) : Math.min(300_000, Math.max(100, state.retry));
    // Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that.
    const drawn = failures && Math.min(base * 2 ** failures, 30_000) * (0.5 + Math.random() / 2);
    return Math.max(base, drawn, Math.min(retryAfterMs, 86_400_000));
  }

  /** One connection and its records; true when another one is to follow. */
  async function* attempt() {
    let openedAt = 0;
    try {
      // No header can carry a control character.
      const id = /^$|[\0-\x1f\x7f]/.test(state.lastEventId) ? undefined : state.lastEventId;
      const response = await open({ Accept: accept, "Accept-Encoding": "identity", "Last-Event-ID": id });
      const { mediaType, headers, status, url } = response;
      // The server's way to say "stop".
      if (status === 204 && hasOpened) return false;
      const isFile = /^\s*attachment/i.test(headers.get("Content-Disposition") ?? "");
      const decode = formats.map((format) => format.decoder(mediaType, isFile, recordLimit, state)).find(Boolean);
      if (!decode) throw new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${accept}`, { mediaType });
      Object.assign(state, { readyState: 1, url: url || state.url });
      // Anything but events ends with its body.
      if (mediaType !== "text/event-stream") reconnect = "never";
      hasOpened = true;
      openedAt = Date.now();
      await tell(heard("open", callbacks.onOpen), response);
      for await (const piece of pieces(response)) {
        for (const { text, value, type, json } of decode(piece)) {
          if (type !== undefined) {
            await tell(heard(type, callbacks.onMessage), value);
            const handler = handlers.get(type);
            if (handler && text !== endData && !signal.aborted) await tell([handler], json?.(), value);
          } else await tell([callbacks.onChunk], value);
          if (isLooped) yield value;
          if (text === endData || type === endEvent) return false;
        }
      }
      if (reconnect !== "always") return false;
      throw new ConnectionError("connectionLost", "the server ended the stream");
    } catch (error) {
      let delay;
      try {
        // What no request can be made of now, none can be made of later.
        hasOpened || new Request(state.url);
        delay = delayAfter(error, openedAt);
      } catch {}
      if (delay === undefined) throw error;
      state.readyState = 0;
      Object.assign(error, { fatal: false, willRetry: true, retryInMs: state.retry ?? Math.round(delay) });
      await tell(heard("error", callbacks.onError), error);
      let timer;
      await new Promise((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, signal.aborted ? 0 : delay);
      });
      clearTimeout(timer);
      return true;
    }
  }

  async function* records() {
    try {
      try {
        while (yield* attempt());
      } catch (error) {
        if (!signal.aborted) failure = error;
      }
      state.readyState = 2;
      await (failure ? tell(heard("error", callbacks.onError), failure) : tell([callbacks.onComplete]));
      await tell([callbacks.onClose]);
    } finally {
      // A loop that is left ends here, too.
      close();
    }
    if (failure && isLooped) throw failure;
  }

  const all = records();
  const done = new Promise((resolve) => {
    const end = () => {
      state.readyState = 2;
      wake?.();
      resolve();
    };
    if (signal.aborted) end();
    signal.addEventListener("abort", end);
  });
  // A loop that begins right after the call takes all records; without one they are gone through here.
  const result = Promise.resolve().then(async () => {
    while (!isLooped && !(await all.next()).done);
    await done;
    if (failure && !isEvents && !callbacks.onError && !isLooped) throw failure;
  });
  const handle = {
    signal,
    close,
    done,
    addEventListener(...entry) {
      handle.removeEventListener(...entry);
      listeners = [...listeners, entry];
    },
    removeEventListener(...entry) {
      listeners = listeners.filter((other) => entry[0] !== other[0] || entry[1] !== other[1]);
    },
    [Symbol.asyncIterator]() {
      isLooped = true;
      return all;
    },
    [(Symbol).asyncDispose ?? Symbol()]: async () => close(),
  };
  return Object.assign(isEvents ? state : result, handle);
}


/** Cuts bytes into records as `judge` says of each byte up to `top`; no bytes: the end of the body. */
function recordCutter(limit, fatal, top, judge) {
  // The mark of a body is no part of its first record.
  const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
  let decoder = new TextDecoder("utf-8", { fatal });
  /** The record so far, with room to grow: its bytes are copied a few times, however they are cut. */
  let kept = new Uint8Array();
  let size = 0;

  const add = (bytes) => {
    const start = size;
    size += bytes.length;
    if (size > limit) throw tooLarge();
    if (size > kept.length) {
      const old = kept;
      kept = new Uint8Array(size * 2);
      kept.set(old);
    }
    kept.set(bytes, start);
  };

  const taken = () => {
    const bytes = kept.subarray(0, size);
    try {
      return { text: decoder.decode(bytes), size };
    } catch (cause) {
      throw invalid(new TextDecoder().decode(bytes), cause);
    } finally {
      decoder = later;
      size = 0;
    }
  };

  /** The next byte to be judged; a loop of its own, which engines make fast. */
  const next = (bytes, at) => {
    while (at < bytes.length && bytes[at] > top) at += 1;
    return at;
  };

  return function* (piece) {
    const bytes = piece ?? new Uint8Array();
    let start = 0;
    for (let at = next(bytes, 0); at < bytes.length; at = next(bytes, at + 1)) {
      const verdict = judge(String.fromCharCode(bytes[at]), size + at === start);
      if (!verdict) continue;
      add(bytes.subarray(start, verdict === "last" ? at + 1 : at));
      if (verdict !== "none") yield taken();
      // What stands behind a record is judged once more.
      start = verdict === "behind" ? at-- : at + 1;
    }
    add(bytes.subarray(start));
    if (!piece) yield taken();
  };
}

function tooLarge() {
  return new ParseError("recordTooLarge", "a record exceeds recordLimit");
}

function invalid(text, why) {
  return new ParseError("invalidRecord", `a record cannot be read: ${why}`, { text: text.slice(0, 1024) });
}

/** The value of a record's text. */
function valueOf(text) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(text, cause);
  }
}

/** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
function eventDecoder(limit, state) {
  let last = "";
  let id = state.lastEventId;
  let type = "";
  let data = [];
  let size = 0;

  // Nothing above CR ends a line.
  const lines = recordCutter(limit + "data: \r\n".length, false, 13, (sign) => ("\r\n".includes(sign) ? "last" : ""));

  return function* (piece) {
    // An event that is not finished is none.
    for (const line of piece ? lines(piece) : []) {
      // The second half of a line's end is no line.
      const isBlank = line.text.length === 1 && last + line.text !== "\r\n";
      last = line.text.slice(-1);
      const [, name, value = ""] = /^([^:\r\n]*):? ?([^\r\n]*)/.exec(line.text) ?? [];
      if (name === "data") {
        size += line.size - (line.text[5] === " " ? 6 : 5);
        if (size > limit + 1) throw tooLarge();
        data.push(value);
      } else if (name === "event") type = value;
      else if (name === "id" && !value.includes("\0")) id = value;
      else if (name === "retry" && /^\d+$/.test(value)) state.retry = Number(value);
      else if (isBlank) {
        state.lastEventId = id;
        const text = data.join("\n");
        const value = { type: type || "message", data: text, lastEventId: id, json: () => valueOf(text) };
        if (data.length > 0) yield { ...value, text, value };
        type = "";
        data = [];
        size = 0;
      }
    }
  };
}

const eventFormat = {
  accept: "text/event-stream",
  decoder: (type, _, limit, state) => (type === eventFormat.accept ? eventDecoder(limit, state) : undefined),
};

/** At the top level of arrays: a place and the sign there give the next place; `v` is behind a value. */
const PLACES = { "[": "[", "[]": "", "v]": "", "v,": "," };

/** RFC 7464's sequences, or else JSON values one after the other, or in arrays if the first is one. */
function valueJudge(isSequence) {
  /** What began last and goes on: a string, an escaped sign in it, a number or word (0). */
  let inside = "";
  let depth = 0;
  let place = "";
  let inArrays;

  return (sign, isFirst) => {
    // At the end of the body: what ought to have come.
    if (sign === "") return place && "none";
    if (isSequence && sign === "\x1e") {
      inside = "";
      depth = 0;
      return isFirst ? "" : "behind";
    }
    if (inside === "\\") inside = '"';
    else if (inside === '"') inside = sign === "\\" ? sign : sign === '"' ? "" : inside;
    else if (inside && !' \t\r\n,:[]{}"\x1e'.includes(sign)) return "";
    else if (inside) {
      inside = "";
      return "behind";
    } else {
      if (isSequence && depth <= 0 && sign === "\n") return "last";
      if (!isSequence && depth === 0) {
        // The mark of the body.
        if (sign > "\x7f") return "";
        inArrays ??= sign === "[";
        const next = inArrays ? PLACES[place + sign] : undefined;
        place = next ?? place;
        if (next !== undefined || " \t\r\n".includes(sign)) return "none";
        // A comma is missing: no value begins with this.
        if (place === "v") valueOf(place);
        if (place) place = "v";
      }
      if (sign === '"') inside = sign;
      else if ("[{".includes(sign)) depth += 1;
      else if ("]}".includes(sign)) depth -= 1;
      else if (depth === 0 && !isSequence) inside = "0";
    }
    return inside || depth > 0 || isSequence ? "" : "last";
  };
}

const recordFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(type, isFile, limit) {
    const isSequence = type === "application/json-seq";
    const isLines = /^application\/((x-)?(ndjson|jsonlines)|jsonl|stream\+json)$/.test(type);
    if (!isSequence && !isLines && (isFile || !/^application\/(.+\+)?json$/.test(type))) return undefined;
    const judge = isLines ? (sign) => (sign === "\n" ? "last" : "") : valueJudge(isSequence);
    const cut = recordCutter(limit + "\r\n".length, true, isLines ? 10 : 255, judge);
    return function* (piece) {
      for (const record of cut(piece)) {
        const body = isSequence ? record.text.replace("\x1e", "") : record.text;
        if (/^[ \t\r\n]*$/.test(body)) continue;
        // In a sequence a mark begins a record, and a number without an end may have been cut.
        const isCut = isSequence && (record.text === body || !/[\]}"\s]$/.test(body));
        yield { text: body.trim(), value: valueOf(isCut ? record.text + body : body) };
      }
      // An array that did not end.
      if (!piece && judge("", true)) valueOf("");
    };
  },
};

/** Whole characters, wherever the network cuts. */
const textFormat = {
  accept: "text/*",
  decoder(type, isFile) {
    if (isFile || !/^text\/(?!event-stream$)/.test(type)) return undefined;
    const decoder = new TextDecoder();
    return (bytes) => {
      const text = decoder.decode(bytes, { stream: bytes !== undefined });
      return text === "" ? [] : [{ text, value: text }];
    };
  },
};

/**
 * @typedef {{ onOpen?: ((response: StreamResponse) => unknown) | undefined; onProgress?: ((done: number, total: number | undefined) => unknown) | undefined; onClose?: (() => unknown) | undefined; }} FileCallbacks
 */

async function fetchFile(
  call,
  callbacks = {},
  options = {},
) {
  const { open, bodyOf, tell, close } = startSession(call, options);
  try {
    const response = await open();
    await tell([callbacks.onOpen], response);
    const { headers } = response;
    // That of an encoded body is not the length of what arrives.
    const total = Number(!headers.get("Content-Encoding") && headers.get("Content-Length")) || undefined;
    return await bodyOf(response, (done) => tell([callbacks.onProgress], done, total));
  } finally {
    await tell([callbacks.onClose]);
    close();
  }
}

/**
 * What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. 
 * @template T
 * @typedef {| { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined } | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError }} ApiResult
 */

async function fetchResult(call, options) {
  let status = 0;
  try {
    const body = await fetchFile(call, { onOpen: (response) => (status = response.status) }, options);
    const isJSON = /[/+]json$/.test(body.type);
    const text = isJSON || body.type.startsWith("text/") ? await body.text() : "";
    const data = body.size === 0 ? undefined : isJSON ? valueOf(text) : text || body;
    return { success: true, data: data, status };
  } catch (cause) {
    if (cause instanceof HttpError) status = cause.status;
    return { success: false, status, error: (cause).message, cause: cause };
  }
}
