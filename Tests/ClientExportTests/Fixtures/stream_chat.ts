// POST /chat/stream: client code written by fluidtop. Export it again rather than change it.
//
// Call it so:
//
//   const connection = stream_chat({"message":"string"}, {
//     onMessage: (event) => console.log(event.type, event.data),
//     onError: (error) => console.error(error.message),
//   });
//   // connection.close() ends it.

/** How every call reaches the backend; change it once, where the program starts. */
export const settings: ClientSettings = { baseUrl: "http://127.0.0.1:8000" };

/**
 * Answer in deltas
 * `POST /chat/stream`
 */
export function stream_chat(
  body: ChatRequest,
  callbacks: EventCallbacks<Delta>,
  options?: EventOptions,
): EventConnection {
  const call = {
    method: "POST",
    path: "/chat/stream",
    body: { mediaType: "application/json", value: body },
  };
  return openEvents(call, callbacks, { endData: "[DONE]", ...options });
}

export interface ChatRequest {
  message: string;
  model?: string;
}

export interface Delta {
  delta: string;
}

// What the calls above stand on.

/** How this module reaches the backend. */
export interface ClientSettings {
  /** `https://host`, or a path like `/api` in a browser. */
  baseUrl: string;
  /** Headers of every request. */
  headers?: Record<string, string> | undefined;
  /** Headers asked for anew before every attempt, reconnections too. */
  auth?: (() => Record<string, string> | Promise<Record<string, string>>) | undefined;
  credentials?: "omit" | "same-origin" | "include" | undefined;
  /** In place of the global `fetch`: SvelteKit's `event.fetch`, for one. */
  fetch?: typeof globalThis.fetch | undefined;
}

/** What one call may set; it wins over `settings`. */
export interface RequestOptions {
  baseUrl?: string | undefined;
  headers?: Record<string, string> | undefined;
  auth?: ClientSettings["auth"];
  credentials?: ClientSettings["credentials"];
  fetch?: ClientSettings["fetch"];
  /** Aborting it is like `close()`. */
  signal?: AbortSignal | undefined;
  /** Milliseconds without a byte after which the connection counts as lost; off by default. */
  idleTimeout?: number | undefined;
}

const JSON_TYPE = /^application\/(.+\+)?json$/;

type Values = Readonly<Record<string, unknown>>;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly params?: Values;
  readonly query?: Values;
  readonly headers?: Values;
  readonly cookies?: Values;
  readonly body?: { readonly mediaType: string; readonly value: unknown };
}

function urlOf(call: Call, options: RequestOptions): string {
  const path = call.path.replace(/\{([^{}:]+)(:[^{}]*)?\}/g, (_, name: string, kind = "") => {
    const text = wireText(call.params?.[name]);
    if (["", ".", ".."].includes(text)) throw new TypeError(`${name}: not a path segment: "${text}"`);
    return kind === ":path" ? text.split("/").map(encoded).join("/") : encoded(text);
  });
  const query = wirePairs(call.query).map(([name, text]) => `${encoded(name)}=${encoded(text)}`);
  const base = (options.baseUrl ?? settings.baseUrl).replace(/\/+$/, "");
  return base + path + (query.length > 0 ? `?${query.join("&")}` : "");
}

async function send(
  call: Call,
  options: RequestOptions,
  own: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers(own);
  const auth = options.auth ?? settings.auth;
  for (const values of [settings.headers, call.headers, options.headers, await auth?.()]) {
    for (const [name, text] of wirePairs(values, ", ")) headers.set(name, byteString(text));
  }
  // A caller's own id is where the stream began, not where it is now.
  const id = own["Last-Event-ID"];
  if (id !== undefined) headers.set("Last-Event-ID", id);
  const cookies = wirePairs(call.cookies).map(([name, text]) => `${name}=${encoded(text)}`);
  if (cookies.length > 0) headers.set("Cookie", cookies.join("; "));
  const init: RequestInit = { method: call.method, headers, signal, cache: "no-store" };
  if (call.body !== undefined && call.body.value !== undefined) {
    const { mediaType, value } = call.body;
    init.body = wireBody(mediaType, value);
    // A form's media type carries its boundary, which only fetch knows.
    if (mediaType !== "multipart/form-data") headers.set("Content-Type", mediaType);
  }
  const credentials = options.credentials ?? settings.credentials;
  if (credentials !== undefined) init.credentials = credentials;
  const fetcher = options.fetch ?? settings.fetch ?? globalThis.fetch;
  return await fetcher(urlOf(call, options), init);
}

