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
    headers: { "X-Token": X_Token, cookie: cookieOf({ session }) },
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
 * @param {string | Blob | ArrayBuffer | ArrayBufferView} body
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
 * @typedef {{ kind: "cat"; lives: 7 | 9; "a-b": string | null; where: [number, number, ...unknown[]]; extra: { [key: string]: Tree }; }} Cat
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
 * @typedef {{ readonly method: string; readonly path: string; readonly params?: WireValues; readonly query?: WireValues; readonly headers?: WireValues; readonly body?: string | Blob | ArrayBuffer | ArrayBufferView | FormData | URLSearchParams | null; readonly untyped?: readonly string[]; readonly security?: readonly string[]; }} ApiCall
 */

const textsOf = (value) => [value].flat().filter((item) => item != null).map(textOf);

/** What says itself what it is in JSON, a date for one, is sent without quotes. */
const textOf = (value) => typeof value === "object" ? JSON.stringify(value).replace(/^"|"$/g, "") : String(value);

/** The form with these values; lists are repeated, null and undefined left out. */
function filled(form, values) {
  for (const [name, value] of Object.entries(values ?? {})) {
    for (const item of [value].flat()) {
      if (item != null) form.append(name, item instanceof Blob ? item : textOf(item));
    }
  }
  return values ? form : null;
}

/** A header of cookies, which hold all but these signs as they are. Source: RFC 6265, 4.1.1. */
function cookieOf(values) {
  const coded = (text) => text.replace(/[^!#-+\--:<-[\]-~]/gu, encodeURIComponent);
  const pairs = Object.entries(values).flatMap(([name, value]) => textsOf(value).map((text) => coded(name) + "=" + coded(text)));
  return pairs.join("; ") || undefined;
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
  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues() {
    return [this.detail].flat().filter((issue) => Array.isArray(issue?.loc) && !!issue?.msg);
  }
}

const invalid = (text, why) =>
  new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, 1024) });

/** The value of a JSON text; any other text is itself, or an error. */
function valueOf(text, orText) {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (orText) return text;
    throw invalid(text, cause);
  }
}

const otherType = (mediaType, wanted) =>
  new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });

/**
 * The answer that opened a stream. 
 * @typedef {{ readonly status: number; readonly mediaType: string; readonly headers: Headers; readonly url: string; }} StreamResponse
 */


