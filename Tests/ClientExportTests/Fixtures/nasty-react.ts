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
  return openEvents(call, callbacks, [eventFormat], options);
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
      body: { mediaType: "application/json", value: body },
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
  return openChunks(call, callbacks, [recordFormat], options);
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
  return openChunks(call, callbacks, [textFormat], options);
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
    body: { mediaType: "application/json", value: body },
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
  return openEvents(call, callbacks, [eventFormat, recordFormat], options);
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
    body: { mediaType: "multipart/form-data", value: body },
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
    body: { mediaType: "application/octet-stream", value: body },
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
    view = { ...view, records: [...view.records, ...fresh].slice(-(options?.keep ?? 1000)) };
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

function urlOf(call: ApiCall, options: RequestOptions): string {
  const path = call.path.replace(/\{([^{}:]+)(:[^{}]*)?\}/g, (_, name: string, kind) => {
    const text = wireText(call.params?.[name]);
    if (/^\.{0,2}$/.test(text)) throw new TypeError(`${name}: not a path segment: "${text}"`);
    return kind === ":path" ? text.split("/").map(encodedText).join("/") : encodedText(text);
  });
  const query = wirePairs(call.query).map(([name, text]) => `${encodedText(name)}=${encodedText(text)}`);
  const base = options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
  return base.replace(/\/+$/, "") + path + (query.length > 0 ? `?${query.join("&")}` : "");
}

async function sendCall(
  call: ApiCall,
  options: RequestOptions,
  own: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
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
  const init: RequestInit = { method: call.method, headers, signal, cache: "no-store" };
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
function definedOf<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** Names and texts as they travel: lists repeated or joined, null and undefined left out. */
function wirePairs(values: WireValues | undefined, joint?: string): [string, string][] {
  return Object.entries(values ?? {}).flatMap(([name, value]) => {
    const texts = [value].flat().filter((item) => item !== null && item !== undefined).map(wireText);
    const all = joint && texts.length > 0 ? [texts.join(joint)] : texts;
    return all.map((text): [string, string] => [name, text]);
  });
}

function wireText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" && value ? JSON.stringify(value) : String(value ?? "");
}

function wireBody(mediaType: string, value: unknown): BodyInit {
  if (JSON_TYPE.test(mediaType)) return JSON.stringify(value);
  if (mediaType === "application/x-www-form-urlencoded" && isRecord(value)) {
    return new URLSearchParams(wirePairs(value));
  }
  if (mediaType !== "multipart/form-data" || !isRecord(value)) return value as BodyInit;
  const form = new FormData();
  for (const [name, entry] of Object.entries(value)) {
    for (const item of [entry].flat()) {
      if (item instanceof Blob) form.append(name, item);
      else if (item !== null && item !== undefined) form.append(name, wireText(item));
    }
  }
  return form;
}