/** Names and texts as they travel: lists repeated or joined, null and undefined left out. */
function wirePairs(values: Values | undefined, joint?: string): [string, string][] {
  const pairs: [string, string][] = [];
  for (const [name, value] of Object.entries(values ?? {})) {
    const texts = (Array.isArray(value) ? value : [value])
      .filter((item) => item !== null && item !== undefined)
      .map(wireText);
    if (joint !== undefined && texts.length > 0) pairs.push([name, texts.join(joint)]);
    else for (const text of texts) pairs.push([name, text]);
  }
  return pairs;
}

function wireText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function wireBody(mediaType: string, value: unknown): BodyInit {
  if (JSON_TYPE.test(mediaType)) return JSON.stringify(value);
  if (mediaType === "application/x-www-form-urlencoded" && isRecord(value)) {
    return new URLSearchParams(wirePairs(value)).toString();
  }
  if (mediaType !== "multipart/form-data" || !isRecord(value)) return value as BodyInit;
  const form = new FormData();
  for (const [name, entry] of Object.entries(value)) {
    for (const item of Array.isArray(entry) ? entry : [entry]) {
      if (item instanceof Blob) form.append(name, item);
      else if (item !== null && item !== undefined) form.append(name, wireText(item));
    }
  }
  return form;
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Header values travel as UTF-8, which `Headers` takes one byte a character. */
function byteString(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/** What went wrong, in one word. */
export type ErrorKind =
  | "connect"
  | "connectionLost"
  | "status"
  | "mediaType"
  | "invalidRecord"
  | "recordTooLarge"
  | "timeout"
  | "closed";

/** The base of every error of this module. */
export class ClientError extends Error {
  readonly kind: ErrorKind;
  /** Milliseconds to the next attempt; undefined when the error ended the stream. */
  retryInMs: number | undefined = undefined;

  constructor(kind: ErrorKind, message: string, cause?: unknown) {
    super(message);
    this.name = new.target.name;
    this.kind = kind;
    if (cause !== undefined) Object.assign(this, { cause });
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

  constructor(status: number, body: string, retryAfterMs?: number) {
    const detail = detailOf(body);
    const told = typeof detail === "string" ? `: ${detail}` : "";
    super("status", `the server answered ${status}${told}`);
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

type Bytes = NonNullable<Response["body"]> extends ReadableStream<infer B> ? B : never;

class Session {
  isClosed = false;
  /** The request that runs now; aborting it closes the socket. */
  private attempt = new AbortController();
  private isIdle = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly onAbort = () => this.close();
  private wake: () => void = () => {};
  private readonly call: Call;
  private readonly options: RequestOptions;

  constructor(call: Call, options: RequestOptions) {
    this.call = call;
    this.options = options;
    if (options.signal?.aborted) this.isClosed = true;
    options.signal?.addEventListener("abort", this.onAbort);
  }

  close(): void {
    this.isClosed = true;
    this.end();
    this.wake();
  }

  /** Lets go of the socket, the timer and the caller's signal. */
  end(): void {
    clearTimeout(this.timer);
    this.options.signal?.removeEventListener("abort", this.onAbort);
    this.attempt.abort();
  }

  /** Sends the request; a status outside 200–299 is an HttpError. */
  async open(headers: Record<string, string>): Promise<Response> {
    this.attempt = new AbortController();
    this.isIdle = false;
    if (this.isClosed) throw this.closedError();
    this.touch();
    let response: Response;
    try {
      response = await send(this.call, this.options, headers, this.attempt.signal);
    } catch (cause) {
      throw this.failure("connect", "the server cannot be reached", cause);
    }
    if (!response.ok) {
      const wait = response.headers.get("Retry-After");
      throw new HttpError(response.status, await this.start(response), milliseconds(wait));
    }
    return response;
  }

  /** The body in the pieces in which it arrives. */
  async *pieces(response: Response): AsyncGenerator<Bytes, void, undefined> {
    const reader = response.body?.getReader();
    try {
      while (reader !== undefined) {
        const { done, value } = await reader.read();
        if (this.isClosed) throw this.closedError();
        if (done) break;
        // Time that the caller's callbacks take is not the server's silence.
        clearTimeout(this.timer);
        yield value;
        this.touch();
      }
    } catch (cause) {
      if (cause instanceof ClientError) throw cause;
      throw this.failure("connectionLost", "the connection was lost", cause);
    } finally {
      clearTimeout(this.timer);
      reader?.cancel().catch(() => {});
    }
  }

  /** Calls back, and waits for what the callback promises; never after `close()`. */
  async tell<V extends unknown[]>(callback: ((...values: V) => unknown) | undefined, ...values: V) {
    if (this.isClosed || callback === undefined) return;
    try {
      await callback(...values);
    } catch (error) {
      // As for an event listener: it is the program's error, not the stream's.
      setTimeout(() => {
        throw error;
      });
    }
  }

  /** Waits, at most until `close()`. */
  async pause(ms: number): Promise<void> {
    if (this.isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  closedError(): ClientError {
    return new ClientError("closed", "the call was closed");
  }

  private touch(): void {
    clearTimeout(this.timer);
    const limit = this.options.idleTimeout;
    if (limit === undefined) return;
    this.timer = setTimeout(() => {
      this.isIdle = true;
      this.attempt.abort();
    }, limit);
  }

  private failure(kind: ErrorKind, what: string, cause: unknown): ClientError {
    if (this.isClosed) return this.closedError();
    if (this.isIdle) return new TimeoutError("timeout", "nothing came within the idle time-out");
    const why = cause instanceof Error && cause.message !== "" ? `: ${cause.message}` : "";
    return new ConnectionError(kind, what + why, cause);
  }

  /** The first 64 KiB of a body, as text. */
  private async start(response: Response): Promise<string> {
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
      if (this.isClosed) throw error;
    }
    return text + decoder.decode();
  }
}

/** `Retry-After`: seconds or a date. */
function milliseconds(wait: string | null): number | undefined {
  if (wait === null) return undefined;
  const ms = /^[0-9]+$/.test(wait) ? Number(wait) * 1000 : Date.parse(wait) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

function mediaTypeOf(response: Response): string {
  return (response.headers.get("Content-Type") ?? "").split(";", 1).join("").trim().toLowerCase();
}

/** The answer that opened a stream. */
export interface StreamResponse {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly headers: Headers;
  readonly url: string;
}

function opened(response: Response): StreamResponse {
  const { status, headers, url } = response;
  return { status, headers, url, mediaType: mediaTypeOf(response) };
}

export interface StreamOptions extends RequestOptions {
  /** The largest event, line or JSON text; 16 MiB by default. */
  recordLimit?: number | undefined;
  /** An event or record of exactly this text, delivered, completes the stream. */
  endData?: string | undefined;
}

function asClientError(error: unknown): ClientError {
  if (error instanceof ClientError) return error;
  return new ConnectionError("connectionLost", `the stream broke off: ${String(error)}`, error);
}

const RECORD_LIMIT = 16 * 1024 * 1024;

function tooLarge(limit: number): ParseError {
  return new ParseError("recordTooLarge", `a record is larger than recordLimit (${limit})`);
}

/** UTF-8 whose characters may be cut anywhere; a byte order mark at its start is dropped. */
class Utf8Text {
  // Deno's decoder would drop a mark at the start of every later piece too.
  private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  private isStart = true;

  /** Without bytes: what an unfinished character leaves at the end. */
  decode(bytes?: Uint8Array): string {
    const text = this.decoder.decode(bytes, { stream: bytes !== undefined });
    if (text === "" || !this.isStart) return text;
    this.isStart = false;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }
}

interface RawEvent {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
}

class EventDecoder {
  /** The last id that a blank line has confirmed. */
  lastEventId: string;
  /** The server's `retry`, in milliseconds. */
  retry: number | undefined;
  private text = new Utf8Text();
  private endsInCR = false;
  private pending: string[] = [];
  private pendingSize = 0;
  private id: string;
  private type = "";
  private data: string[] = [];
  private dataSize = 0;
  private readonly limit: number;

  constructor(limit: number, lastEventId: string) {
    this.limit = limit;
    this.lastEventId = lastEventId;
    this.id = lastEventId;
  }

  /** Forgets what an earlier connection left unfinished, but not the id. */
  start(): void {
    this.text = new Utf8Text();
    this.endsInCR = false;
    this.pending = [];
    this.pendingSize = 0;
    this.id = this.lastEventId;
    this.clear();
  }

  *push(bytes: Uint8Array): Generator<RawEvent, void, undefined> {
    const text = this.text.decode(bytes);
    if (text === "") return;
    let start = this.endsInCR && text.startsWith("\n") ? 1 : 0;
    this.endsInCR = text.endsWith("\r");
    let cr = text.indexOf("\r", start);
    let lf = text.indexOf("\n", start);
    while (cr >= 0 || lf >= 0) {
      const end = lf < 0 || (cr >= 0 && cr < lf) ? cr : lf;
      const event = this.line(this.whole(text.slice(start, end)));
      start = end === cr && lf === cr + 1 ? end + 2 : end + 1;
      if (cr >= 0 && cr < start) cr = text.indexOf("\r", start);
      if (lf >= 0 && lf < start) lf = text.indexOf("\n", start);
      if (event !== undefined) yield event;
    }
    this.keep(text.slice(start));
  }

  private keep(text: string): void {
    this.pendingSize += text.length;
    if (this.pendingSize > this.limit) throw tooLarge(this.limit);
    if (text !== "") this.pending.push(text);
  }

  private whole(text: string): string {
    this.keep(text);
    const line = this.pending.join("");
    this.pending = [];
    this.pendingSize = 0;
    return line;
  }

  private line(line: string): RawEvent | undefined {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const from = line[colon + 1] === " " ? colon + 2 : colon + 1;
    const value = colon < 0 ? "" : line.slice(from);
    if (name === "data") this.append(value);
    else if (name === "event") this.type = value;
    else if (name === "id" && !value.includes("\0")) this.id = value;
    else if (name === "retry" && /^[0-9]+$/.test(value)) this.retry = Number(value);
    return undefined;
  }

  private append(value: string): void {
    this.dataSize += value.length + 1;
    if (this.dataSize - 1 > this.limit) throw tooLarge(this.limit);
    this.data.push(value);
  }

  private dispatch(): RawEvent | undefined {
    this.lastEventId = this.id;
    const event = {
      type: this.type || "message",
      data: this.data.join("\n"),
      lastEventId: this.id,
    };
    const isEmpty = this.data.length === 0;
    this.clear();
    return isEmpty ? undefined : event;
  }

  private clear(): void {
    this.type = "";
    this.data = [];
    this.dataSize = 0;
  }
}

/** An event; `json()` reads its data. */
export interface StreamEvent<T = unknown> {
  /** The event's name, `message` where it has none. */
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;
  json(): T;
}

/** Called in order, never two at once; what a callback promises is waited for. */
export interface EventCallbacks<T = unknown> {
  /** Every time the connection opens. */
  onOpen?: ((response: StreamResponse) => unknown) | undefined;
  /** Every event, named or not. */
  onMessage?: ((event: StreamEvent<T>) => unknown) | undefined;
  /** A lost connection (`willRetry`), or the error that ended the stream (`fatal`). */
  onError?: ((error: ClientError) => unknown) | undefined;
  /** Once, when the stream has ended for good without error. */
  onComplete?: (() => unknown) | undefined;
  /** Once, last of all, unless you closed. */
  onClose?: (() => unknown) | undefined;
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
export interface EventConnection {
  /** 0 connecting, 1 open, 2 closed; always the present state. */
  readonly readyState: 0 | 1 | 2;
  readonly url: string;
  readonly lastEventId: string;
  /** Resolves when the subscription has ended, for whatever reason. */
  readonly done: Promise<void>;
  /** Closes the socket; no callback comes any more. */
  close(): void;
}

class EventStream<T> implements EventConnection {
  url: string;
  readonly done: Promise<void>;
  private state: 0 | 1 | 2 = 0;
  private openedAt: number | undefined;
  private hasOpened = false;
  private failures = 0;
  private readonly session: Session;
  private readonly decoder: EventDecoder;
  private readonly callbacks: EventCallbacks<T>;
  private readonly options: EventOptions;
  private readonly policy: "always" | "on-failure" | "never";

  constructor(call: Call, callbacks: EventCallbacks<T>, options: EventOptions) {
    this.callbacks = callbacks;
    this.options = options;
    this.policy = options.reconnect ?? (call.method === "GET" ? "always" : "never");
    this.url = urlOf(call, options);
    this.session = new Session(call, options);
    this.decoder = new EventDecoder(options.recordLimit ?? RECORD_LIMIT, options.lastEventId ?? "");
    this.done = this.run();
  }

  get readyState(): 0 | 1 | 2 {
    return this.session.isClosed ? 2 : this.state;
  }

  get lastEventId(): string {
    return this.decoder.lastEventId;
  }

  close(): void {
    this.session.close();
  }

  private async run(): Promise<void> {
    for (;;) {
      const error = await this.attempt();
      const delay = error === undefined ? undefined : this.delay(error);
      if (error === undefined || delay === undefined) return this.end(error);
      this.state = 0;
      error.retryInMs = this.decoder.retry ?? Math.round(delay);
      await this.session.tell(this.callbacks.onError, error);
      await this.session.pause(delay);
      if (this.session.isClosed) return;
    }
  }

  private async end(error: ClientError | undefined): Promise<void> {
    this.state = 2;
    if (error === undefined) await this.session.tell(this.callbacks.onComplete);
    else await this.session.tell(this.callbacks.onError, error);
    await this.session.tell(this.callbacks.onClose);
    this.session.end();
  }

  /** One connection: why it must be made again, or undefined when the stream is complete. */
  private async attempt(): Promise<ClientError | undefined> {
    this.openedAt = undefined;
    try {
      const response = await this.session.open(this.headers());
      const { status, mediaType, url } = opened(response);
      // The server's way to say "stop".
      if (status === 204 && this.hasOpened) return undefined;
      if (status === 204) throw new HttpError(status, "");
      if (mediaType !== "text/event-stream") {
        throw new ContentTypeError(mediaType, "text/event-stream");
      }
      if (url !== "") this.url = url;
      this.openedAt = Date.now();
      this.hasOpened = true;
      this.state = 1;
      this.decoder.start();
      await this.session.tell(this.callbacks.onOpen, opened(response));
      if (await this.read(response)) return undefined;
      if (this.policy !== "always") return undefined;
      return new ConnectionError("connectionLost", "the server ended the stream");
    } catch (error) {
      return asClientError(error);
    }
  }

  /** True when an event has said that the stream is complete. */
  private async read(response: Response): Promise<boolean> {
    const { endEvent, endData } = this.options;
    for await (const piece of this.session.pieces(response)) {
      for (const event of this.decoder.push(piece)) {
        const json = () => JSON.parse(event.data) as T;
        await this.session.tell(this.callbacks.onMessage, { ...event, json });
        if (this.session.isClosed || event.type === endEvent || event.data === endData) return true;
      }
    }
    return false;
  }

  private headers(): Record<string, string> {
    const headers = { Accept: "text/event-stream", "Accept-Encoding": "identity" };
    const id = this.decoder.lastEventId;
    // No header can carry a control character.
    if (id === "" || /[\0-\x1f\x7f]/.test(id)) return headers;
    return { ...headers, "Last-Event-ID": byteString(id) };
  }

  /** Milliseconds to the next attempt; undefined when there is none. */
  private delay(error: ClientError): number | undefined {
    if (this.openedAt === undefined) this.failures += 1;
    else if (Date.now() - this.openedAt >= 60_000) this.failures = 0;
    if (this.policy === "never") return undefined;
    if (error instanceof HttpError) {
      if (!this.hasOpened || !PASSING.includes(error.status)) return undefined;
      return Math.max(this.backedOff(), Math.min(error.retryAfterMs ?? 0, 86_400_000));
    }
    const isPassing = ["connect", "connectionLost", "timeout"].includes(error.kind);
    return isPassing ? this.backedOff() : undefined;
  }

  /** Doubled for each attempt that failed, to 30 s, and drawn from the upper half of that. */
  private backedOff(): number {
    const told = this.decoder.retry;
    const base =
      told === undefined
        ? Math.max(0, this.options.retryDelay ?? 3000)
        : Math.min(300_000, Math.max(100, told));
    if (this.failures === 0) return base;
    const most = Math.min(base * 2 ** this.failures, Math.max(base, 30_000));
    return Math.max(base, most * (0.5 + Math.random() / 2));
  }
}

/** Answers to a reconnection that may change by themselves. */
const PASSING: readonly number[] = [408, 429, 500, 502, 503, 504];

function openEvents<T>(
  call: Call,
  callbacks: EventCallbacks<T>,
  options: EventOptions = {},
): EventConnection {
  return new EventStream<T>(call, callbacks, options);
}
