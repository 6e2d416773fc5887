// Evil *\/ API [2J: client code written by fluidtop. Export it again rather than change it.

import { useEffect, useState } from "react";

/** How every call reaches the backend; change it once, where the program starts. */
export const settings: ClientSettings = {};

/** Where the backend is, unless `settings.baseUrl` or a call's own says otherwise. */
export function getBaseUrl(): string {
  return "";
}

/**
 * Ends the comment *\/ alert(`1`) /*
 * `DELETE /items/{rest:path}`
 * @deprecated
 */
export function delete_<T = unknown>(
  rest: string,
  X_Token: string,
  callbacks_?: string,
  call_?: string,
  __proto__?: string,
  session?: string,
  options?: RequestOptions,
): Promise<ApiResult<T>> {
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
 */
export function _2fa(
  a_b_: number,
  class_: string[] | null | undefined,
  callbacks: EventCallbacks<{ [type: string]: Response_ }>,
  options?: EventOptions,
): EventConnection<{ [type: string]: Response_ }> {
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
   */
  get(
    options?: RequestOptions,
  ): Promise<ApiResult<PageTree>> {
    const call = {
      method: "GET",
      path: "/items",
    };
    return fetchResult(call, options);
  },

  /**
   * `POST /items`
   */
  post(
    body?: Tree,
    options?: RequestOptions,
  ): Promise<ApiResult<Tree>> {
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
 */
export function items_<T = unknown>(
  callbacks: ChunkCallbacks<T>,
  options?: StreamOptions,
): ChunkStream<T> {
  const call = {
    method: "GET",
    path: "/v2/items",
  };
  return openStream(call, callbacks, [recordFormat], options);
}

/**
 * `GET /fetch`
 */
export function fetch_(
  callbacks: ChunkCallbacks<string>,
  options?: StreamOptions,
): ChunkStream<string> {
  const call = {
    method: "GET",
    path: "/fetch",
  };
  return openStream(call, callbacks, [textFormat], options);
}

/**
 * `GET /поток`
 */
export function поток1(
  日本?: ">" | "<" | "=",
  options?: RequestOptions,
): Promise<ApiResult<Заказ>> {
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
 */
export function save_book(
  id: FluidTypes.UUID,
  body: BookInput,
  since?: Date | FluidTypes.DateTime,
  options?: RequestOptions,
): Promise<ApiResult<Shelf>> {
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
 */
export function chat(
  callbacks: EventCallbacks<{ surge: Shelf; x: Book }> & ChunkCallbacks<Book>,
  options?: EventOptions,
): EventConnection<{ surge: Shelf; x: Book }, Book> {
  const call = {
    method: "GET",
    path: "/chat",
  };
  return openStream(call, callbacks, [eventFormat, recordFormat], options);
}

/**
 * `POST /upload`
 */
export function upload<T = unknown>(
  body: { file: Blob },
  options?: RequestOptions,
): Promise<ApiResult<T>> {
  const call = {
    method: "POST",
    path: "/upload",
    body: filled(new FormData(), body),
  };
  return fetchResult(call, options);
}

/**
 * `PUT /blob/{key}`
 */
export function store<T = unknown>(
  key: string,
  body: string | Blob | ArrayBuffer,
  options?: RequestOptions,
): Promise<ApiResult<T>> {
  const call = {
    method: "PUT",
    path: "/blob/{key}",
    params: { key },
    headers: { "Content-Type": "application/octet-stream" },
    body: body,
  };
  return fetchResult(call, options);
}

/** `_2fa` for as long as the component is shown. */
export function use2fa(
  a_b_: number,
  class_: string[] | null | undefined,
  options?: EventOptions & ViewOptions,
): StreamView<EventOf<{ [type: string]: Response_ }>> {
  const [view, show] = useState<StreamView<EventOf<{ [type: string]: Response_ }>>>(StreamView.empty);
  const key = JSON.stringify([a_b_, class_]);
  // The values by what they hold: literal objects are new at each rendering.
  useEffect(() => follow<EventOf<{ [type: string]: Response_ }>>((told) => _2fa(a_b_, class_, { ...told, onMessage: told.onRecord }, options), options, show), [key]);
  return view;
}

/** `items_` for as long as the component is shown. */
export function useItems<T = unknown>(
  options?: StreamOptions & ViewOptions,
): StreamView<T> {
  const [view, show] = useState<StreamView<T>>(StreamView.empty);
  const key = JSON.stringify([]);
  // The values by what they hold: literal objects are new at each rendering.
  useEffect(() => follow<T>((told) => items_({ ...told, onChunk: told.onRecord }, options), options, show), [key]);
  return view;
}

/** `fetch_` for as long as the component is shown. */
export function useFetch(
  options?: StreamOptions & ViewOptions,
): StreamView<string> {
  const [view, show] = useState<StreamView<string>>(StreamView.empty);
  const key = JSON.stringify([]);
  // The values by what they hold: literal objects are new at each rendering.
  useEffect(() => follow<string>((told) => fetch_({ ...told, onChunk: told.onRecord }, options), options, show), [key]);
  return view;
}

/** `chat` for as long as the component is shown. */
export function useChat(
  options?: EventOptions & ViewOptions,
): StreamView<EventOf<{ surge: Shelf; x: Book }> | Book> {
  const [view, show] = useState<StreamView<EventOf<{ surge: Shelf; x: Book }> | Book>>(StreamView.empty);
  const key = JSON.stringify([]);
  // The values by what they hold: literal objects are new at each rendering.
  useEffect(() => follow<EventOf<{ surge: Shelf; x: Book }> | Book>((told) => chat({ ...told, onMessage: told.onRecord, onChunk: told.onRecord }, options), options, show), [key]);
  return view;
}

export interface ViewOptions {
  /** How many of the last records are kept; 1000 by default. */
  keep?: number | undefined;
}

/** What a stream has brought so far. */
export interface StreamView<R> {
  readonly records: readonly R[];
  readonly status: "idle" | "connecting" | "open" | "complete" | "failed" | "closed";
  /** The last error; with `status` "connecting" the connection is made again. */
  readonly error: ClientError | undefined;
}

const StreamView = { empty: { records: [], status: "idle", error: undefined } } as const;

interface ViewCallbacks<R> extends StreamCallbacks {
  onRecord: (record: R) => void;
}

/** Shows what comes at most once a frame; gives what ends it. */
function follow<R>(
  open: (told: ViewCallbacks<R>) => { close(): void },
  options: ViewOptions | undefined,
  show: (view: StreamView<R>) => void,
): () => void {
  let view: StreamView<R> = { ...StreamView.empty, status: "connecting" };
  let fresh: R[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    timer = undefined;
    const records = [...view.records, ...fresh];
    view = { ...view, records: records.slice(Math.max(0, records.length - (options?.keep ?? 1000))) };
    fresh = [];
    show(view);
  };
  const change = (part: Partial<StreamView<R>>): void => {
    view = { ...view, ...part };
    timer ??= setTimeout(flush, 16);
  };
  show(view);
  const stream = open({
    onRecord(record) {
      fresh.push(record);
      change({});
    },
    onOpen: () => change({ status: "open", error: undefined }),
    onError: (error) => change({ status: error.fatal ? "failed" : "connecting", error }),
    onComplete: () => change({ status: "complete" }),
  });
  return () => {
    stream.close();
    clearTimeout(timer);
  };
}

/** Hides *\/ a global */
export type Response_ = Cat | Circle | null;

export interface Cat {
  kind: "cat";
  lives: 7 | 9;
  "a-b": string | null;
  where: [number, number];
  extra: { [key: string]: Tree };
}

export interface Заказ {
  日本: string;
  語: ">" | "<";
}

export interface Shelf {
  books: Book[];
}

export interface Book {
  title: string;
  price?: FluidTypes.Decimal;
  day?: FluidTypes.Date;
  tags: string[];
}

export interface BookInput {
  title: string;
  price?: FluidTypes.Decimal;
  day?: FluidTypes.Date;
  tags?: string[];
}

export type Circle = unknown;

export type Round = unknown;

/** A tree */
export interface Tree {
  /** Maybe none */
  children?: (Tree | null)[];
  any?: unknown;
}

export type PageTree = ({ total: number } & { items: Tree[] });

/** Texts of a certain form. */
export declare namespace FluidTypes {
  /** A UUID. */
  export type UUID = string;
  /** A decimal number, as text: a JavaScript number could not hold all of its digits. */
  export type Decimal = string;
  /** Date and time by RFC 3339. */
  export type DateTime = string;
  /** A day, `2026-01-31`. */
  export type Date = string;
}

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
  readonly cookies?: WireValues;
  readonly body?: BodyInit | undefined;
  /** The call with the secrets of `auth` where they belong; without it they are headers. */
  readonly secured?: (call: ApiCall, secrets: WireValues) => ApiCall;
}

function urlOf(call: ApiCall, options: RequestOptions): string {
  const path = call.path.replace(/\{([^{}:]+)(:path)?[^{}]*\}/g, (_, name: string, isPath?: string) => {
    const text = wireText(call.params?.[name]);
    if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name}: not a path segment: "${text}"`);
    return encodeURIComponent(text).replace(/%2F/g, isPath ? "/" : "$&");
  });
  const query = encodedPairs(call.query, "&");
  const base = options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
  return base.replace(/\/+$/, "") + path + (query && "?") + query;
}

/** Sends a call; later headers win over earlier ones. */
async function sendCall(call: ApiCall, options: RequestOptions, own: WireValues, signal: AbortSignal): Promise<Response> {
  const given = <K extends keyof ClientSettings>(name: K): ClientSettings[K] => options[name] ?? settings[name];
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
function encodedPairs(values: WireValues | undefined, joint: string): string {
  const pairs = Object.entries(values ?? {}).flatMap(([name, value]) => wireTexts(value).map((text) => [name, text]));
  return pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join(joint);
}

function wireTexts(value: unknown): string[] {
  return [value].flat().filter((item) => item != null).map(wireText);
}

function wireText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value ? JSON.stringify(value) : String(value ?? "");
}

/** The form with these values; lists are repeated, null and undefined left out. */
function filled<F extends FormData | URLSearchParams>(form: F, values: object | undefined): F | undefined {
  for (const [name, value] of Object.entries(values ?? {})) {
    for (const item of [value].flat()) {
      if (item != null) form.append(name, item instanceof Blob ? item as never : wireText(item));
    }
  }
  return values && form;
}

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
  /** FastAPI's `detail`, where there is one. */
  declare readonly detail: unknown;
  /** The server's `Retry-After`. */
  declare readonly retryAfterMs: number | undefined;

  constructor(status: number, body = "", retryAfterMs?: number) {
    let detail: unknown;
    try {
      ({ detail } = JSON.parse(body));
    } catch {
      // Not FastAPI's.
    }
    super("status", `the server answered ${status}${typeof detail === "string" ? `: ${detail}` : ""}`, { status, body, detail, retryAfterMs });
  }

  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues(): readonly ValidationIssue[] {
    return ([this.detail].flat() as (ValidationIssue | null)[]).filter((issue): issue is ValidationIssue => Array.isArray(issue?.loc) && typeof issue?.msg === "string");
  }
}

/** The answer that opened a stream. */
export interface StreamResponse {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly headers: Headers;
  readonly url: string;
}

type OpenResponse = Response & StreamResponse;
type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;
type Callback = ((...values: never[]) => unknown) | undefined;

/** One call's life: its attempts, its body, its callbacks, and the end of them all. */
function startSession(call: ApiCall, options: RequestOptions) {
  const life = new AbortController();
  const { signal } = life;
  /** The request that runs now; aborting it closes the socket. */
  let attempt = life;

  /** Ends everything: no callback comes any more. */
  const close = (): void => {
    const reason = new ClientError("closed", "the call was closed");
    attempt.abort(reason);
    life.abort(reason);
  };

  /** What the server does next, or why it does not. */
  async function awaited<T>(kind: ErrorKind, what: string, answer: Promise<T>): Promise<T> {
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
  async function open(own: WireValues = {}): Promise<OpenResponse> {
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
  async function* pieces(response: Response): AsyncGenerator<BodyBytes | undefined, void, undefined> {
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
  async function bodyOf(response: OpenResponse, each?: (done: number) => unknown): Promise<Blob> {
    const parts: BodyBytes[] = [];
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
  async function tell(callbacks: readonly Callback[], ...values: unknown[]): Promise<void> {
    for (const callback of callbacks) {
      try {
        if (!signal.aborted) await callback?.(...values as never[]);
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
  (type: "open", listener: (response: StreamResponse) => unknown): void;
  (type: "error", listener: (error: ClientError) => unknown): void;
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

/** A record: its value, and its text; of an event also its type, and its data read as JSON. */
interface StreamItem {
  readonly value: unknown;
  readonly text: string;
  readonly type?: string;
  json?(): unknown;
}

/** Items from bytes that are cut anywhere; no bytes: the end of the body. */
type RecordDecoder = (piece?: Uint8Array) => Iterable<StreamItem>;

interface StreamFormat {
  readonly accept: string;
  /** Undefined where the answer is of another format. */
  decoder(mediaType: string, isFile: boolean, limit: number, state: ConnectionState): RecordDecoder | undefined;
}

/** Opens a stream of these formats: of events a connection that is made again, else a promise. */
function openStream<S>(
  call: ApiCall,
  callbacks: AnyCallbacks,
  formats: readonly StreamFormat[],
  options: AnyOptions = {},
): S {
  const { signal, close, open, pieces, tell } = startSession(call, options);
  const accept = formats.map((format) => format.accept).join(", ");
  const { recordLimit = 1 << 24, endData, endEvent = "", lastEventId = "", retryDelay = 3000 } = options;
  const isEvents = accept.startsWith("text/event-stream");
  let { reconnect = isEvents && call.method === "GET" ? "always" : "never" } = options;
  const state: ConnectionState = { readyState: 0, url: isEvents ? urlOf(call, options) : "", lastEventId };
  let listeners: readonly (readonly [type: string, listener: Callback])[] = [];
  const handlers = new Map(Object.entries(callbacks.on ?? {}));
  let hasOpened = false;
  let failures = 0;
  let wake: (() => void) | undefined;
  let isLooped = false;
  let failure: unknown;

  /** One callback, and those who listen. */
  const heard = (type: string, callback?: Callback): Callback[] => [
    callback,
    ...listeners.flatMap(([name, listener]) => (name === type ? listener : [])),
  ];

  /** Milliseconds to the next attempt; undefined when there is none. */
  function delayAfter({ kind, status = 0, retryAfterMs = 0 }: ClientError & Partial<HttpError>, openedAt: number): number | undefined {
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
  async function* attempt(): AsyncGenerator<unknown, boolean, undefined> {
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
      let delay: number | undefined;
      try {
        // What no request can be made of now, none can be made of later.
        hasOpened || new Request(state.url);
        delay = delayAfter(error as HttpError, openedAt);
      } catch {}
      if (delay === undefined) throw error;
      state.readyState = 0;
      Object.assign(error as ClientError, { fatal: false, willRetry: true, retryInMs: state.retry ?? Math.round(delay) });
      await tell(heard("error", callbacks.onError), error);
      let timer;
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, signal.aborted ? 0 : delay);
      });
      clearTimeout(timer);
      return true;
    }
  }

  async function* records(): AsyncGenerator<unknown, void, undefined> {
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
  const done = new Promise<void>((resolve) => {
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
    addEventListener(...entry: readonly [string, Callback]): void {
      handle.removeEventListener(...entry);
      listeners = [...listeners, entry];
    },
    removeEventListener(...entry: readonly [string, Callback]): void {
      listeners = listeners.filter((other) => entry[0] !== other[0] || entry[1] !== other[1]);
    },
    [Symbol.asyncIterator]() {
      isLooped = true;
      return all;
    },
    [(Symbol as { readonly asyncDispose?: symbol }).asyncDispose ?? Symbol()]: async () => close(),
  };
  return Object.assign(isEvents ? state : result, handle) as unknown as S;
}

/** What a byte is to a record: its last one, one behind it, none of it; else one within. */
type Verdict = "last" | "behind" | "none" | "";
type Judge = (sign: string, isFirst: boolean) => Verdict;

/** Cuts bytes into records as `judge` says of each byte up to `top`; no bytes: the end of the body. */
function recordCutter(limit: number, fatal: boolean, top: number, judge: Judge) {
  // The mark of a body is no part of its first record.
  const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
  let decoder = new TextDecoder("utf-8", { fatal });
  /** The record so far, with room to grow: its bytes are copied a few times, however they are cut. */
  let kept = new Uint8Array();
  let size = 0;

  const add = (bytes: Uint8Array) => {
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
  const next = (bytes: Uint8Array, at: number) => {
    while (at < bytes.length && bytes[at] as number > top) at += 1;
    return at;
  };

  return function* (piece?: Uint8Array) {
    const bytes = piece ?? new Uint8Array();
    let start = 0;
    for (let at = next(bytes, 0); at < bytes.length; at = next(bytes, at + 1)) {
      const verdict = judge(String.fromCharCode(bytes[at] as number), size + at === start);
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

function tooLarge(): ParseError {
  return new ParseError("recordTooLarge", "a record exceeds recordLimit");
}

function invalid(text: string, why: unknown): ParseError {
  return new ParseError("invalidRecord", `a record cannot be read: ${why}`, { text: text.slice(0, 1024) });
}

/** The value of a record's text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid(text, cause);
  }
}

/** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
function eventDecoder(limit: number, state: ConnectionState): RecordDecoder {
  let last = "";
  let id = state.lastEventId;
  let type = "";
  let data: string[] = [];
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

const eventFormat: StreamFormat = {
  accept: "text/event-stream",
  decoder: (type, _, limit, state) => (type === eventFormat.accept ? eventDecoder(limit, state) : undefined),
};

/** At the top level of arrays: a place and the sign there give the next place; `v` is behind a value. */
const PLACES: Readonly<Record<string, string>> = { "[": "[", "[]": "", "v]": "", "v,": "," };

/** RFC 7464's sequences, or else JSON values one after the other, or in arrays if the first is one. */
function valueJudge(isSequence: boolean): Judge {
  /** What began last and goes on: a string, an escaped sign in it, a number or word (0). */
  let inside = "";
  let depth = 0;
  let place = "";
  let inArrays: boolean | undefined;

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

const recordFormat: StreamFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(type, isFile, limit) {
    const isSequence = type === "application/json-seq";
    const isLines = /^application\/((x-)?(ndjson|jsonlines)|jsonl|stream\+json)$/.test(type);
    if (!isSequence && !isLines && (isFile || !/^application\/(.+\+)?json$/.test(type))) return undefined;
    const judge: Judge = isLines ? (sign) => (sign === "\n" ? "last" : "") : valueJudge(isSequence);
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
const textFormat: StreamFormat = {
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
  callbacks: FileCallbacks = {},
  options: RequestOptions = {},
): Promise<Blob> {
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

/** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
export type ApiResult<T> =
  | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

async function fetchResult<T>(call: ApiCall, options?: RequestOptions): Promise<ApiResult<T>> {
  let status = 0;
  try {
    const body = await fetchFile(call, { onOpen: (response) => (status = response.status) }, options);
    const isJSON = /[/+]json$/.test(body.type);
    const text = isJSON || body.type.startsWith("text/") ? await body.text() : "";
    const data: unknown = body.size === 0 ? undefined : isJSON ? valueOf(text) : text || body;
    return { success: true, data: data as T, status };
  } catch (cause) {
    if (cause instanceof HttpError) status = cause.status;
    return { success: false, status, error: (cause as ClientError).message, cause: cause as ClientError };
  }
}