function encodedText(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** Header values travel as UTF-8, which `Headers` takes one byte a character. */
function byteString(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/** What went wrong, in one word. */
export type ErrorKind = "connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "closed";

/** The base of every error of this module. */
export class ClientError extends Error {
  readonly kind: ErrorKind;
  /** Milliseconds to the next attempt; undefined when the error ended the stream. */
  retryInMs: number | undefined;

  constructor(kind: ErrorKind, message: string, cause?: unknown) {
    super(message);
    this.name = new.target.name;
    this.kind = kind;
    if (cause) Object.assign(this, { cause });
  }

  /** True when nothing more comes after this error. */
  get fatal(): boolean {
    return this.retryInMs === undefined;
  }

  /** True when the connection is made again, in `retryInMs`. */
  get willRetry(): boolean {
    return !this.fatal;
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends ClientError {}

/** Nothing came for longer than `idleTimeout`. */
export class TimeoutError extends ClientError {}

/** The answer is of another media type than this call reads. */
export class ContentTypeError extends ClientError {
  readonly mediaType: string;

  constructor(mediaType: string, expected: string) {
    super("mediaType", `the answer is ${mediaType || "of no media type"}, not ${expected}`);
    this.mediaType = mediaType;
  }
}

/** A record that cannot be read; `text` is its beginning. */
export class ParseError extends ClientError {
  readonly text: string;

  constructor(kind: "invalidRecord" | "recordTooLarge", message: string, text = "") {
    super(kind, message);
    this.text = text.slice(0, 1024);
  }
}

/** One entry of FastAPI's answer to a request that does not validate. */
export interface ValidationIssue {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** The server answered with a status outside 200–299. */
export class HttpError extends ClientError {
  readonly status: number;
  /** The first 64 KiB of the answer. */
  readonly body: string;
  /** FastAPI's `detail`, where there is one. */
  readonly detail: unknown;
  /** The server's `Retry-After`. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, body = "", retryAfterMs?: number) {
    const detail = detailOf(body);
    super("status", `the server answered ${status}${typeof detail === "string" ? `: ${detail}` : ""}`);
    this.status = status;
    this.body = body;
    this.detail = detail;
    this.retryAfterMs = retryAfterMs;
  }

  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues(): readonly ValidationIssue[] {
    return Array.isArray(this.detail) ? this.detail.filter(isValidationIssue) : [];
  }
}

function detailOf(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return isRecord(value) ? value["detail"] : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isValidationIssue(value: unknown): value is ValidationIssue {
  return isRecord(value) && Array.isArray(value["loc"]) && typeof value["msg"] === "string";
}

type BodyBytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;

/** One call's life: its attempts, its body, its callbacks, and the end of them all. */
class CallSession {
  closed = false;
  /** The request that runs now; aborting it closes the socket. */
  #attempt = new AbortController();
  #life = new AbortController();
  #isIdle = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly call: ApiCall;
  readonly options: RequestOptions;
  /** Aborted when the call has ended or was closed. */
  readonly signal = this.#life.signal;

  constructor(call: ApiCall, options: RequestOptions) {
    this.call = call;
    this.options = options;
    this.closed = options.signal?.aborted ?? false;
    options.signal?.addEventListener("abort", this.close);
  }

  readonly close = (): void => {
    this.closed = true;
    this.end();
  };

  /** Lets go of the socket, the timer and the caller's signal. */
  end(): void {
    clearTimeout(this.#timer);
    this.options.signal?.removeEventListener("abort", this.close);
    this.#attempt.abort();
    this.#life.abort();
  }

  /** Sends the request; a status outside 200–299 is an HttpError. */
  async open(headers: Record<string, string>): Promise<Response> {
    this.#attempt = new AbortController();
    this.#isIdle = false;
    if (this.closed) throw this.closedError();
    this.#touch();
    const sent = sendCall(this.call, this.options, headers, this.#attempt.signal);
    const response = await sent.catch((cause) => {
      throw this.#failure("connect", "the server cannot be reached", cause);
    });
    if (response.ok) return response;
    const wait = response.headers.get("Retry-After");
    throw new HttpError(response.status, await this.#start(response), millisecondsOf(wait));
  }

  /** The body in the pieces in which it arrives. */
  async *pieces(response: Response): AsyncGenerator<BodyBytes, void, undefined> {
    const reader = response.body?.getReader();
    try {
      while (reader) {
        const { done, value } = await reader.read();
        if (this.closed) throw this.closedError();
        if (done) break;
        // Time that the caller's callbacks take is not the server's silence.
        clearTimeout(this.#timer);
        yield value;
        this.#touch();
      }
    } catch (cause) {
      throw this.#failure("connectionLost", "the connection was lost", cause);
    } finally {
      clearTimeout(this.#timer);
      reader?.cancel().catch(() => {});
    }
  }

  /** Calls back, and waits for what the callback promises; never after `close()`. */
  async tell<V extends unknown[]>(callback: ((...values: V) => unknown) | undefined, ...values: V): Promise<void> {
    try {
      if (!this.closed) await callback?.(...values);
    } catch (error) {
      // As for an event listener: it is the program's error, not the stream's.
      setTimeout(() => {
        throw error;
      });
    }
  }

  closedError(): ClientError {
    return new ClientError("closed", "the call was closed");
  }

  #touch(): void {
    clearTimeout(this.#timer);
    if (this.options.idleTimeout === undefined) return;
    this.#timer = setTimeout(() => {
      this.#isIdle = true;
      this.#attempt.abort();
    }, this.options.idleTimeout);
  }

  #failure(kind: ErrorKind, what: string, cause: unknown): ClientError {
    if (cause instanceof ClientError) return cause;
    if (this.closed) return this.closedError();
    if (this.#isIdle) return new TimeoutError("timeout", "nothing came within the idle time-out");
    const why = cause instanceof Error && cause.message ? `: ${cause.message}` : "";
    return new ConnectionError(kind, what + why, cause);
  }

  /** The first 64 KiB of a body, as text. */
  async #start(response: Response): Promise<string> {
    const decoder = new TextDecoder();
    let text = "";
    let room = 65536;
    try {
      for await (const piece of this.pieces(response)) {
        text += decoder.decode(piece.subarray(0, room), { stream: true });
        room -= piece.length;
        if (room <= 0) break;
      }
    } catch (error) {
      if (this.closed) throw error;
    }
    return text + decoder.decode();
  }
}

/** `Retry-After`: seconds or a date. */
function millisecondsOf(wait: string | null): number | undefined {
  if (wait === null) return undefined;
  const ms = /^[0-9]+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function mediaTypeOf(response: Response): string {
  return (response.headers.get("Content-Type") ?? "").replace(/[;,].*/s, "").trim().toLowerCase();
}

/** The answer that opened a stream. */
export interface StreamResponse {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly headers: Headers;
  readonly url: string;
}

function openingOf(response: Response): StreamResponse {
  const { status, headers, url } = response;
  return { status, headers, url, mediaType: mediaTypeOf(response) };
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

interface AllCallbacks extends StreamCallbacks {
  onChunk?: ((chunk: never) => unknown) | undefined;
  onMessage?: ((event: never) => unknown) | undefined;
  on?: Readonly<Record<string, ((data: never, event: never) => unknown) | undefined>> | undefined;
}

/** A record: its value, and its text; of an event also its type. */
interface StreamItem {
  readonly value: unknown;
  readonly text: string;
  readonly type?: string;
}

/** Items from bytes that are cut anywhere; no bytes: the end of the body. */
interface RecordDecoder {
  push(bytes?: Uint8Array): Iterable<StreamItem>;
}

interface StreamFormat {
  readonly accept: string;
  /** Undefined where the answer is of another format. */
  decoder(mediaType: string, limit: number, stream: RecordStream, isFile: boolean): RecordDecoder | undefined;
}

const MARK = new Uint8Array([0xef, 0xbb, 0xbf]);
const DISPOSE = (Symbol as { readonly asyncDispose?: symbol }).asyncDispose ?? Symbol();

class RecordStream extends CallSession {
  url = "";
  state: 0 | 1 | 2 = 0;
  lastEventId = "";
  /** The server's `retry`, in milliseconds. */
  retry: number | undefined;
  hasOpened = false;
  readonly done: Promise<void>;
  #failure: ClientError | undefined;
  #isIterated = false;
  #asks: ((next: { readonly value: unknown } | undefined) => void)[] = [];
  #asked = (): void => {};
  readonly callbacks: AllCallbacks;
  readonly limits: StreamOptions;
  readonly formats: readonly StreamFormat[];

  constructor(call: ApiCall, callbacks: AllCallbacks, options: StreamOptions, formats: readonly StreamFormat[]) {
    super(call, options);
    this.callbacks = callbacks;
    this.limits = options;
    this.formats = formats;
    // A subclass is whole only then.
    this.done = Promise.resolve().then(() => this.#run());
    Object.assign(this, { [DISPOSE]: async () => this.close() });
  }

  /** The same as a promise that is rejected with the error that nobody else is told. */
  get promise(): Promise<void> {
    const { close, done, signal } = this;
    const told = done.then(() => {
      if (this.#failure && !this.callbacks.onError && !this.#isIterated) throw this.#failure;
    });
    const iterator = () => this[Symbol.asyncIterator]();
    const dispose = async () => close();
    return Object.assign(told, { close, done, signal, [Symbol.asyncIterator]: iterator, [DISPOSE]: dispose });
  }

  [Symbol.asyncIterator](): AsyncGenerator<unknown, void, undefined> {
    this.#isIterated = true;
    return this.#iterate();
  }

  override end(): void {
    super.end();
    for (const answer of this.#asks.splice(0)) answer(undefined);
    this.#asked();
  }

  headers(): Record<string, string> {
    const accept = this.formats.map((format) => format.accept).join(", ");
    return { Accept: accept, "Accept-Encoding": "identity" };
  }

  async give(item: StreamItem): Promise<void> {
    await this.tell(this.callbacks.onChunk, item.value as never);
  }

  /** Milliseconds to the next attempt; undefined when there is none. */
  delay(_error: ClientError): number | undefined {
    return undefined;
  }

  /** What a body that came to its end means. */
  ended(): ClientError | undefined {
    return undefined;
  }

  async hear(_type: string, _value: unknown): Promise<void> {}

  async #iterateOnce(): Promise<{ readonly value: unknown } | undefined> {
    return new Promise((resolve) => {
      if (this.signal.aborted) return resolve(undefined);
      this.#asks.push(resolve);
      this.#asked();
    });
  }

  async *#iterate(): AsyncGenerator<unknown, void, undefined> {
    try {
      for (let next; (next = await this.#iterateOnce()); ) yield next.value;
      if (this.#failure && !this.closed) throw this.#failure;
    } finally {
      this.close();
    }
  }

  async #offer(value: unknown): Promise<void> {
    while (this.#isIterated && this.#asks.length === 0 && !this.signal.aborted) {
      await new Promise<void>((resolve) => (this.#asked = resolve));
    }
    this.#asks.shift()?.({ value });
  }

  async #run(): Promise<void> {
    for (;;) {
      const error = await this.#connect();
      const delay = error && this.delay(error);
      if (!error || delay === undefined) {
        this.state = 2;
        this.#failure = error;
        await (error ? this.#tellError(error) : this.tell(this.callbacks.onComplete));
        await this.tell(this.callbacks.onClose);
        return this.end();
      }
      this.state = 0;
      error.retryInMs = this.retry ?? Math.round(delay);
      await this.#tellError(error);
      await this.#pause(delay);
      if (this.closed) return;
    }
  }

  async #tellError(error: ClientError): Promise<void> {
    await this.tell(this.callbacks.onError, error);
    await this.hear("error", error);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.closed ? 0 : ms);
      this.signal.addEventListener("abort", () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  /** One connection: why it ended, or undefined when the stream is complete. */
  async #connect(): Promise<ClientError | undefined> {
    try {
      const response = await this.open(this.headers());
      // The server's way to say "stop".
      if (response.status === 204 && this.hasOpened) return undefined;
      const decoder = this.#decoder(response);
      this.url = response.url || this.url;
      this.state = 1;
      this.hasOpened = true;
      await this.tell(this.callbacks.onOpen, openingOf(response));
      await this.hear("open", openingOf(response));
      for await (const piece of this.#unmarked(response)) {
        if (await this.#deliver(decoder.push(piece))) return undefined;
      }
      return (await this.#deliver(decoder.push())) ? undefined : this.ended();
    } catch (error) {
      if (error instanceof ClientError) return error;
      return new ConnectionError("connectionLost", `the stream broke off: ${String(error)}`, error);
    }
  }

  #decoder(response: Response): RecordDecoder {
    const type = mediaTypeOf(response);
    const isFile = /^\s*attachment/i.test(response.headers.get("Content-Disposition") ?? "");
    for (const format of this.formats) {
      const decoder = format.decoder(type, this.limits.recordLimit ?? 1 << 24, this, isFile);
      if (decoder) return decoder;
    }
    throw new ContentTypeError(type, this.headers()["Accept"] ?? "");
  }

  /** The body without a byte order mark at its start. */
  async *#unmarked(response: Response): AsyncGenerator<Uint8Array, void, undefined> {
    let matched = 0;
    let isBegun = false;
    for await (const piece of this.pieces(response)) {
      let at = 0;
      while (!isBegun && at < piece.length) {
        if (piece[at] === MARK[matched]) {
          at += 1;
          matched += 1;
          isBegun = matched === 3;
        } else {
          isBegun = true;
          yield MARK.subarray(0, matched);
        }
      }
      if (at < piece.length) yield piece.subarray(at);
    }
    if (!isBegun) yield MARK.subarray(0, matched);
  }

  /** True when an item has said that the stream is complete. */
  async #deliver(items: Iterable<StreamItem>): Promise<boolean> {
    for (const item of items) {
      await this.give(item);
      await this.#offer(item.value);
      const { endData, endEvent } = this.limits as EndOptions;
      if (this.closed || item.text === endData || (endEvent && item.type === endEvent)) return true;
    }
    return false;
  }
}

interface EndOptions extends StreamOptions {
  endEvent?: string | undefined;
}

function openChunks<T>(
  call: ApiCall,
  callbacks: ChunkCallbacks<T>,
  formats: readonly StreamFormat[],
  options: StreamOptions = {},
): ChunkStream<T> {
  return new RecordStream(call, callbacks, options, formats).promise as ChunkStream<T>;
}

/** The bytes of a record whose end has not come yet. */
class PendingBytes {
  #parts: Uint8Array[] = [];
  #size = 0;
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  add(part: Uint8Array, spare = 0): void {
    this.#size += part.length;
    if (this.#size > this.limit + spare) throw tooLarge(this.limit);
    if (part.length > 0) this.#parts.push(part);
  }

  take(): Uint8Array {
    const [first, ...others] = this.#parts;
    const whole = first && others.length === 0 ? first : new Uint8Array(this.#size);
    let end = 0;
    for (const part of this.#parts) {
      if (part !== whole) whole.set(part, end);
      end += part.length;
    }
    this.#parts = [];
    this.#size = 0;
    return whole;
  }
}

/** Cuts bytes at LF; where `spare` says what may stand before an event's data, at CR too. */
class ByteLines {
  #endsInCR = false;
  readonly pending: PendingBytes;
  readonly cutsAtCR: boolean;

  constructor(limit: number, cutsAtCR: boolean) {
    this.pending = new PendingBytes(limit);
    this.cutsAtCR = cutsAtCR;
  }

  *push(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
    const find = (sign: number, from: number) => {
      const at = bytes.indexOf(sign, from);
      return at < 0 ? bytes.length : at;
    };
    const spare = this.cutsAtCR ? 6 : 1;
    let start = this.#endsInCR && bytes[0] === 10 ? 1 : 0;
    if (bytes.length > 0) this.#endsInCR = this.cutsAtCR && bytes[bytes.length - 1] === 13;
    let lf = find(10, start);
    let cr = this.cutsAtCR ? find(13, start) : bytes.length;
    for (let end; (end = Math.min(cr, lf)) < bytes.length; ) {
      this.pending.add(bytes.subarray(start, end), spare);
      yield this.pending.take();
      start = end + (end === cr && lf === cr + 1 ? 2 : 1);
      if (cr < start) cr = find(13, start);
      if (lf < start) lf = find(10, start);
    }
    this.pending.add(bytes.subarray(start), spare);
  }
}

function tooLarge(limit: number): ParseError {
  return new ParseError("recordTooLarge", `a record is larger than recordLimit (${limit})`);
}

/** The value of a record's text. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ParseError("invalidRecord", `a record is not JSON: ${String(cause)}`, text);
  }
}

/** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
class EventDecoder implements RecordDecoder {
  #lines: ByteLines;
  #text = new TextDecoder("utf-8", { ignoreBOM: true });
  #stream: RecordStream;
  #id: string;
  #type = "";
  #data: string[] = [];
  #size = 0;

  constructor(limit: number, stream: RecordStream) {
    this.#lines = new ByteLines(limit, true);
    this.#stream = stream;
    this.#id = stream.lastEventId;
  }

  *push(bytes = new Uint8Array()): Generator<StreamItem, void, undefined> {
    for (const line of this.#lines.push(bytes)) {
      if (line.length > 0) this.#field(line);
      else yield* this.#dispatch();
    }
  }

  #field(bytes: Uint8Array): void {
    const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(this.#text.decode(bytes)) ?? [];
    if (name === "data") {
      this.#size += bytes.length - (bytes[5] === 32 ? 6 : 5) + (this.#data.length > 0 ? 1 : 0);
      if (this.#size > this.#lines.pending.limit) throw tooLarge(this.#lines.pending.limit);
      this.#data.push(value);
    } else if (name === "event") this.#type = value;
    else if (name === "id" && !value.includes("\0")) this.#id = value;
    else if (name === "retry" && /^[0-9]+$/.test(value)) this.#stream.retry = Number(value);
  }

  *#dispatch(): Generator<StreamItem, void, undefined> {
    const text = this.#data.join("\n");
    const type = this.#type || "message";
    const isEmpty = this.#data.length === 0;
    this.#stream.lastEventId = this.#id;
    this.#type = "";
    this.#data = [];
    this.#size = 0;
    const value = { type, data: text, lastEventId: this.#id, json: () => JSON.parse(text) };
    if (!isEmpty) yield { type, text, value };
  }
}

const eventFormat: StreamFormat = {
  accept: "text/event-stream",
  decoder: (type, limit, stream) =>
    type === "text/event-stream" ? new EventDecoder(limit, stream) : undefined,
};

/** Answers to a reconnection that may change by themselves. */
const PASSING: readonly number[] = [408, 429, 500, 502, 503, 504];

class EventStream extends RecordStream {
  #openedAt: number | undefined;
  #failures = 0;
  #listeners = new Map<string, Set<(value: never) => unknown>>();
  #given: EventOptions;

  constructor(call: ApiCall, callbacks: AllCallbacks, options: EventOptions, formats: readonly StreamFormat[]) {
    super(call, callbacks, options, formats);
    this.#given = options;
    this.lastEventId = options.lastEventId ?? "";
    this.url = urlOf(call, options);
  }

  get readyState(): 0 | 1 | 2 {
    return this.signal.aborted ? 2 : this.state;
  }

  addEventListener(type: string, listener: (value: never) => unknown): void {
    this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
  }

  removeEventListener(type: string, listener: (value: never) => unknown): void {
    this.#listeners.get(type)?.delete(listener);
  }

  override async hear(type: string, value: unknown): Promise<void> {
    if (type === "open") this.#openedAt = Date.now();
    for (const listener of [...(this.#listeners.get(type) ?? [])]) await this.tell(listener, value as never);
  }

  override async give(item: StreamItem): Promise<void> {
    const { type, text, value } = item;
    if (type === undefined) return super.give(item);
    await this.tell(this.callbacks.onMessage, value as never);
    const { on = {} } = this.callbacks;
    if (Object.keys(on).includes(type) && text !== this.limits.endData && !this.closed) {
      await this.tell(on[type], valueOf(text) as never, value as never);
    }
    await this.hear(type, value);
  }

  override headers(): Record<string, string> {
    const id = this.lastEventId;
    // No header can carry a control character.
    if (id === "" || /[\0-\x1f\x7f]/.test(id)) return super.headers();
    return { ...super.headers(), "Last-Event-ID": byteString(id) };
  }

  override ended(): ClientError | undefined {
    if (this.#policy !== "always") return undefined;
    return new ConnectionError("connectionLost", "the server ended the stream");
  }

  get #policy(): EventOptions["reconnect"] {
    return this.#given.reconnect ?? (this.call.method === "GET" ? "always" : "never");
  }

  override delay(error: ClientError): number | undefined {
    if (this.#openedAt === undefined) this.#failures += 1;
    else if (Date.now() - this.#openedAt >= 60_000) this.#failures = 0;
    this.#openedAt = undefined;
    if (this.#policy === "never") return undefined;
    if (error instanceof HttpError) {
      if (!this.hasOpened || !PASSING.includes(error.status)) return undefined;
      return Math.max(this.#backedOff(), Math.min(error.retryAfterMs ?? 0, 86_400_000));
    }
    return ["connect", "connectionLost", "timeout"].includes(error.kind) ? this.#backedOff() : undefined;
  }

  /** Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that. */
  #backedOff(): number {
    const { retry } = this;
    const base = retry === undefined ? Math.max(0, this.#given.retryDelay ?? 3000) : Math.min(300_000, Math.max(100, retry));
    if (this.#failures === 0) return base;
    const most = Math.min(base * 2 ** this.#failures, Math.max(base, 30_000));
    return Math.max(base, most * (0.5 + Math.random() / 2));
  }
}

function openEvents<M, C = never>(
  call: ApiCall,
  callbacks: EventCallbacks<M>,
  formats: readonly StreamFormat[],
  options: EventOptions = {},
): EventConnection<M, C> {
  return new EventStream(call, callbacks as AllCallbacks, options, formats) as unknown as EventConnection<M, C>;
}

const LINES = /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines|jsonlines|stream\+json)$/;

const recordFormat: StreamFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(type, limit, _, isFile) {
    if (LINES.test(type)) return new RecordLines(limit);
    if (type === "application/json-seq") return new RecordValues(limit, true);
    return JSON_TYPE.test(type) && !isFile ? new RecordValues(limit, false) : undefined;
  },
};

function invalidRecord(message: string, text?: string): ParseError {
  return new ParseError("invalidRecord", message, text);
}

/** The record in these bytes; nothing where there is only white space. */
function* recordIn(bytes: Uint8Array): Generator<StreamItem, void, undefined> {
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalidRecord("a record is not UTF-8", new TextDecoder().decode(bytes.subarray(0, 1024)));
  }
  text = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  if (text !== "") yield { text, value: valueOf(text) };
}

class RecordLines implements RecordDecoder {
  #lines: ByteLines;

  constructor(limit: number) {
    this.#lines = new ByteLines(limit, false);
  }

  *push(bytes?: Uint8Array): Generator<StreamItem, void, undefined> {
    if (!bytes) return yield* recordIn(this.#lines.pending.take());
    for (const line of this.#lines.push(bytes)) yield* recordIn(line);
  }
}

const SPACES: readonly (number | undefined)[] = [32, 9, 10, 13];
const SCALAR_ENDS = [...SPACES, ...Array.from(',:[]{}"\x1e', (sign) => sign.charCodeAt(0))];

/**
 * Records that line ends do not part: concatenated values, the elements of all top-level arrays if
 * the first value is one, and RFC 7464's sequences: a record separator, a value, a line feed.
 */
class RecordValues implements RecordDecoder {
  #pending: PendingBytes;
  #isSequence: boolean;
  #opensArrays: boolean | undefined;
  /** Where the next byte between two values stands. */
  #place: "out" | "start" | "value" | "comma" | "over" = "out";
  #mayBeCut = false;
  // Of the value whose end is looked for:
  #isActive = false;
  #isScalar = false;
  #inString = false;
  #isEscaped = false;
  #depth = 0;

  constructor(limit: number, isSequence: boolean) {
    this.#pending = new PendingBytes(limit);
    this.#isSequence = isSequence;
  }

  *push(bytes?: Uint8Array): Generator<StreamItem, void, undefined> {
    if (!bytes) return yield* this.#finish();
    for (let at = 0; at < bytes.length; ) {
      if (!this.#isActive) {
        const role = this.#isSequence ? this.#inSequence(bytes[at]) : this.#inValues(bytes[at]);
        if (role === "give") yield* this.#take();
        if (role !== "begin") {
          at += 1;
          continue;
        }
        this.#isActive = true;
        this.#isScalar = this.#inString = this.#isEscaped = false;
        this.#depth = 0;
      }
      let end = at;
      while (this.#isActive && end < bytes.length) end += this.#step(bytes[end]);
      this.#pending.add(bytes.subarray(at, end));
      at = end;
      if (this.#isActive) return;
      this.#mayBeCut = this.#isScalar;
      if (this.#isSequence || this.#place !== "out") this.#place = "value";
      if (!this.#isSequence) yield* this.#take();
    }
  }

  /** Takes a byte into the value (1) or leaves it behind its end (0). */
  #step(byte: number | undefined): 0 | 1 {
    // No value holds a record separator: it was cut off.
    if (byte === 30 || (this.#isScalar && SCALAR_ENDS.includes(byte))) {
      this.#isActive = false;
      return 0;
    }
    if (this.#isScalar) return 1;
    if (this.#inString) {
      this.#inString = byte !== 34 || this.#isEscaped;
      this.#isEscaped = byte === 92 && !this.#isEscaped;
    } else if (byte === 34) this.#inString = true;
    else if (byte === 91 || byte === 123) this.#depth += 1;
    else if (byte === 93 || byte === 125) this.#depth -= 1;
    else this.#isScalar = this.#depth === 0;
    this.#isActive = this.#depth > 0 || this.#inString || this.#isScalar;
    return 1;
  }

  #inValues(byte: number | undefined): "skip" | "begin" | "give" {
    if (SPACES.includes(byte)) return "skip";
    if (byte === 30) throw invalidRecord("a record separator stands between two records");
    this.#opensArrays ??= byte === 91;
    const place = this.#place;
    if (place === "out") {
      if (!this.#opensArrays || byte !== 91) return "begin";
      this.#place = "start";
    } else if (byte === 93 && place !== "comma") this.#place = "out";
    else if (place !== "value") return "begin";
    else if (byte === 44) this.#place = "comma";
    else throw invalidRecord("a comma is missing between two records");
    return "skip";
  }

  #inSequence(byte: number | undefined): "skip" | "begin" | "give" {
    const isOver = this.#place === "value" && (byte === 10 || byte === 30);
    if (byte === 30) {
      if (isOver && this.#mayBeCut) throw invalidRecord("a number or literal may be cut short");
      this.#place = "start";
    } else if (SPACES.includes(byte)) {
      this.#mayBeCut = false;
      if (isOver) this.#place = "over";
    } else if (this.#place === "start") return "begin";
    else throw invalidRecord("text stands outside of the records");
    return isOver ? "give" : "skip";
  }

  *#take(): Generator<StreamItem, void, undefined> {
    yield* recordIn(this.#pending.take());
  }

  *#finish(): Generator<StreamItem, void, undefined> {
    if (this.#isSequence) {
      if (!this.#isActive && this.#place !== "value") return;
      if (this.#isActive ? this.#isScalar : this.#mayBeCut) throw invalidRecord("a number or literal may be cut short");
      return yield* this.#take();
    }
    if (this.#isActive) yield* this.#take();
    if (this.#place !== "out") throw invalidRecord("the array of records ends too early");
  }
}

/** Whole characters, wherever the network cuts. */
const textFormat: StreamFormat = {
  accept: "text/*",
  decoder(type, _limit, _stream, isFile) {
    if (isFile || !type.startsWith("text/") || type === "text/event-stream") return undefined;
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    return {
      *push(bytes) {
        const text = decoder.decode(bytes, { stream: bytes !== undefined });
        if (text !== "") yield { text, value: text };
      },
    };
  },
};

/** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
export type ApiResult<T> =
  | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
  | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

async function fetchResult<T>(call: ApiCall, options: RequestOptions = {}): Promise<ApiResult<T>> {
  const session = new CallSession(call, options);
  let status = 0;
  try {
    const response = await session.open({ Accept: "application/json, */*;q=0.5" });
    status = response.status;
    const parts: BodyBytes[] = [];
    for await (const piece of session.pieces(response)) parts.push(piece);
    const blob = new Blob(parts, { type: mediaTypeOf(response) });
    return { success: true, data: (await bodyValue(blob)) as T, status };
  } catch (problem) {
    const cause = problem instanceof ClientError ? problem : new ParseError("invalidRecord", `the answer cannot be read: ${String(problem)}`);
    if (cause instanceof HttpError) status = cause.status;
    return { success: false, status, error: cause.message, cause };
  } finally {
    session.end();
  }
}

async function bodyValue(blob: Blob): Promise<unknown> {
  if (blob.size === 0) return undefined;
  if (JSON_TYPE.test(blob.type)) return JSON.parse(await blob.text());
  return blob.type.startsWith("text/") ? blob.text() : blob;
}