/** One call's life: its attempts, its body, its callbacks, and the end of them all. */
function startSession(call, options) {
  const life = new AbortController(),
    { signal } = life;
  /** The request that runs now; aborting it closes the socket. */
  let attempt = life;

  const done = new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
    /** Ends everything: no callback comes any more. */
    close = () => {
      for (const each of [attempt, life]) each.abort(new ClientError("closed", "call closed"));
    },
    /** What the caller set for this call, or for all. */
    given = (name) => options[name] ?? settings[name];

  /** What the server does next, or why it does not. */
  function awaited(kind, what, answer, limit = options.idleTimeout) {
    const { signal } = attempt,
      timer = limit && setTimeout(() => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout")), limit);
    return new Promise((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (cause) => reject(signal.reason ?? new ConnectionError(kind, `${what}: ${cause}`, { cause })));
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  function urlOf({ path, params = {}, query = {} }) {
    const place = path.replace(/\{(.+?)(:path)?\}/g, (_, name, isPath) => {
      const text = encodeURIComponent(textsOf(params[name]).join(",")).replace(/%2F/g, isPath ? "/" : "$&");
      // Every URL parser takes dots for a step up.
      if (/^$|(^|\/)\.\.?(\/|$)/.test(text)) throw new TypeError(`${name}: no path can hold "${text}"`);
      return text;
    });
    // Lists are repeated, null and undefined left out.
    return (given("baseUrl") ?? getBaseUrl()).replace(/\/+$/, "") + place + Object.entries(query).flatMap(([name, value]) =>
      textsOf(value).map((text) => `&${encodeURIComponent(name)}=${encodeURIComponent(text)}`)).join("").replace("&", "?");
  }

  /** Sends the request; `own` headers win over the caller's. */
  async function send(own, signal) {
    const secrets = await given("auth")?.(),
      sent = { ...call, headers: { ...call.headers, ...secrets } },
      headers = new Headers();
    for (const values of [settings.headers, options.headers, sent.headers, own]) {
      for (const [name, value] of Object.entries(values ?? {})) {
        const texts = textsOf(value);
        // As UTF-8, which `Headers` takes one byte a character.
        if (texts.length) headers.set(name, String.fromCharCode(...new TextEncoder().encode(texts.join(", "))));
      }
    }
    return (given("fetch") ?? fetch)(urlOf(sent), { ...sent, headers, signal, cache: "no-store", credentials: given("credentials") });
  }

  /** The answer; a status outside 200–299 is an HttpError. */
  async function open(own = {}) {
    signal.throwIfAborted();
    attempt = new AbortController();
    const response = await awaited("connect", "the request failed", send(own, attempt.signal)),
      { headers, ok, status } = response;
    response.mediaType = (headers.get("Content-Type") ?? "").toLowerCase().replace(/[\s;,].*/, "");
    if (ok) return response;
    // One that stalls would keep the next attempt waiting.
    const body = await bodyOf(response, (done) => done >= 65536, 5e3).then((all) => all.slice(0, 65536).text()).catch(() => ""),
      detail = valueOf(body, true)?.detail,
      // Where there is none, `null` matches nothing.
      wait = headers.get("Retry-After"),
      ms = /^\d+$/.test(wait) ? +wait * 1e3 : Date.parse(wait) - Date.now(),
      why = typeof detail === "string" ? ": " + detail : "";
    throw new HttpError("status", `the server answered ${status}${why}`, { status, body, detail, retryAfterMs: ms > 0 ? ms : undefined });
  }

  /** The body in the pieces in which it arrives; undefined is its end. */
  async function* pieces(response, limit) {
    const reader = (response.body ?? new Blob().stream()).getReader();
    try {
      let next;
      do {
        next = await awaited("connectionLost", "lost the connection", reader.read(), limit);
        yield next.value;
      } while (!next.done);
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  /** The whole body, or what there is of it when `each` gives true. */
  async function bodyOf(response, each, limit) {
    const parts = [];
    let done = 0;
    for await (const piece of pieces(response, limit)) {
      if (!piece) break;
      parts.push(piece);
      done += piece.length;
      if (await each(done)) break;
    }
    return new Blob(parts, { type: response.mediaType });
  }

  /** Calls back, and waits for what it promises; never after `close()`. */
  async function tell(callback, ...values) {
    try {
      if (!signal.aborted) await callback?.(...values);
    } catch (error) {
      // As for an event listener: it is the program's error, not the stream's.
      setTimeout(() => {
        throw error;
      });
    }
  }

  if (options.signal?.aborted) close();
  options.signal?.addEventListener("abort", close, { signal });
  return { signal, done, close, urlOf, open, pieces, bodyOf, tell };
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
 * @typedef {{ (type: "open", listener: (response: StreamResponse | EventOf<Pick<M, Extract<keyof M, "open">>>) => unknown): void; (type: "error", listener: (error: ClientError | EventOf<Pick<M, Extract<keyof M, "error">>>) => unknown): void; <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void; (type: string, listener: (event: StreamEvent) => unknown): void; }} EventListening
 */







/** Opens a stream of these formats: of events a connection that is made again, else a promise. */
function openStream(
  call,
  { onOpen, onChunk, onError, onComplete, onClose, onMessage, on = {} },
  formats,
  options = {}
) {
  const { signal, done, close, urlOf, open, pieces, tell } = startSession(call, options),
    accept = formats.map(({ accept }) => accept).join(),
    { recordLimit = 1 << 24, endData, endEvent = "", lastEventId = "", retryDelay = 3e3 } = options,
    isEvents = formats.includes(eventFormat),
    // An event may be called `constructor`.
    handlers = { __proto__: null, ...on },
    listeners = new Map();
  let looped = false,
    drained = false,
    phase = 0,
    openedAt = 0,
    failures = 0,
    url = "",
    { reconnect = isEvents && call.method === "GET" ? "always" : "never" } = options;
  const state = {
    get readyState() {
      return signal.aborted ? 2 : phase;
    },
    get url() {
      return url || urlOf(call);
    },
    lastEventId,
  };

  /** One callback, then those who listen. */
  async function tellAll(type, callback, value) {
    for (const each of [callback, ...listeners.get(type) ?? []]) await tell(each, value);
  }

  /** Waits for the next attempt; false when there is none. */
  async function recovers(error) {
    const { kind, status, retryAfterMs = 0 } = error;
    // Answers that may change by themselves, and lost connections, are worth another attempt.
    if (reconnect === "never" || !(status ? openedAt && [408, 429, 500, 502, 503, 504].includes(status) : /connect|timeout/.test(kind))) return false;
    try {
      // What no request can be made of now, none can be made of later.
      openedAt || new Request(state.url);
    } catch {
      return false;
    }
    if (!phase) failures++;
    else if (openedAt < Date.now() - 6e4) failures = 0;
    // The server's word, within bounds; NaN without it.
    const base = Math.min(3e5, Math.max(100, state.retry ?? NaN)) || retryDelay,
      // Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that.
      drawn = failures && Math.min(base * 2 ** failures, 3e4) * (1 + Math.random()) / 2,
      delay = Math.max(base, drawn, Math.min(retryAfterMs, 864e5));
    phase = 0;
    await tellAll("error", onError, Object.assign(error, { fatal: false, willRetry: true, retryInMs: state.retry ?? Math.round(delay) }));
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, signal.aborted ? 0 : delay);
      signal.onabort = () => resolve(clearTimeout(timer));
    });
    return true;
  }

  /** The records of one connection. */
  async function* attempt() {
    const response = await open({
        Accept: accept,
        "Accept-Encoding": "identity",
        // No header can carry a control character.
        "Last-Event-ID": /^[^\0-\x1f\x7f]+$/.exec(state.lastEventId)?.[0],
      }),
      { mediaType, headers, status } = response;
    // The server's way to say "stop".
    if (status === 204 && openedAt) return;
    const decode = formats.map((format) =>
      format.decoder(mediaType, /^attachment/i.test(headers.get("Content-Disposition")), recordLimit, state)).find(Boolean);
    if (!decode) throw otherType(mediaType, accept);
    // Anything but events ends with its body.
    if (mediaType !== "text/event-stream") reconnect = "never";
    phase = 1;
    url = response.url;
    openedAt = Date.now();
    await tellAll("open", onOpen, response);
    for await (const piece of pieces(response)) {
      for (const item of decode(piece)) {
        const { data, type, value = item } = item;
        if (type) {
          await tellAll(type, onMessage, item);
          const handler = handlers[type];
          if (handler && data !== endData) await tell(handler, valueOf(data, call.untyped?.includes(type)), item);
        } else await tell(onChunk, value);
        if (looped && !signal.aborted) {
          // The request that stands since before the loop takes one, too.
          if (drained) yield (drained = false);
          yield value;
        }
        if (data === endData || type === endEvent) return;
      }
    }
    if (reconnect === "always") throw new ConnectionError("connectionLost", "the stream ended");
  }

  const all = (async function* () {
    let failure;
    try {
      for (;;) {
        try {
          yield* attempt();
        } catch (error) {
          if (await recovers(error)) continue;
          if (!signal.aborted) failure = error;
        }
        break;
      }
      phase = 2;
      await (failure ? tellAll("error", onError, failure) : tell(onComplete));
      await tell(onClose);
    } finally {
      // A loop that is left ends here, too.
      close();
    }
    if (looped && drained) yield;
    if (failure && (looped || !(isEvents || onError))) throw failure;
  })();
  // A loop that begins right after the call takes all records; without one they are gone through here.
  const result = (async () => {
    await null;
    drained = !looped;
    if (drained) await all.next();
    await done;
  })();
  return Object.assign(isEvents ? state : result, {
    signal,
    close,
    done,
    addEventListener(type, listener) {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener(type, listener) {
      listeners.get(type)?.delete(listener);
    },
    [Symbol.asyncIterator]() {
      looped = true;
      return all;
    },
    [Symbol.asyncDispose ?? Symbol()]: async () => close(),
  });
}


/** Cuts bytes into records as `judge` says of each byte up to `top`, and gives out what `read` makes of them. */
function recordDecoder(
  limit,
  fatal,
  top,
  judge,
  read
) {
  // The mark of a body is no part of its first record.
  const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
  let decoder = new TextDecoder("utf-8", { fatal });
  let text = "", size = 0, fault;

  /** Adds bytes to the record, which is read when they are its last ones. */
  function* add(bytes, whole) {
    size += bytes.length;
    if (size > limit) throw tooLarge();
    try {
      text += decoder.decode(bytes, { stream: !whole });
    } catch (cause) {
      // It is told when the record is whole, wherever the network cuts.
      fault = cause;
    }
    if (!whole) return;
    if (fault) throw invalid(text, fault);
    yield* read(text, size);
    text = "";
    size = 0;
    decoder = later;
  }

  return function* (piece) {
    const bytes = piece ?? new Uint8Array();
    let start = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at],
        verdict = byte > top ? "" : judge(String.fromCharCode(byte), size + at === start);
      if (!verdict) continue;
      yield* add(bytes.subarray(start, verdict === "last" ? at + 1 : at), verdict !== "none");
      // What stands behind a record is judged once more.
      start = verdict === "behind" ? at-- : at + 1;
    }
    yield* add(bytes.subarray(start), !piece);
    if (!piece) judge("");
  };
}

const tooLarge = () => new ParseError("recordTooLarge", "a record over recordLimit");

/** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
const eventFormat = {
  accept: "text/event-stream",
  decoder(mediaType, _, limit, state) {
    if (mediaType !== this.accept) return false;
    let last = "", id = state.lastEventId, type = "", data = "", size = 0;

    // A line may be longer by `data: ` and its end; nothing above CR ends it.
    return recordDecoder(limit + 8, false, 13, (sign) => "\r\n".includes(sign) ? "last" : "", function* (line, length) {
      // Of CR and LF the second half is no line.
      const blank = /^[\r\n]$/.test(line) && last + line !== "\r\n";
      last = line.slice(-1);
      // Without its end a line is none, and an event not finished. Nothing here can match in two ways: a hostile line
      // would take its length's square.
      const [, name, value = ""] = /^([^:\r\n]*)(?:: ?([^\r\n]*))?[\r\n]$/.exec(line) ?? [];
      if (name === "data") {
        size += length - (line[5] === " " ? 6 : 5);
        if (size > limit + 1) throw tooLarge();
        data += value + "\n";
      } else if (name === "event") type = value;
      else if (name === "id" && !value.includes("\0")) id = value;
      else if (name === "retry" && /^\d+$/.test(value)) state.retry = +value;
      else if (blank) {
        state.lastEventId = id;
        const text = data.slice(0, -1);
        if (data) yield { type: type || "message", data: text, lastEventId: id, json: () => valueOf(text) };
        type = data = "";
        size = 0;
      }
    });
  },
};

/** At the top level of arrays: a place and the sign there give the next place; `v` is behind a value. */
const PLACES = { "[": "[", "[]": "", "v]": "", "v,": "," };

/** RFC 7464's sequences, or else JSON values one after the other, or in arrays if the first is one. */
function valueJudge(marked) {
  /** What began last and goes on: a string, an escaped sign in it, a number or word (0). */
  let inside = "", depth = 0, place = "", inArrays;

  return (sign, first) => {
    // An array that did not end.
    if (!sign && place) valueOf("");
    if (marked && sign === "\x1e") {
      inside = "";
      depth = 0;
      return first ? "" : "behind";
    }
    if (inside === "\\") inside = '"';
    else if (inside === '"') inside = sign === "\\" ? sign : sign === '"' ? "" : inside;
    else if (inside) {
      if (!' \t\r\n,:[]{}"\x1e'.includes(sign)) return "";
      inside = "";
      return "behind";
    } else {
      if (marked && depth <= 0 && sign === "\n") return "last";
      if (!marked && depth === 0) {
        // The mark of the body.
        if (sign > "\x7f") return "";
        inArrays ??= sign === "[";
        if (inArrays && place + sign in PLACES) {
          place = PLACES[place + sign];
          return "none";
        }
        if (" \t\r\n".includes(sign)) return "none";
        // A comma is missing: no value begins with this.
        if (place === "v") valueOf(place);
        if (place) place = "v";
      }
      if (sign === '"') inside = sign;
      else if ("[{]}".includes(sign)) depth += "[{".includes(sign) ? 1 : -1;
      else if (depth === 0 && !marked) inside = "0";
    }
    return inside || depth > 0 || marked ? "" : "last";
  };
}

const recordFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(type, isFile, limit) {
    const [known, , isLines, , , marked] =
      /^application\/(((x-)?(ndjson|jsonlines)|json-lines|jsonl|stream\+json|x-json-stream)|(json-seq)|(.+\+)?json)$/.exec(type) ?? [];
    if (!known || isFile && !isLines && !marked) return false;
    const lines = (sign) => sign === "\n" ? "last" : "";
    // A record may be longer by CR and LF.
    return recordDecoder(limit + 2, true, isLines ? 10 : 255, isLines ? lines : valueJudge(marked), (text) => {
      const body = marked ? text.replace("\x1e", "") : text,
        // In a sequence a mark begins a record, and a number without an end may have been cut.
        isCut = marked && (text === body || !/[\]}"\s]$/.test(body));
      return /[^ \t\r\n]/.test(body) ? [{ data: body.trim(), value: valueOf(isCut ? text + body : body) }] : [];
    });
  },
};

/** Whole characters, wherever the network cuts. */
const textFormat = {
  accept: "text/*",
  decoder(type, isFile) {
    if (isFile || !/^text\/(?!event-stream$)/.test(type)) return false;
    const decoder = new TextDecoder();
    return (bytes) => {
      const data = decoder.decode(bytes, { stream: !!bytes });
      return data ? [{ data, value: data }] : [];
    };
  },
};

/**
 * @typedef {{ onOpen?: ((response: StreamResponse) => unknown) | undefined; onProgress?: ((done: number, total: number | undefined) => unknown) | undefined; onClose?: (() => unknown) | undefined; }} FileCallbacks
 */

async function fetchFile(
  call,
  { onOpen, onProgress, onClose } = {},
  options = {}
) {
  const { open, bodyOf, tell, close } = startSession(call, options);
  try {
    const response = await open(),
      { headers } = response,
      // That of an encoded body is not the length of what arrives.
      total = +(!headers.get("Content-Encoding") && headers.get("Content-Length")) || undefined;
    await tell(onOpen, response);
    return await bodyOf(response, (done) => tell(onProgress, done, total));
  } finally {
    await tell(onClose);
    close();
  }
}

/**
 * What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. 
 * @template T
 * @typedef {| { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined } | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError }} ApiResult
 */

/** `wanted` is the only format of the answer, where there is one. */
async function fetchResult(call, options, wanted) {
  let status = 0;
  try {
    const body = await fetchFile(call, { onOpen: (response) => (status = response.status) }, options),
      { size, type } = body,
      isJSON = /[/+]json$/.test(type);
    if (wanted && size && !isJSON) throw otherType(type, wanted);
    const data = isJSON ? valueOf(await body.text() || "null") : /^text/.test(type) ? await body.text() : size ? body : undefined;
    return { success: true, status, data };
  } catch (cause) {
    const error = cause;
    return { success: false, status: error.status ?? status, error: error.message, cause: error };
  }
}
