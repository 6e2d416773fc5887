// Streaming example 1.0: client code written by fluidtop. Export it again rather than change it.

/** How every call reaches the backend; change it once, where the program starts. */
export const settings: ClientSettings = {};

/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */
export function getBaseUrl(): string {
  return "http://127.0.0.1:8000";
}

/**
 * Stream real-time notifications
 * `GET /notifications/stream`
 */
export function stream_notifications(
  user_id: number,
  callbacks: EventCallbacks<{ notification: Notification }>,
  options?: EventOptions,
): EventConnection<{ notification: Notification }> {
  const call = {
    method: "GET",
    path: "/notifications/stream",
    query: { user_id },
  };
  return openStream(call, callbacks, [eventFormat], options);
}

/**
 * Stream file download
 * `GET /files/{file_id}/download`
 */
export function download_file(
  file_id: string,
  callbacks?: FileCallbacks,
  options?: RequestOptions,
): Promise<Blob> {
  const call = {
    method: "GET",
    path: "/files/{file_id}/download",
    params: { file_id },
  };
  return fetchFile(call, callbacks, options);
}

/**
 * Stream a large analytics dataset
 * `GET /analytics/stream`
 */
export function stream_analytics_data(
  callbacks: ChunkCallbacks<AnalyticsRecord>,
  options?: StreamOptions,
): ChunkStream<AnalyticsRecord> {
  const call = {
    method: "GET",
    path: "/analytics/stream",
  };
  return openStream(call, callbacks, [recordFormat], options);
}

/**
 * `GET /logs/stream`
 * @param lines How many lines
 */
export function stream_logs(
  lines: number | undefined,
  callbacks: ChunkCallbacks<string>,
  options?: StreamOptions,
): ChunkStream<string> {
  const call = {
    method: "GET",
    path: "/logs/stream",
    query: { lines },
  };
  return openStream(call, callbacks, [textFormat], options);
}

/**
 * Answer in deltas
 * `POST /chat/stream`
 * The last event has the data `[DONE]`, of which `json()` can make nothing.
 */
export function stream_chat(
  body: ChatRequest,
  callbacks: EventCallbacks<{ [type: string]: Delta }>,
  options?: EventOptions,
): EventConnection<{ [type: string]: Delta }> {
  const call = {
    method: "POST",
    path: "/chat/stream",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
  return openStream(call, callbacks, [eventFormat], { endData: "[DONE]", ...options });
}

/**
 * `GET /users/{user_id}`
 */
export function read_user(
  user_id: number,
  options?: RequestOptions,
): Promise<ApiResult<User>> {
  const call = {
    method: "GET",
    path: "/users/{user_id}",
    params: { user_id },
  };
  return fetchResult(call, options, "json");
}

export interface Notification {
  id: number;
  user_id: number;
  message: string;
}

export interface AnalyticsRecord {
  name: string;
  value: number;
}

export interface ChatRequest {
  message: string;
  model?: string;
}

export interface Delta {
  delta: string;
}

export interface User {
  id: number;
  name: string;
  role: Role;
}

export type Role = "admin" | "reader";

// What the calls above stand on.

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

const textsOf = (value: unknown) => [value].flat().filter((item) => item != null).map(textOf);

/** What says itself what it is in JSON, a date for one, is sent without quotes. */
const textOf = (value: unknown) => typeof value === "object" ? JSON.stringify(value).replace(/^"|"$/g, "") : String(value);

/** What went wrong, in one word. */
export type ErrorKind = "connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "closed";

/** The base of every error of this module. */
export class ClientError extends Error {
  declare readonly kind: ErrorKind;
  /** Milliseconds to the next attempt; undefined when the error ended the stream. */
  declare retryInMs: number | undefined;
  /** True when nothing more comes after this error. */
  declare fatal: boolean;
  /** True when the connection is made again, in `retryInMs`. */
  declare willRetry: boolean;

  constructor(kind: ErrorKind, message: string, facts: object = {}) {
    super(message);
    Object.assign(this, { name: new.target.name, kind, fatal: true, willRetry: false, ...facts });
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends ClientError {}

/** Nothing came for longer than `idleTimeout`. */
export class TimeoutError extends ClientError {}

/** The answer is of another media type than this call reads. */
export class ContentTypeError extends ClientError {
  declare readonly mediaType: string;
}

/** A record that cannot be read; `text` is its beginning. */
export class ParseError extends ClientError {
  declare readonly text: string;
}

/** One entry of FastAPI's answer to a request that does not validate. */
export interface ValidationIssue {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** The server answered with a status outside 200–299. */
export class HttpError extends ClientError {
  declare readonly status: number;
  /** The first 64 KiB of the answer. */
  declare readonly body: string;
  /** The server's `Retry-After`. */
  declare readonly retryAfterMs: number | undefined;

  /** FastAPI's `detail`, where there is one. */
  declare readonly detail: unknown;

  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues(): readonly ValidationIssue[] {
    return ([this.detail].flat() as (ValidationIssue | null)[]).filter((issue): issue is ValidationIssue => Array.isArray(issue?.loc) && !!issue?.msg);
  }
}

const invalid = (text: string, why: unknown) =>
  new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, 1024) });

/** The value of a JSON text; any other text is itself, or an error. */
function valueOf(text: string, orText?: boolean): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (orText) return text;
    throw invalid(text, cause);
  }
}

const otherType = (mediaType: string, wanted: string) =>
  new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });

/** The answer that opened a stream. */
export interface StreamResponse {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly headers: Headers;
  readonly url: string;
}

type OpenResponse = Response & { mediaType: string };
type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;
type Callback = ((...values: never[]) => unknown) | undefined;

/** One call's life: its attempts, its body, its callbacks, and the end of them all. */
function startSession(call: ApiCall, options: RequestOptions) {
  const life = new AbortController(),
    { signal } = life;
  /** The request that runs now; aborting it closes the socket. */
  let attempt = life;

  const done = new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve())),
    /** Ends everything: no callback comes any more. */
    close = (): void => {
      for (const each of [attempt, life]) each.abort(new ClientError("closed", "call closed"));
    },
    /** What the caller set for this call, or for all. */
    given = <K extends keyof ClientSettings>(name: K): ClientSettings[K] => options[name] ?? settings[name];

  /** What the server does next, or why it does not. */
  function awaited<T>(kind: ErrorKind, what: string, answer: Promise<T>, limit = options.idleTimeout): Promise<T> {
    const { signal } = attempt,
      timer = limit && setTimeout(() => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout")), limit);
    return new Promise<T>((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (cause) => reject(signal.reason ?? new ConnectionError(kind, `${what}: ${cause}`, { cause })));
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  function urlOf({ path, params = {}, query = {} }: ApiCall): string {
    const place = path.replace(/\{(.+?)(:path)?\}/g, (_, name: string, isPath?: string) => {
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
  async function send(own: WireValues, signal: AbortSignal): Promise<Response> {
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
    return (given("fetch") ?? fetch)(urlOf(sent), { ...sent, headers, signal, cache: "no-store", credentials: given("credentials") } as RequestInit);
  }

  /** The answer; a status outside 200–299 is an HttpError. */
  async function open(own: WireValues = {}): Promise<OpenResponse> {
    signal.throwIfAborted();
    attempt = new AbortController();
    const response = (await awaited("connect", "the request failed", send(own, attempt.signal))) as OpenResponse,
      { headers, ok, status } = response;
    response.mediaType = (headers.get("Content-Type") ?? "").toLowerCase().replace(/[\s;,].*/, "");
    if (ok) return response;
    // One that stalls would keep the next attempt waiting.
    const body = await bodyOf(response, (done) => done >= 65536, 5e3).then((all) => all.slice(0, 65536).text()).catch(() => ""),
      detail = (valueOf(body, true) as { readonly detail?: unknown } | null)?.detail,
      // Where there is none, `null` matches nothing.
      wait = headers.get("Retry-After") as string,
      ms = /^\d+$/.test(wait) ? +wait * 1e3 : Date.parse(wait) - Date.now(),
      why = typeof detail === "string" ? ": " + detail : "";
    throw new HttpError("status", `the server answered ${status}${why}`, { status, body, detail, retryAfterMs: ms > 0 ? ms : undefined });
  }

  /** The body in the pieces in which it arrives; undefined is its end. */
  async function* pieces(response: Response, limit?: number): AsyncGenerator<BodyBytes | undefined, void, undefined> {
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
  async function bodyOf(response: OpenResponse, each: (done: number) => unknown, limit?: number): Promise<Blob> {
    const parts: BodyBytes[] = [];
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
  async function tell(callback: Callback, ...values: unknown[]): Promise<void> {
    try {
      if (!signal.aborted) await callback?.(...values as never[]);
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

export interface StreamOptions extends RequestOptions {
  /** The largest event, line or JSON text in bytes; 16 MiB by default. */
  recordLimit?: number | undefined;
  /** An event or record of exactly this text, delivered, completes the stream. */
  endData?: string | undefined;
}

/** `await using` closes the stream, where the language knows it. */
export type AsyncDisposal = SymbolConstructor extends { readonly asyncDispose: infer S extends symbol }
  ? { [K in S]: () => Promise<void> }
  : unknown;

/** A stream at work: go through it with `for await`, begun right after the call; leaving the loop closes it. */
export type StreamHandle<T> = AsyncDisposal &
  AsyncIterable<T> & {
    /** Aborted when the stream has ended or was closed. */
    readonly signal: AbortSignal;
    /** Resolves when the stream has ended, for whatever reason. */
    readonly done: Promise<void>;
    /** Closes the socket; no callback comes any more. */
    close(): void;
  };

/** Of one stream in order, never two at once; what a callback promises is waited for. */
export interface StreamCallbacks {
  /** When the answer begins; of events every time the connection opens. */
  onOpen?: ((response: StreamResponse) => unknown) | undefined;
  /** The error that ended the stream (`fatal`), or a lost connection (`willRetry`). */
  onError?: ((error: ClientError) => unknown) | undefined;
  /** Once, when the stream has ended for good without error. */
  onComplete?: (() => unknown) | undefined;
  /** Once, last of all, unless you closed. */
  onClose?: (() => unknown) | undefined;
}

/** What a stream of records or of text calls back; without `onError` the promise is rejected. */
export interface ChunkCallbacks<T = unknown> extends StreamCallbacks {
  /** Every record, or every piece of text. */
  onChunk?: ((chunk: T) => unknown) | undefined;
}

/** Resolves when the stream has ended. */
export type ChunkStream<T = unknown> = Promise<void> & StreamHandle<T>;

/** An event; `json()` reads its data. */
export interface StreamEvent<T = unknown, K extends string = string> {
  /** The event's name, `message` where it has none. */
  readonly type: K;
  readonly data: string;
  readonly lastEventId: string;
  json(): T;
}

/** Any event of a stream whose names and data are those of `M`. */
export type EventOf<M> = { [K in keyof M & string]: StreamEvent<M[K], K> }[keyof M & string];

export interface EventCallbacks<M = Record<string, unknown>> extends StreamCallbacks {
  /** Every event, named or not, known or not. */
  onMessage?: ((event: EventOf<M>) => unknown) | undefined;
  /** The data of the events of one name, read as JSON. */
  on?: { readonly [K in keyof M & string]?: ((data: M[K], event: StreamEvent<M[K], K>) => unknown) | undefined } | undefined;
}

export interface EventOptions extends StreamOptions {
  /** After which ends to connect again; `always` for GET, `never` for other methods. */
  reconnect?: "always" | "on-failure" | "never" | undefined;
  /** Milliseconds before a reconnection, until the server says otherwise; 3000 by default. */
  retryDelay?: number | undefined;
  /** As if the stream had been lost after this event. */
  lastEventId?: string | undefined;
  /** An event of this type, delivered, completes the stream. */
  endEvent?: string | undefined;
}

/** A subscription that runs until `close()`. */
export type EventConnection<M = Record<string, unknown>, C = never> = StreamHandle<EventOf<M> | C> & {
  /** 0 connecting, 1 open, 2 closed; always the present state. */
  readonly readyState: 0 | 1 | 2;
  readonly url: string;
  readonly lastEventId: string;
  addEventListener: EventListening<M>;
  removeEventListener: EventListening<M>;
};

export interface EventListening<M> {
  (type: "open", listener: (response: StreamResponse | EventOf<Pick<M, Extract<keyof M, "open">>>) => unknown): void;
  (type: "error", listener: (error: ClientError | EventOf<Pick<M, Extract<keyof M, "error">>>) => unknown): void;
  <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void;
  (type: string, listener: (event: StreamEvent) => unknown): void;
}

/** All that any stream calls back. */
interface AnyCallbacks extends StreamCallbacks {
  onChunk?: Callback;
  onMessage?: Callback;
  on?: Readonly<Record<string, Callback>> | undefined;
}

interface AnyOptions extends StreamOptions {
  reconnect?: "always" | "on-failure" | "never" | undefined;
  retryDelay?: number | undefined;
  lastEventId?: string | undefined;
  endEvent?: string | undefined;
}

/** What a connection shows of itself. */
interface ConnectionState {
  readyState: 0 | 1 | 2;
  url: string;
  lastEventId: string;
  /** The server's `retry`, in milliseconds. */
  retry?: number;
}

/** A record: its text and its value; or an event, which is its own value. */
interface StreamItem {
  readonly data: string;
  readonly value?: unknown;
  readonly type?: string;
  json?(): unknown;
}

/** Items from bytes that are cut anywhere; no bytes: the end of the body. */
type RecordDecoder = (piece?: Uint8Array) => Iterable<StreamItem>;

interface StreamFormat {
  readonly accept: string;
  /** False where the answer is of another format. */
  decoder(mediaType: string, isFile: boolean, limit: number, state: ConnectionState): RecordDecoder | false;
}

/** Opens a stream of these formats: of events a connection that is made again, else a promise. */
function openStream<S>(
  call: ApiCall,
  { onOpen, onChunk, onError, onComplete, onClose, onMessage, on = {} }: AnyCallbacks,
  formats: readonly StreamFormat[],
  options: AnyOptions = {},
): S {
  const { signal, done, close, urlOf, open, pieces, tell } = startSession(call, options),
    accept = formats.map(({ accept }) => accept).join(),
    { recordLimit = 1 << 24, endData, endEvent = "", lastEventId = "", retryDelay = 3e3 } = options,
    isEvents = formats.includes(eventFormat),
    // An event may be called `constructor`.
    handlers: typeof on = { __proto__: null, ...on } as never,
    listeners = new Map<string, Set<Callback>>();
  let looped = false,
    drained = false,
    phase: 0 | 1 | 2 = 0,
    openedAt = 0,
    failures = 0,
    url = "",
    { reconnect = isEvents && call.method === "GET" ? "always" : "never" } = options;
  const state: ConnectionState = {
    get readyState() {
      return signal.aborted ? 2 : phase;
    },
    get url() {
      return url || urlOf(call);
    },
    lastEventId,
  };

  /** One callback, then those who listen. */
  async function tellAll(type: string, callback: Callback, value: unknown): Promise<void> {
    for (const each of [callback, ...listeners.get(type) ?? []]) await tell(each, value);
  }

  /** Waits for the next attempt; false when there is none. */
  async function recovers(error: ClientError & Partial<HttpError>): Promise<boolean> {
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
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, signal.aborted ? 0 : delay);
      signal.onabort = () => resolve(clearTimeout(timer));
    });
    return true;
  }

  /** The records of one connection. */
  async function* attempt(): AsyncGenerator<unknown, void, undefined> {
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
      format.decoder(mediaType, /^attachment/i.test(headers.get("Content-Disposition") as string), recordLimit, state)).find(Boolean);
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

  const all = (async function* (): AsyncGenerator<unknown, void, undefined> {
    let failure: unknown;
    try {
      for (;;) {
        try {
          yield* attempt();
        } catch (error) {
          if (await recovers(error as ClientError)) continue;
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
    addEventListener(type: string, listener: Callback) {
      listeners.set(type, (listeners.get(type) ?? new Set()).add(listener));
    },
    removeEventListener(type: string, listener: Callback) {
      listeners.get(type)?.delete(listener);
    },
    [Symbol.asyncIterator]() {
      looped = true;
      return all;
    },
    [(Symbol as { readonly asyncDispose?: symbol }).asyncDispose ?? Symbol()]: async () => close(),
  }) as unknown as S;
}

/** What a byte is to a record: its last one, one behind it, none of it; else one within. */
type Verdict = "last" | "behind" | "none" | "";
/** No byte: the end of the body. */
type Judge = (sign: string, first?: boolean) => Verdict;

/** Cuts bytes into records as `judge` says of each byte up to `top`, and gives out what `read` makes of them. */
function recordDecoder(
  limit: number,
  fatal: boolean,
  top: number,
  judge: Judge,
  read: (text: string, size: number) => Iterable<StreamItem>,
): RecordDecoder {
  // The mark of a body is no part of its first record.
  const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
  let decoder = new TextDecoder("utf-8", { fatal });
  let text = "", size = 0, fault: unknown;

  /** Adds bytes to the record, which is read when they are its last ones. */
  function* add(bytes: Uint8Array, whole: boolean) {
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
      const byte = bytes[at] as number,
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
const eventFormat: StreamFormat = {
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
const PLACES: Readonly<Record<string, string>> = { "[": "[", "[]": "", "v]": "", "v,": "," };

/** RFC 7464's sequences, or else JSON values one after the other, or in arrays if the first is one. */
function valueJudge(marked?: string): Judge {
  /** What began last and goes on: a string, an escaped sign in it, a number or word (0). */
  let inside = "", depth = 0, place = "", inArrays: boolean | undefined;

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
          place = PLACES[place + sign] as string;
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

const recordFormat: StreamFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(type, isFile, limit) {
    const [known, , isLines, , , marked] =
      /^application\/(((x-)?(ndjson|jsonlines)|json-lines|jsonl|stream\+json|x-json-stream)|(json-seq)|(.+\+)?json)$/.exec(type) ?? [];
    if (!known || isFile && !isLines && !marked) return false;
    const lines: Judge = (sign) => sign === "\n" ? "last" : "";
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
const textFormat: StreamFormat = {
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

export interface FileCallbacks {
  /** Once, when the answer begins. */
  onOpen?: ((response: StreamResponse) => unknown) | undefined;
  /** As bytes arrive; `total` where the server says so. */
  onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
  /** Once, last of all, unless you aborted. */
  onClose?: (() => unknown) | undefined;
}

async function fetchFile(
  call: ApiCall,
  { onOpen, onProgress, onClose }: FileCallbacks = {},
  options: RequestOptions = {},
): Promise<Blob> {
  const { open, bodyOf, tell, close } = startSession(call, options);
  try {
    const response = await open(),
      { headers } = response,
      // That of an encoded body is not the length of what arrives.
      total = +(!headers.get("Content-Encoding") && headers.get("Content-Length") as string) || undefined;
    await tell(onOpen, response);
    return await bodyOf(response, (done) => tell(onProgress, done, total));
  } finally {
    await tell(onClose);
    close();
  }
}

/** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
export type ApiResult<T> =
  | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

/** `wanted` is the only format of the answer, where there is one. */
async function fetchResult<T>(call: ApiCall, options?: RequestOptions, wanted?: "json"): Promise<ApiResult<T>> {
  let status = 0;
  try {
    const body = await fetchFile(call, { onOpen: (response) => (status = response.status) }, options),
      { size, type } = body,
      isJSON = /[/+]json$/.test(type);
    if (wanted && size && !isJSON) throw otherType(type, wanted);
    const data = isJSON ? valueOf(await body.text() || "null") : /^text/.test(type) ? await body.text() : size ? body : undefined;
    return { success: true, status, data } as ApiResult<T>;
  } catch (cause) {
    const error = cause as ClientError & Partial<HttpError>;
    return { success: false, status: error.status ?? status, error: error.message, cause: error };
  }
}
