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

/** Values by their names on the wire. */
export type WireValues = Readonly<Record<string, unknown>>;

/** One endpoint's request. */
export interface ApiCall {
  readonly method: string;
  /** With `{name}` for each of `params`; `{name:path}` may hold slashes. */
  readonly path: string;
  readonly params?: WireValues;
  readonly query?: WireValues;
  readonly headers?: WireValues;
  readonly body?: string | Blob | ArrayBuffer | ArrayBufferView | FormData | URLSearchParams | null;
  /** What fetch is told of caches, where neither the caller nor the settings say. */
  readonly cache?: RequestInit["cache"];
  /** Names of events whose data nobody knows: JSON or any text. */
  readonly untyped?: readonly string[];
  /** The security schemes whose secrets it asks for. */
  readonly security?: readonly string[];
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
  | "redirect"
  | "closed";

/** The base of every error of this module, and itself what a call that was closed rejects with. */
export class ClientError<K extends ErrorKind = ErrorKind> extends Error {
  // Spelled out, here and below: a minifier may rename the classes.
  override name = "ClientError";
  readonly kind: K;
  /** Milliseconds to the next attempt; undefined when the error ended the stream. */
  retryInMs: number | undefined;
  /** True when nothing more comes after this error. */
  fatal = true;
  /** True when the connection is made again, in `retryInMs`. */
  willRetry = false;

  constructor(kind: K, message: string, facts: { readonly cause?: unknown } = {}) {
    super(message, facts);
    this.kind = kind;
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends ClientError<"connect" | "connectionLost"> {
  override name = "ConnectionError";
}

/** Nothing came for longer than `idleTimeout`. */
export class TimeoutError extends ClientError<"timeout"> {
  override name = "TimeoutError";
}

/** The answer is of another media type than this call reads. */
export class ContentTypeError extends ClientError<"mediaType"> {
  override name = "ContentTypeError";
  readonly mediaType: string;

  constructor(kind: "mediaType", message: string, facts: { readonly mediaType: string }) {
    super(kind, message);
    this.mediaType = facts.mediaType;
  }
}

/** A record that cannot be read; `text` is its beginning. */
export class ParseError extends ClientError<"invalidRecord" | "recordTooLarge"> {
  override name = "ParseError";
  readonly text: string;

  constructor(kind: ParseError["kind"], message: string, facts: { readonly text?: string } = {}) {
    super(kind, message);
    this.text = facts.text ?? "";
  }
}

/** One entry of FastAPI's answer to a request that does not validate. */
export interface ValidationIssue {
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly type: string;
}

/** What an `HttpError` tells of an answer. */
export interface HttpFacts {
  readonly status: number;
  /** The first 64 KiB of the answer. */
  readonly body: string;
  /** FastAPI's `detail`, where there is one. */
  readonly detail: unknown;
  readonly headers: Headers;
  /** The server's `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | undefined;
}

/** The server answered with a status outside 200–299. */
export class HttpError extends ClientError<"status"> implements HttpFacts {
  override name = "HttpError";
  readonly status: number;
  readonly body: string;
  readonly detail: unknown;
  readonly headers: Headers;
  readonly retryAfterMs: number | undefined;

  constructor(kind: "status", message: string, facts: HttpFacts) {
    super(kind, message);
    this.status = facts.status;
    this.body = facts.body;
    this.detail = facts.detail;
    this.headers = facts.headers;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues(): readonly ValidationIssue[] {
    return issuesOf(this.detail);
  }
}

function issuesOf(detail: unknown): readonly ValidationIssue[] {
  const entries = [detail].flat() as (Partial<ValidationIssue> | null | undefined)[];
  return entries.filter((entry): entry is ValidationIssue => {
    return Array.isArray(entry?.loc) && !!entry?.msg;
  });
}

/** Any error of a call; its `kind` tells which. */
export type CallError =
  | ConnectionError
  | HttpError
  | ContentTypeError
  | ParseError
  | TimeoutError
  | ClientError<"redirect">
  | ClientError<"closed">;

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

/**
 * A stream at work: go through it with `for await`; leaving the loop closes it. No record is read before a callback,
 * a listener, a loop or an `await` asks for it; a loop beside callbacks begins right after the call.
 */
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
  onError?: ((error: CallError) => unknown) | undefined;
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

/** By the names of events what is called with their data, read as JSON. */
export type EventHandlers<M> = {
  readonly [K in keyof M & string]?: ((data: M[K], event: StreamEvent<M[K], K>) => unknown) | undefined;
};

export interface EventCallbacks<M = Record<string, unknown>> extends StreamCallbacks {
  /** Every event, named or not, known or not. */
  onMessage?: ((event: EventOf<M>) => unknown) | undefined;
  /** The data of the events of one name, read as JSON. */
  on?: EventHandlers<M> | undefined;
}

export interface EventOptions extends StreamOptions {
  /** After which ends to connect again; `always` for GET, `never` for other methods. */
  reconnect?: "always" | "on-failure" | "never" | undefined;
  /** How many attempts in a row to connect again may fail before the stream does; any number by default. */
  reconnectLimit?: number | undefined;
  /** Milliseconds before a reconnection, until the server says otherwise; 3000 by default. */
  retryDelay?: number | undefined;
  /**
   * As if the stream had been lost after this event. To a page of another origin the server must allow the header
   * `Last-Event-ID` (CORS); a reconnection that it refuses goes on without, from where the server begins.
   */
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
  (type: "error", listener: (error: CallError | EventOf<Pick<M, Extract<keyof M, "error">>>) => unknown): void;
  <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void;
  (type: string, listener: (event: StreamEvent) => unknown): void;
}

/** The answer that opened a stream. */
export interface StreamResponse {
  readonly status: number;
  /** Lower case, without parameters. */
  readonly mediaType: string;
  readonly headers: Headers;
  readonly url: string;
}

type OpenResponse = Response & { mediaType: string };

/** What a browser does not tell a page. */
const CROSS_ORIGIN_NOTE =
  ", or the server's CORS does not allow this page's origin, or a header" +
  " (Authorization, Content-Type, Last-Event-ID, yours)";
/** How much is kept of the body of an error, in bytes. */
const ERROR_BODY_LIMIT = 64 * 1024;
/** One that stalls would keep the next attempt waiting; in milliseconds. */
const ERROR_BODY_TIMEOUT = 5000;

/** The answer to the session's call; a status outside 200–299 is an HttpError. */
async function openAnswer(session: CallSession, own: WireValues = {}): Promise<OpenResponse> {
  const request = sendCall(session, own, session.nextAttempt());
  const isFar = isOtherOrigin(baseUrl(session));
  const what = "the request failed" + (isFar ? CROSS_ORIGIN_NOTE : "");
  const response = (await session.awaited("connect", what, request)) as OpenResponse;
  response.mediaType = mediaTypeOf(response.headers);
  if (response.ok) return response;
  throw await refusal(session, response);
}

/** Without parameters, and the first where several headers were joined. */
function mediaTypeOf(headers: Headers): string {
  const [type = ""] = (headers.get("Content-Type") ?? "").toLowerCase().split(/[\s;,]/);
  return type;
}

async function refusal(session: CallSession, response: OpenResponse): Promise<HttpError> {
  const { headers, status } = response;
  const body = await errorBody(session, response);
  const answer = jsonOrText(body) as { readonly detail?: unknown } | null;
  const detail = answer?.detail;
  const facts = { status, body, detail, headers, retryAfterMs: retryAfter(headers) };
  return new HttpError("status", `the server answered ${status}${whyOf(detail)}`, facts);
}

/** FastAPI's reason: a text, or the first thing that is wrong and where. */
function whyOf(detail: unknown): string {
  const [issue] = issuesOf(detail);
  if (issue) return `: ${issue.loc.join(".")}: ${issue.msg}`;
  return typeof detail === "string" ? ": " + detail : "";
}

/** The beginning of the body, empty where it cannot be read. */
async function errorBody(session: CallSession, response: OpenResponse): Promise<string> {
  try {
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of bodyPieces(session, response, ERROR_BODY_TIMEOUT)) {
      if (!piece || size >= ERROR_BODY_LIMIT) break;
      pieces.push(piece);
      size += piece.length;
    }
    return await new Blob(pieces as never[]).slice(0, ERROR_BODY_LIMIT).text();
  } catch {
    return "";
  }
}

/** The server's `Retry-After`, seconds or a date, in milliseconds from now. */
function retryAfter(headers: Headers): number | undefined {
  const text = headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? wait : undefined;
}

/** What came of an ordinary request, if an answer came. */
export interface ApiAnswer {
  /** 0 where no answer came. */
  readonly status: number;
  readonly headers?: Headers | undefined;
}

export interface ApiSuccess<T> extends ApiAnswer {
  readonly success: true;
  readonly data: T;
  readonly headers: Headers;
  readonly error?: undefined;
}

export interface ApiFailure extends ApiAnswer {
  readonly success: false;
  readonly data?: undefined;
  readonly error: string;
  /** All that is known of the error. */
  readonly cause: CallError;
}

/** What an ordinary request gave. */
export type ApiResult<T> = ApiSuccess<T> | ApiFailure;

/** The answer to a call as a value; `wanted` is its only format, where there is one. */
async function fetchResult<T>(call: ApiCall, options?: RequestOptions, wanted?: "json"): Promise<ApiResult<T>> {
  let answer: ApiAnswer = { status: 0 };
  try {
    const onOpen = ({ status, headers }: ApiAnswer) => {
      answer = { status, headers };
    };
    const body = await fetchFile(call, { onOpen }, options, true);
    const isBodiless = call.method === "HEAD" || BODILESS.includes(answer.status);
    const data = (await bodyValue(body, isBodiless ? undefined : wanted)) as T;
    return { success: true, data, ...answer, headers: answer.headers as Headers };
  } catch (cause) {
    const isCancelled = options?.signal?.aborted && !(cause instanceof ClientError);
    const failure = isCancelled ? new ClientError("closed", `the call was aborted: ${cause}`, { cause }) : cause;
    const error = failure as CallError;
    const { status, headers } = { ...answer, ...(error as Partial<HttpError>) };
    return { success: false, status, headers, error: error.message, cause: error };
  }
}

/** What a body holds, by its media type: a value, a text, nothing, or a Blob. */
async function bodyValue(body: Blob, wanted?: "json"): Promise<unknown> {
  const { size, type } = body;
  const isJson = /[/+]json$/.test(type);
  if (wanted && !isJson) throw otherMediaType(type, wanted);
  if (wanted && size === 0) throw new ParseError("invalidRecord", "the answer is empty, not json");
  if (isJson) return parsedJson(strictText(await body.arrayBuffer()) || "null");
  if (type.startsWith("text")) return body.text();
  return size > 0 ? body : undefined;
}

/** JSON is UTF-8, whatever its media type says. Source: RFC 8259, 8.1. */
function strictText(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(new TextDecoder().decode(bytes), cause);
  }
}

export interface FileCallbacks {
  /** Once, when the answer begins. */
  onOpen?: ((response: StreamResponse) => unknown) | undefined;
  /** As bytes arrive; `total` where the server says so. */
  onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
  /** Once, last of all, unless you aborted. */
  onClose?: (() => unknown) | undefined;
}

export interface FileOptions extends RequestOptions {
  /** Takes the pieces as they come, a `WritableStream` for one; nothing is kept of them, and the Blob is empty. */
  to?: PieceSink | undefined;
}

/** A file with its media type, and its name where the server or its URL says one. */
export type NamedBlob = Blob & { readonly name: string };

/** Answers that have no body by right. */
const BODILESS: readonly number[] = [204, 205];

/** The answer to a call as one file; an ordinary one may also have no content. */
async function fetchFile(
  call: ApiCall,
  callbacks: FileCallbacks = {},
  options: FileOptions = {},
  isOrdinary = false,
): Promise<NamedBlob> {
  const session = new CallSession(call, options);
  const pieces = new FilePieces(options.to);
  try {
    // What `auth` and `fetch` call is none of the client's that this may be a call of.
    await null;
    const response = await openAnswer(session);
    if (!isOrdinary && BODILESS.includes(response.status)) throw otherMediaType("", "a file");
    const total = lengthOf(response.headers);
    await session.tell(callbacks.onOpen, response);
    for await (const piece of bodyPieces(session, response)) {
      if (piece) await session.tell(callbacks.onProgress, await pieces.add(piece), total);
    }
    const file = await pieces.whole(response.mediaType);
    return Object.assign(file, { name: fileName(response) });
  } catch (error) {
    pieces.abort(error);
    throw error;
  } finally {
    await session.tell(callbacks.onClose);
    session.close();
  }
}

/** How many bytes will come, where the server says so. */
function lengthOf(headers: Headers): number | undefined {
  // That of an encoded body is not the length of what arrives.
  if (headers.get("Content-Encoding")) return undefined;
  return Number(headers.get("Content-Length")) || undefined;
}

/** Where pieces go, as they go to a `WritableStream`. */
export interface PieceSink {
  getWriter(): {
    write(piece: Uint8Array): Promise<void>;
    close(): Promise<void>;
    abort(reason?: unknown): Promise<void>;
  };
}

/** A file as it arrives: its pieces are kept, or go to a sink. */
class FilePieces {
  readonly #kept: Uint8Array[] = [];
  readonly #writer: ReturnType<PieceSink["getWriter"]> | undefined;
  #size = 0;

  constructor(sink: PieceSink | undefined) {
    this.#writer = sink?.getWriter();
  }

  /** Takes the next piece, once the sink wants it; gives how many bytes there are by now. */
  async add(piece: Uint8Array): Promise<number> {
    if (this.#writer) await this.#writer.write(piece);
    else this.#kept.push(piece);
    return (this.#size += piece.length);
  }

  /** All that was kept, when nothing more comes. */
  async whole(type: string): Promise<Blob> {
    await this.#writer?.close();
    // What a Blob is made of has another name in each version of the types.
    return new Blob(this.#kept as never[], { type });
  }

  /** The file will not be whole. */
  abort(reason: unknown): void {
    // Of a sink that broke itself it is rejected, which is known already.
    this.#writer?.abort(reason).catch(() => {});
  }
}

/** The name of a file as the server says, else as its URL ends; without the folders. Source: RFC 6266. */
function fileName({ headers, url }: OpenResponse): string {
  const said = headers.get("Content-Disposition") ?? "";
  const [, charset, coded] = /;\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(said) ?? [];
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(said) ?? [];
  const long = charset?.startsWith("8859", 4) ? latin1(coded) : decoded(coded);
  const name = long || quoted?.replace(/\\(.)/g, "$1") || plain || decoded(url.split(/[?#]/)[0]) || "";
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

function latin1(text: string | undefined): string | undefined {
  return text?.replace(/%([\dA-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The arguments one after the other. */
type InOrder<A extends readonly unknown[]> = A extends readonly [object, ...unknown[]] ? never : A;

/** The same arguments one after the other: an object in the first one's place holds values by their names. */
function inOrder<A extends readonly unknown[]>(given: A, ...names: string[]): InOrder<A> {
  const [first, ...others] = given;
  // A list or a date is a value.
  const isNamed = Object.prototype.toString.call(first) === "[object Object]";
  if (!isNamed) return given as unknown as InOrder<A>;
  const values = first as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) throw new TypeError(`no parameter is called ${name}; there are: ${names.join(", ")}`);
  }
  return [...names.map((name) => values[name]), ...others] as unknown as InOrder<A>;
}

/** A value, or each of a list, as text; null and undefined are left out. */
function textsOf(value: unknown): string[] {
  return [value].flat().filter((item) => item != null).map(textOf);
}

/** A value as text. What says itself what it is in JSON, a date for one, is sent without quotes. */
function textOf(value: unknown): string {
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value).replace(/^"|"$/g, "");
}

/** The UTF-8 of a text, a character for each byte: that is how `Headers` and `btoa` take bytes. */
function byteString(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** The form with these values; lists are repeated, null and undefined left out. */
function filled<F extends FormData | URLSearchParams>(form: F, values: object | undefined): F | null {
  if (values === undefined) return null;
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) {
      // Of the two kinds only `FormData` takes a file, and only its calls have one.
      if (item != null) form.append(name, item instanceof Blob ? (item as never) : textOf(item));
    }
  }
  return form;
}

/** All but what a cookie may hold: no blanks, quotes, commas, semicolons or backslashes. Source: RFC 6265, 4.1.1. */
const NO_COOKIE_OCTET = /[^!#-+\--:<-[\]-~]/gu;

/** The header with these cookies; undefined without any. */
function cookieOf(values: WireValues): string | undefined {
  const coded = (text: string) => text.replace(NO_COOKIE_OCTET, encodeURIComponent);
  const pairs = Object.entries(values).flatMap(([name, value]) => {
    return textsOf(value).map((text) => coded(name) + "=" + coded(text));
  });
  return pairs.length > 0 ? pairs.join("; ") : undefined;
}

function requestUrl(call: ApiCall, session: CallSession): string {
  return baseUrl(session).replace(/\/+$/, "") + filledPath(call) + queryText(call.query);
}

function baseUrl({ options, settings }: CallSession): string {
  return options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
}

function filledPath({ path, params = {} }: ApiCall): string {
  return path.replace(/\{(.+?)(:path)?\}/g, (_, name: string, mayHoldSlashes?: string) => {
    const value = params[name];
    return placed(textsOf(value).map(encodeURIComponent).join(","), name, mayHoldSlashes);
  });
}

function placed(encoded: string, name: string, mayHoldSlashes?: string): string {
  const text = mayHoldSlashes ? encoded.replace(/%2F/g, "/") : encoded;
  // Every URL parser takes a segment of dots for a step up, and nothing at all for no segment.
  if (text === "" || /(^|\/)\.\.?(\/|$)/.test(text)) throw new TypeError(`${name}: no path can hold "${text}"`);
  return text;
}

/** Lists are repeated, null and undefined left out. */
function queryText(query: WireValues = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    return textsOf(value).map((text) => encodeURIComponent(name) + "=" + encodeURIComponent(text));
  });
  return pairs.length > 0 ? "?" + pairs.join("&") : "";
}

interface Place {
  readonly href: string;
  readonly origin: string;
}

/** Where a page is; undefined elsewhere. */
function pagePlace(): Place | undefined {
  return (globalThis as { readonly location?: Place }).location;
}

/** True where a browser decides what may be sent and seen. */
function isPage(): boolean {
  return !!pagePlace() && !("Deno" in globalThis);
}

/** True in a page of another origin: there fetch asks the server first for what an EventSource may send unasked. */
function isOtherOrigin(url: string): boolean {
  const location = pagePlace();
  try {
    return !!location && new URL(url, location.href).origin !== location.origin;
  } catch {
    return false;
  }
}

/** As many as fetch follows. */
const MOST_REDIRECTS = 20;
const IS_REDIRECT = /^30[12378]/;
const IS_HTTP = /^https?:/i;
/** What tells nothing of who asks. All else stays with its origin, since a secret can have any name. */
const OPEN_HEADERS = /^(accept(-encoding|-language)?|cache-control|content-type|(if-)?range|last-event-id|user-agent)$/;

type SentRequest = RequestInit & { readonly headers: Headers };

/** The answer behind all redirects, as fetch follows them, but that it would send secrets along. */
async function fetchFollowing(send: typeof fetch, url: string, request: SentRequest): Promise<Response> {
  // A page may not see where a redirect leads, and of a path alone nobody knows the origin.
  if (isPage() || request.redirect || !IS_HTTP.test(url)) return send(url, request);
  let place = new URL(url);
  let next: SentRequest = { ...request, redirect: "manual" };
  for (let count = 0; count <= MOST_REDIRECTS; count += 1) {
    const response = await send(place.href, next);
    const location = IS_REDIRECT.test(String(response.status)) && response.headers.get("Location");
    if (!location) return response;
    response.body?.cancel().catch(() => {});
    const target = targetOf(location, place);
    next = redirected(next, response.status, target.origin === place.origin);
    place = target;
  }
  throw new ClientError("redirect", "too many redirects");
}

/** Where a `Location` leads, which may be UTF-8 though fetch reads each byte as a character. */
function targetOf(location: string, base: URL): URL {
  const bytes = Uint8Array.from(location, (sign) => sign.charCodeAt(0));
  try {
    const target = new URL(new TextDecoder().decode(bytes), base);
    target.username = target.password = "";
    if (IS_HTTP.test(target.href)) return target;
  } catch {
    // The address may hold a secret, and so it is not said.
  }
  throw new ClientError("redirect", "a redirect to no http address");
}

/** Source: Fetch, "HTTP-redirect fetch". */
function redirected(request: SentRequest, status: number, isSameOrigin: boolean): SentRequest {
  const becomesGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  const headers = new Headers();
  request.headers.forEach((value, name) => {
    const isOfBody = becomesGet && name.startsWith("content-");
    if ((isSameOrigin || OPEN_HEADERS.test(name)) && !isOfBody) headers.set(name, value);
  });
  return { ...request, headers, ...(becomesGet && { method: "GET", body: null }) };
}

/** Sends a session's request; `own` headers win over the caller's. */
async function sendCall(session: CallSession, own: WireValues, signal: AbortSignal): Promise<Response> {
  const { call, options, settings } = session;
  const auth = options.auth ?? settings.auth;
  const sent = withSecrets(call, await auth?.());
  const init = { cache: call.cache, ...settings.init, ...options.init };
  const request = {
    ...init,
    credentials: options.credentials ?? settings.credentials ?? init.credentials,
    method: sent.method,
    body: sent.body,
    headers: mergedHeaders(settings.headers, options.headers, sent.headers, own),
    signal,
  };
  const fetchIt = options.fetch ?? settings.fetch ?? fetch;
  return fetchFollowing(fetchIt, requestUrl(sent, session), request as SentRequest);
}

function withSecrets(call: ApiCall, secrets: WireValues | undefined): ApiCall {
  return { ...call, headers: { ...call.headers, ...secrets } };
}

/** One set of headers; the later ones win. */
function mergedHeaders(...sets: (WireValues | undefined)[]): Headers {
  const headers = new Headers();
  for (const values of sets) {
    for (const [name, value] of Object.entries(values ?? {})) {
      const texts = textsOf(value);
      if (texts.length > 0) headers.set(name, byteString(texts.join(", ")));
    }
  }
  return headers;
}

/** Those of the call that begins now, where it is one of a client with its own. */
let ownSettings: ClientSettings | undefined;

/** The same calls with other settings than the module's. */
function withSettings<C extends object>(calls: C, own: ClientSettings): C {
  const entries = Object.entries(calls).map(([name, call]: [string, object]) => {
    if (typeof call !== "function") return [name, withSettings(call, own)] as const;
    const begin = (...given: unknown[]): unknown => {
      ownSettings = own;
      try {
        return call(...given);
      } finally {
        ownSettings = undefined;
      }
    };
    return [name, begin] as const;
  });
  return Object.fromEntries(entries) as C;
}

type Callback = ((...values: never[]) => unknown) | undefined;

/** One call's life: its attempts, what it waits for, its callbacks, and the end of them all. */
class CallSession {
  readonly call: ApiCall;
  readonly options: RequestOptions;
  readonly settings: ClientSettings = ownSettings ?? settings;
  /** Aborted when the call has ended or was closed. */
  readonly signal: AbortSignal;
  /** Resolves then. */
  readonly done: Promise<void>;
  /** As the signal says, which is asked for each record. */
  hasEnded = false;
  /** Ended by the caller's signal, whose reason is thrown then. */
  isCancelled = false;
  readonly #life = new AbortController();
  /** The request that runs now; aborting it closes the socket. */
  #attempt = this.#life;

  constructor(call: ApiCall, options: RequestOptions) {
    this.call = call;
    this.options = options;
    this.signal = this.#life.signal;
    this.done = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve()));
    options.signal?.addEventListener("abort", this.#cancel);
    if (options.signal?.aborted) this.#cancel();
  }

  /** Ends everything: no callback comes any more. */
  readonly close = (): void => this.#end(new ClientError("closed", "call closed"));

  readonly #cancel = (): void => {
    this.isCancelled = true;
    this.#end(this.options.signal?.reason);
  };

  #end(reason: unknown): void {
    this.hasEnded = true;
    this.options.signal?.removeEventListener("abort", this.#cancel);
    this.#attempt.abort(reason);
    this.#life.abort(reason);
  }

  /** Begins another request, which the signal ends. */
  nextAttempt(): AbortSignal {
    this.signal.throwIfAborted();
    this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /** What the server does next, or why it does not; `what` is said of a failure. */
  awaited<T>(
    kind: ConnectionError["kind"],
    what: string,
    answer: Promise<T>,
    limit = this.options.idleTimeout,
  ): Promise<T> {
    const attempt = this.#attempt;
    const { signal } = attempt;
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout"));
    const timer = limit ? setTimeout(giveUp, limit) : undefined;
    return new Promise<T>((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (cause: unknown) => {
        const isKnown = cause instanceof ClientError;
        const error = isKnown ? cause : new ConnectionError(kind, `${what}: ${cause}`, { cause });
        reject(signal.aborted ? signal.reason : error);
      });
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  /** Calls back, never after `close()`; gives what is to be waited for, and mostly nothing is. */
  tell(callback: Callback, ...values: unknown[]): Promise<void> | undefined {
    if (!callback || this.hasEnded) return undefined;
    try {
      const answer = callback(...(values as never[])) as PromiseLike<void> | undefined;
      if (typeof answer?.then !== "function") return undefined;
      return Promise.resolve(answer).catch(throwLater);
    } catch (error) {
      throwLater(error);
      return undefined;
    }
  }

  /** Calls back one after the other. */
  tellAll(callbacks: readonly Callback[], value: unknown): Promise<void> | undefined {
    let told: Promise<void> | undefined;
    for (const callback of callbacks) {
      told = told ? told.then(() => this.tell(callback, value)) : this.tell(callback, value);
    }
    return told;
  }
}

/** As for an event listener: it is the program's error, not the stream's. */
function throwLater(error: unknown): void {
  setTimeout(() => {
    throw error;
  });
}

/** The body in the pieces in which it arrives; undefined is its end. */
async function* bodyPieces(
  session: CallSession,
  response: Response,
  limit?: number,
): AsyncGenerator<Uint8Array | undefined, void, undefined> {
  const reader = response.body?.getReader();
  if (!reader) return yield undefined;
  try {
    for (;;) {
      const next = await session.awaited("connectionLost", "lost the connection", reader.read(), limit);
      yield next.value as Uint8Array | undefined;
      if (next.done) return;
    }
  } finally {
    // Of a body that broke it is rejected, which is known already.
    reader.cancel().catch(() => {});
  }
}

/** An answer that a call cannot read. */
function otherMediaType(mediaType: string, wanted: string): ContentTypeError {
  return new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });
}

/** The value of a JSON text; any other text is itself. */
function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How much of an unreadable record its error holds, in characters. */
const SHOWN_LENGTH = 1024;

function unreadable(text: string, why: unknown): ParseError {
  return new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, SHOWN_LENGTH) });
}

/** The value of a JSON text. */
function parsedJson(text: string): unknown {
  try {
    return (settings.parseJson ?? JSON.parse)(text);
  } catch (cause) {
    throw unreadable(text, cause);
  }
}

/** A record, or an event: its text and what the program is given of it. */
interface StreamItem {
  readonly data: string;
  readonly value: unknown;
  /** The name of an event. */
  readonly type?: string;
}

/** Items from bytes that are cut anywhere. */
interface StreamDecoder {
  /** Takes what arrived, or the end of the body, once the items of what came before are asked for. */
  take(piece?: Uint8Array): void;
  /** The next item; undefined until more is taken. Not an iterator: a result object for each item takes longer. */
  next(): StreamItem | undefined;
}

interface StreamFormat {
  /** What the request says of it. */
  readonly accept: string;
  /**
   * What reads an answer of this media type; undefined where it is of another format.
   * A file is named by its answer as one to keep; `limit` is the largest item, in bytes.
   */
  decoder(mediaType: string, isFile: boolean, limit: number): StreamDecoder | undefined;
}

const COMPRESSIONS = /gzip|deflate|br|zstd|compress/i;
/** Compressed bytes are no text from the first few on. */
const CHECKED_LENGTH = 64;

/** Refuses a text that fetch has left compressed, which would read as a stream of nothing. */
function codingCheck(headers: Headers, mediaType: string): (piece: Uint8Array) => void {
  const coding = headers.get("Content-Encoding") ?? "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let left = COMPRESSIONS.test(coding) ? CHECKED_LENGTH : 0;
  return (piece) => {
    if (left <= 0) return;
    left -= piece.length;
    try {
      decoder.decode(piece, { stream: true });
    } catch {
      throw new ContentTypeError("mediaType", `fetch has left the answer compressed (${coding})`, { mediaType });
    }
  };
}

/** Not to Deno, which then leaves compressed what is compressed all the same. */
function wantedCoding(): string | undefined {
  return "Deno" in globalThis ? undefined : "identity";
}

/** Where the caller does not say how large a record may be, in bytes. */
const DEFAULT_RECORD_LIMIT = 16 * 1024 * 1024;

interface RunCallbacks extends StreamCallbacks {
  readonly onChunk?: Callback;
}

/** One stream at work: its answer is opened, and its records go to who asks: callbacks, an `await`, a loop. */
class StreamRun {
  protected readonly session: CallSession;
  protected readonly callbacks: RunCallbacks;
  protected readonly options: StreamOptions;
  readonly #formats: readonly StreamFormat[];
  /** A loop takes the records. */
  #isLooped = false;
  /** Their first one was asked for without a loop. */
  #isDriven = false;
  #ask: () => void = () => {};
  /** Resolves when somebody asks for the records; until then none is read. */
  readonly #asked = new Promise<void>((resolve) => {
    this.#ask = () => resolve(undefined);
  });
  readonly #records = this.#run();
  readonly #driven: Promise<void>;

  constructor(call: ApiCall, callbacks: RunCallbacks, options: StreamOptions, formats: readonly StreamFormat[]) {
    this.session = new CallSession(call, options);
    this.callbacks = callbacks;
    this.options = options;
    this.#formats = formats;
    if (Object.values(callbacks).some(Boolean)) this.#ask();
    this.#driven = this.#drive();
  }

  /** Somebody wants the records. */
  ask(): void {
    this.#ask();
  }

  /** Its end, for who waits for it: an error that no callback tells and no loop throws. */
  async finished(): Promise<void> {
    this.#ask();
    await this.#driven;
    if (this.session.isCancelled && !this.#isLooped) throw this.options.signal?.reason;
  }

  /** What the caller gets of it. */
  handle<T>(): StreamHandle<T> {
    const { close, signal } = this.session;
    const { asyncDispose } = Symbol as { readonly asyncDispose?: symbol };
    const whenDone = () => {
      this.#ask();
      return this.session.done;
    };
    const handle = {
      signal,
      close,
      get done() {
        return whenDone();
      },
      [Symbol.asyncIterator]: () => {
        this.#isLooped = true;
        this.#ask();
        return this.#records;
      },
      // Older engines have no such symbol; there nobody can ask for it.
      [asyncDispose ?? Symbol()]: async () => close(),
    };
    return handle as unknown as StreamHandle<T>;
  }

  /** Goes through the records unless a loop does, which begins right after the call. */
  async #drive(): Promise<void> {
    await null;
    this.#isDriven = !this.#isLooped;
    if (this.#isDriven) await this.#records.next();
    await this.session.done;
  }

  // What streams of events do in their own way.

  protected get accept(): string {
    return this.#formats.map((format) => format.accept).join();
  }

  protected requestHeaders(): WireValues {
    return { Accept: this.accept, "Accept-Encoding": wantedCoding() };
  }

  /** True for an answer that says that nothing more will come. */
  protected isFarewell(_response: OpenResponse): boolean {
    return false;
  }

  protected opened(response: OpenResponse): Promise<void> | undefined {
    return this.session.tell(this.callbacks.onOpen, response);
  }

  protected deliver(item: StreamItem): Promise<void> | undefined {
    return this.session.tell(this.callbacks.onChunk, item.value);
  }

  protected isLast(item: StreamItem): boolean {
    const { endData } = this.options;
    return endData !== undefined && item.data === endData;
  }

  /** The body has ended as it should. */
  protected bodyEnded(): void {}

  /** Waits for another attempt; false where there is none. */
  protected async recovers(_error: unknown): Promise<boolean> {
    return false;
  }

  /** Nothing more will come; the last callbacks follow. */
  protected ended(): void {}

  protected failed(error: unknown): Promise<void> | undefined {
    return this.session.tell(this.callbacks.onError, error);
  }

  /** True where an error that ends the stream is told by a callback, and need not be thrown. */
  protected get tellsErrors(): boolean {
    return !!this.callbacks.onError;
  }

  // From the first attempt to the last callback.

  async *#run(): AsyncGenerator<unknown, void, undefined> {
    let failure: unknown;
    try {
      failure = yield* this.#attempts();
      this.ended();
      if (failure) {
        await this.#whenAsked();
        await this.failed(failure);
      } else await this.session.tell(this.callbacks.onComplete);
      await this.session.tell(this.callbacks.onClose);
    } finally {
      // A loop that is left ends here, too.
      this.session.close();
    }
    // A loop that began late waits behind the request that drove the stream, which takes this.
    if (this.#isLooped && this.#isDriven) yield;
    if (this.session.isCancelled && this.#isLooped) throw this.options.signal?.reason;
    if (failure && (this.#isLooped || !this.tellsErrors)) throw failure;
  }

  /** Or closed. */
  async #whenAsked(): Promise<void> {
    await Promise.race([this.#asked, this.session.done]);
  }

  /** The records of all connections; returns the error that ended the last one. */
  async *#attempts(): AsyncGenerator<unknown, unknown, undefined> {
    for (;;) {
      try {
        yield* this.#attempt();
        return undefined;
      } catch (error) {
        // What was closed has not failed.
        if (this.session.hasEnded) return undefined;
        if (await this.recovers(error)) continue;
        return error;
      }
    }
  }

  /** The records of one connection. */
  async *#attempt(): AsyncGenerator<unknown, void, undefined> {
    const response = await openAnswer(this.session, this.requestHeaders());
    if (this.isFarewell(response)) return;
    const decoder = this.#decoder(response);
    const checkCoding = codingCheck(response.headers, response.mediaType);
    await this.opened(response);
    await this.#whenAsked();
    for await (const piece of bodyPieces(this.session, response)) {
      if (piece) checkCoding(piece);
      decoder.take(piece);
      for (let item = decoder.next(); item; item = decoder.next()) {
        // Mostly nothing is to be waited for, and waiting for nothing takes longer than all the rest.
        const told = this.deliver(item);
        if (told) await told;
        if (this.#isLooped && !this.session.hasEnded) {
          // The request that drove the stream until the loop began takes one, too.
          if (this.#isDriven) yield;
          this.#isDriven = false;
          yield item.value;
        }
        if (this.isLast(item)) return;
      }
    }
    this.bodyEnded();
  }

  #decoder({ headers, mediaType }: OpenResponse): StreamDecoder {
    const isFile = /^attachment/i.test(headers.get("Content-Disposition") ?? "");
    const limit = this.options.recordLimit ?? DEFAULT_RECORD_LIMIT;
    for (const format of this.#formats) {
      const decoder = format.decoder(mediaType, isFile, limit);
      if (decoder) return decoder;
    }
    throw otherMediaType(mediaType, this.accept);
  }
}

/** Opens a stream of records or of text in one of these formats. */
function openStream<T>(
  call: ApiCall,
  callbacks: ChunkCallbacks<T> = {},
  options: StreamOptions = {},
  formats: readonly StreamFormat[],
): ChunkStream<T> {
  const run = new StreamRun(call, callbacks, options, formats);
  // No promise but what becomes one when it is waited for: until then no record is read.
  const promise: Promise<void> = {
    then: (resolved, rejected) => run.finished().then(resolved, rejected),
    catch: (rejected) => run.finished().catch(rejected),
    finally: (settled) => run.finished().finally(settled),
    [Symbol.toStringTag]: "Promise",
  };
  return Object.assign(run.handle<T>(), promise);
}

/** Milliseconds before a reconnection where neither the caller nor the server says. */
const DEFAULT_RETRY_DELAY = 3000;
/** The server's way to say "stop" to a stream that comes back. */
const NO_CONTENT = 204;

interface EventRunCallbacks extends RunCallbacks {
  readonly onMessage?: Callback;
  readonly on?: Readonly<Record<string, Callback>> | undefined;
}

/** A stream of events, whose connection is made again. */
class EventRun extends StreamRun {
  readonly listeners = new EventListeners();
  readonly #options: EventOptions;
  readonly #position: StreamPosition;
  readonly #onMessage: Callback;
  /** By names; an event may be called `constructor`. */
  readonly #handlers: Map<string, Callback>;
  readonly #delay = new ReconnectionDelay();
  /** Attempts to connect again since the stream was open last. */
  #attempts = 0;
  readonly #resumption = new Resumption();
  #reconnect: EventOptions["reconnect"];
  #phase: 0 | 1 | 2 = 0;
  /** When the last connection was opened; 0 before the first one. */
  #openedAt = 0;
  #url = "";

  constructor(
    call: ApiCall,
    callbacks: EventRunCallbacks,
    options: EventOptions,
    position: StreamPosition,
    otherFormats: readonly StreamFormat[],
  ) {
    // As an EventSource: what a cache holds is no present.
    super({ cache: "no-store", ...call }, callbacks, options, [eventFormat(position), ...otherFormats]);
    this.#options = options;
    this.#position = position;
    this.#onMessage = callbacks.onMessage;
    this.#handlers = new Map(Object.entries(callbacks.on ?? {}));
    const reconnect = options.reconnect ?? (call.method === "GET" ? "always" : "never");
    this.#reconnect = options.reconnectLimit === 0 ? "never" : reconnect;
  }

  get readyState(): 0 | 1 | 2 {
    return this.session.hasEnded ? 2 : this.#phase;
  }

  get url(): string {
    return this.#url || requestUrl(this.session.call, this.session);
  }

  protected override requestHeaders(): WireValues {
    return { ...super.requestHeaders(), "Last-Event-ID": this.#resumption.id(this.#position.lastEventId) };
  }

  protected override isFarewell(response: OpenResponse): boolean {
    return response.status === NO_CONTENT && this.#openedAt > 0;
  }

  protected override opened(response: OpenResponse): Promise<void> | undefined {
    // Anything but events ends with its body.
    if (response.mediaType !== EVENT_STREAM) this.#reconnect = "never";
    this.#phase = 1;
    this.#attempts = 0;
    this.#resumption.opened();
    this.#url = response.url;
    this.#openedAt = Date.now();
    return this.#tellAll("open", this.callbacks.onOpen, response);
  }

  protected override deliver(item: StreamItem): Promise<void> | undefined {
    const { type } = item;
    if (type === undefined) return super.deliver(item);
    const told = this.#tellAll(type, this.#onMessage, item.value);
    return told ? told.then(() => this.#handle(item, type)) : this.#handle(item, type);
  }

  /** Calls the handler of an event's name. */
  #handle({ data, value }: StreamItem, type: string): Promise<void> | undefined {
    const handler = this.#handlers.get(type);
    if (!handler) return undefined;
    const isUntyped = this.session.call.untyped?.includes(type);
    // The text that ends a stream is no data, and this one ends many, told or not.
    const isEnd = data === this.#options.endData || (!isUntyped && data === "[DONE]");
    if (isEnd) return undefined;
    return this.session.tell(handler, isUntyped ? jsonOrText(data) : parsedJson(data), value);
  }

  protected override isLast(item: StreamItem): boolean {
    return super.isLast(item) || (item.type !== undefined && item.type === this.#options.endEvent);
  }

  protected override bodyEnded(): void {
    if (this.#reconnect === "always") throw new ConnectionError("connectionLost", "the stream ended");
  }

  protected override async recovers(error: ClientError & Partial<HttpFacts>): Promise<boolean> {
    if (this.#reconnect === "never" || !isPassing(error, this.#openedAt > 0)) return false;
    if (!this.#canBeRequested()) return false;
    if (error.kind === "connect" && this.#openedAt > 0 && this.#resumption.goesOnWithoutId(this.#url)) return true;
    if (this.#attempts++ === this.#options.reconnectLimit) return false;
    if (this.#phase === 0) this.#delay.failed();
    else this.#delay.lost(this.#openedAt);
    const { retry } = this.#position;
    const delay = this.#delay.next(retry, this.#options.retryDelay ?? DEFAULT_RETRY_DELAY, error.retryAfterMs);
    this.#phase = 0;
    Object.assign(error, { fatal: false, willRetry: true, retryInMs: retry ?? Math.round(delay) });
    await this.#tellAll("error", this.callbacks.onError, error);
    await this.#pause(delay);
    return true;
  }

  protected override ended(): void {
    this.#phase = 2;
  }

  protected override failed(error: unknown): Promise<void> | undefined {
    return this.#tellAll("error", this.callbacks.onError, error);
  }

  protected override get tellsErrors(): boolean {
    return super.tellsErrors || !!this.listeners.of("error")?.size;
  }

  /** What no request can be made of now, none can be made of later. */
  #canBeRequested(): boolean {
    if (this.#openedAt > 0) return true;
    try {
      new Request(this.url);
      return true;
    } catch {
      return false;
    }
  }

  /** Waits, or until the stream is closed. */
  #pause(milliseconds: number): Promise<void> {
    const { signal } = this.session;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, signal.aborted ? 0 : milliseconds);
      signal.onabort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** One callback, then those who listen. */
  #tellAll(type: string, callback: Callback, value: unknown): Promise<void> | undefined {
    const listeners = this.listeners.of(type);
    if (!listeners?.size) return this.session.tell(callback, value);
    return this.session.tellAll([callback, ...listeners], value);
  }
}

/** Opens a stream of events, or of one of the other formats where the server sends that. */
function openEvents<M, C>(
  call: ApiCall,
  callbacks: EventCallbacks<M> = {},
  options: EventOptions = {},
  otherFormats: readonly StreamFormat[] = [],
): EventConnection<M, C> {
  const position: StreamPosition = { lastEventId: options.lastEventId ?? "", retry: undefined };
  const run = new EventRun(call, callbacks as EventRunCallbacks, options, position, otherFormats);
  const connection = {
    get readyState() {
      return run.readyState;
    },
    get url() {
      return run.url;
    },
    get lastEventId() {
      return position.lastEventId;
    },
    addEventListener(type: string, listener: Callback) {
      run.listeners.add(type, listener);
      run.ask();
    },
    removeEventListener: run.listeners.remove,
  };
  // Not `assign`: what is read of it is the present state.
  return Object.defineProperties(run.handle(), Object.getOwnPropertyDescriptors(connection)) as EventConnection<M, C>;
}

/** Who listens to which events; each once. */
class EventListeners {
  readonly #byType = new Map<string, Set<Callback>>();

  readonly add = (type: string, listener: Callback): void => {
    this.#byType.set(type, (this.of(type) ?? new Set()).add(listener));
  };

  readonly remove = (type: string, listener: Callback): void => {
    this.of(type)?.delete(listener);
  };

  of(type: string): Set<Callback> | undefined {
    return this.#byType.get(type);
  }
}

/** Failures that may pass: of reaching the server, and of the connection. */
const PASSING_KINDS: readonly unknown[] = ["connect", "connectionLost", "timeout"];
/** Answers that may change by themselves. */
const PASSING_STATUSES: readonly number[] = [408, 429, 500, 502, 503, 504];

// All in milliseconds.
const SECOND = 1000;
/** A connection that lived so long was a good one: failures are counted anew. */
const GOOD_LIFE = 60 * SECOND;
/** What the server may ask for with `retry`; and the longest `Retry-After`. */
const SHORTEST_RETRY = 100;
const LONGEST_RETRY = 300 * SECOND;
const LONGEST_RETRY_AFTER = 24 * 3600 * SECOND;
/** To where the wait grows with failures. */
const LONGEST_BACKOFF = 30 * SECOND;

/** True when another attempt may help; `wasOpen` once the stream has begun. */
function isPassing(error: ClientError & Partial<HttpFacts>, wasOpen: boolean): boolean {
  // Whether an address is right shows only in the first answer; later ones are of a bad moment.
  if (error.status) return wasOpen && PASSING_STATUSES.includes(error.status);
  return PASSING_KINDS.includes(error.kind);
}

/** How many failures there have been in a row, and what to wait after them. */
class ReconnectionDelay {
  #failures = 0;

  /** An attempt failed. */
  failed(): void {
    this.#failures += 1;
  }

  /** A connection that was opened at this time was lost. */
  lost(openedAt: number): void {
    if (openedAt < Date.now() - GOOD_LIFE) this.#failures = 0;
  }

  /**
   * @param retry The server's own word, which is kept within bounds
   * @param retryDelay What holds without it
   * @param retryAfter The least, by the answer to the last attempt
   */
  next(retry: number | undefined, retryDelay: number, retryAfter = 0): number {
    const asked = retry === undefined ? retryDelay : Math.min(Math.max(retry, SHORTEST_RETRY), LONGEST_RETRY);
    return Math.max(asked, this.#backoff(asked), Math.min(retryAfter, LONGEST_RETRY_AFTER));
  }

  /** Doubled for each failure, and drawn from the upper half: many clients must not come back at once. */
  #backoff(base: number): number {
    if (this.#failures === 0) return 0;
    return (Math.min(base * 2 ** this.#failures, LONGEST_BACKOFF) * (1 + Math.random())) / 2;
  }
}

/** What a reconnection says of the last event, as far as the server lets it. */
class Resumption {
  #isIdSent = false;
  #isIdAllowed = false;
  #isIdRefused = false;

  /** The header's value for this event's id. */
  id(lastEventId: string): string | undefined {
    // Of control characters only a tab is let through by the fetch of Node and Deno; a browser's lets more.
    this.#isIdSent = !this.#isIdRefused && /^[\t -~\x80-\uffff]+$/.test(lastEventId);
    return this.#isIdSent ? lastEventId : undefined;
  }

  /** A connection was opened. */
  opened(): void {
    this.#isIdAllowed ||= this.#isIdSent;
  }

  /**
   * A connection failed: true where the header may be the reason, which a server must allow to other origins, though
   * not to an EventSource. Each attempt without it is followed by one with it, until one of them succeeds.
   */
  goesOnWithoutId(url: string): boolean {
    this.#isIdRefused = this.#isIdSent && !this.#isIdAllowed && isOtherOrigin(url);
    return this.#isIdRefused;
  }
}

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;

// The names of fields in codes: to compare them one by one takes half the time of `startsWith`.
const DATA: FieldName = [0x64, 0x61, 0x74, 0x61];
const EVENT: FieldName = [0x65, 0x76, 0x65, 0x6e, 0x74];
const ID: FieldName = [0x69, 0x64];
const RETRY: FieldName = [0x72, 0x65, 0x74, 0x72, 0x79];

type FieldName = readonly number[];

/** Where a stream of events is, over all of its connections. */
interface StreamPosition {
  lastEventId: string;
  /** The server's `retry`, in milliseconds. */
  retry: number | undefined;
}

function eventFormat(position: StreamPosition): StreamFormat {
  return {
    accept: EVENT_STREAM,
    decoder(mediaType, _isFile, limit) {
      return mediaType === EVENT_STREAM ? new LineCutter(new EventLines(position, limit)) : undefined;
    },
  };
}

/** An event, and itself what the program is given. */
class ReceivedEvent implements StreamEvent, StreamItem {
  readonly type: string;
  readonly data: string;
  readonly lastEventId: string;

  constructor(type: string, data: string, lastEventId: string) {
    this.type = type;
    this.data = data;
    this.lastEventId = lastEventId;
  }

  get value(): this {
    return this;
  }

  json(): unknown {
    return parsedJson(this.data);
  }
}

/** Events from lines. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
class EventLines implements LineRules {
  readonly limit: number;
  readonly isStrict = false;
  readonly endsAtReturn = true;
  readonly readsRest = false;
  readonly #position: StreamPosition;
  readonly #dataLimit: number;
  #type = "";
  #data: string | undefined;
  /** At most, in bytes. */
  #dataBound = 0;
  #id: string;

  constructor(position: StreamPosition, limit: number) {
    this.#position = position;
    this.#id = position.lastEventId;
    this.#dataLimit = limit;
    this.limit = limit + LINE_OVERHEAD;
  }

  read(text: string, start: number, end: number): StreamItem | undefined {
    if (start === end) return this.#event();
    const name = nameFrom(text.charCodeAt(start));
    let at = start;
    for (let place = 0; place < name.length; place += 1, at += 1) {
      if (text.charCodeAt(at) !== name[place]) return undefined;
    }
    // Without a colon the value is empty, too.
    if (at === end || text[at] === ":") this.#field(name, text.slice(at + (text[at + 1] === " " ? 2 : 1), end));
    return undefined;
  }

  #field(name: FieldName, value: string): void {
    if (name === DATA) this.#addData(value);
    else if (name === EVENT) this.#type = value;
    else if (name === ID && !value.includes("\0")) this.#id = value;
    else if (name === RETRY && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  #addData(value: string): void {
    this.#data = this.#data === undefined ? value : this.#data + "\n" + value;
    this.#dataBound += value.length * MOST_BYTES + 1;
    if (this.#dataBound <= this.#dataLimit) return;
    // Counted seldom: from one time to the next the data takes up a third of the room that was left, or more.
    this.#dataBound = byteLength(this.#data);
    if (this.#dataBound > this.#dataLimit) throw recordTooLarge();
  }

  /** The event that a blank line ends; one without data is none. */
  #event(): StreamItem | undefined {
    const data = this.#data;
    const type = this.#type || "message";
    const lastEventId = this.#id;
    this.#position.lastEventId = lastEventId;
    this.#type = "";
    this.#data = undefined;
    this.#dataBound = 0;
    return data === undefined ? undefined : new ReceivedEvent(type, data, lastEventId);
  }
}

/** The one name that may begin with this code. */
function nameFrom(code: number): FieldName {
  if (code === 0x64) return DATA;
  if (code === 0x65) return EVENT;
  return code === 0x69 ? ID : RETRY;
}

const LINE_TYPES: readonly string[] = [
  "application/ndjson",
  "application/x-ndjson",
  "application/jsonlines",
  "application/x-jsonlines",
  "application/jsonl",
  "application/json-lines",
  "application/x-json-stream",
  "application/stream+json",
];
const SEQUENCE_TYPE = "application/json-seq";
const VALUE_TYPE = /^application\/(.+\+)?json$/;

const SPACE = 32;
/** CR and LF are no part of a line's record. */
const LINE_END_SIZE = 2;

/** JSON records: lines, a sequence, or values one after the other. */
const recordFormat: StreamFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(mediaType, isFile, limit) {
    const shared = { limit: limit + LINE_END_SIZE, isStrict: true };
    if (LINE_TYPES.includes(mediaType)) return new LineCutter(lineRules(limit));
    if (mediaType === SEQUENCE_TYPE) return recordDecoder({ ...shared, ...sequenceRules() });
    if (VALUE_TYPE.test(mediaType) && !isFile) return recordDecoder({ ...shared, ...valueRules() });
    return undefined;
  },
};

type FormatRules = Pick<RecordRules, "skip" | "judge" | "read" | "finish">;

function lineRules(limit: number): LineRules {
  // A CR before the end is no part of a record, but of its line.
  return { limit: limit + 1, isStrict: true, endsAtReturn: false, readsRest: true, read: recordOf };
}

function sequenceRules(): FormatRules {
  const sequence = new JsonSequence();
  return {
    skip: (bytes, at) => sequence.skip(bytes, at),
    judge: (sign, isFirst) => sequence.judge(sign, isFirst),
    read: (record) => recordsOf(sequence.textOf(record)),
  };
}

function valueRules(): FormatRules {
  const values = new JsonValues();
  return {
    skip: (bytes, at) => values.skip(bytes, at),
    judge: (sign) => values.judge(sign),
    read: recordsOf,
    finish: () => values.finish(),
  };
}

/** A record, whose text is seldom asked for. */
class JsonRecord implements StreamItem {
  readonly value: unknown;
  readonly #text: string;

  constructor(text: string) {
    this.value = parsedJson(text);
    this.#text = text;
  }

  get data(): string {
    return this.#text.trim();
  }
}

/** The record that a line is, or none where it is blank. */
function recordOf(text: string, start: number, end: number): StreamItem | undefined {
  const line = text.slice(start, end);
  // The first sign of most says that they are not blank.
  return text.charCodeAt(start) > SPACE || /[^ \t\r\n]/.test(line) ? new JsonRecord(line) : undefined;
}

function recordsOf(text: string): StreamItem[] {
  const record = recordOf(text, 0, text.length);
  return record ? [record] : [];
}

/** A number or a word ends before one of these. */
const WORD_ENDS = ' \t\r\n,:[]{}"\x1e';
/** Not a number, not a word, but what has an end of its own. */
const VALUE_MARKS = '"[]{}';

/** Where in an array a body is whose elements are the records. */
type ArrayPlace = "outside" | "begun" | "behind a value" | "behind a comma";

/** Tells JSON values apart that stand one after the other, or in arrays if the first one does. */
class JsonValues {
  readonly #nesting = new JsonNesting();
  #isInWord = false;
  /** Undefined until the first sign says. */
  #isInArrays: boolean | undefined;
  #place: ArrayPlace = "outside";

  skip(bytes: Uint8Array, at: number): number {
    return this.#nesting.skip(bytes, at);
  }

  judge(sign: string): Verdict {
    if (this.#isInWord) {
      this.#isInWord = !WORD_ENDS.includes(sign);
      return this.#isInWord ? "within" : "behind";
    }
    if (!this.#nesting.isInString && this.#nesting.depth === 0) {
      // The mark of the body; anything else is found when the record is read.
      if (sign > "\x7f") return "within";
      if (this.#isBetweenValues(sign)) return "none";
      this.#beginValue(sign);
      if (this.#isInWord) return "within";
    }
    this.#nesting.follow(sign);
    return this.#nesting.isInString || this.#nesting.depth > 0 ? "within" : "last";
  }

  finish(): void {
    if (this.#place !== "outside") throw unreadable("", "the array does not end");
  }

  #isBetweenValues(sign: string): boolean {
    this.#isInArrays ??= sign === "[";
    const place = this.#isInArrays ? this.#placeBehind(sign) : undefined;
    if (place === undefined) return " \t\r\n".includes(sign);
    this.#place = place;
    return true;
  }

  /** Where an array's own sign leads; undefined for any other sign. */
  #placeBehind(sign: string): ArrayPlace | undefined {
    switch (this.#place) {
      case "outside":
        return sign === "[" ? "begun" : undefined;
      case "begun":
        return sign === "]" ? "outside" : undefined;
      case "behind a value":
        return sign === "]" ? "outside" : sign === "," ? "behind a comma" : undefined;
      case "behind a comma":
        return undefined;
    }
  }

  #beginValue(sign: string): void {
    if (this.#place === "behind a value") throw unreadable(sign, "a comma is missing");
    if (this.#place !== "outside") this.#place = "behind a value";
    this.#isInWord = !VALUE_MARKS.includes(sign);
  }
}

/** It begins each record. */
const RECORD_SEPARATOR = "\x1e";

/** Tells the records of a JSON text sequence apart. Source: RFC 7464. */
class JsonSequence {
  readonly #nesting = new JsonNesting();

  skip(bytes: Uint8Array, at: number): number {
    return this.#nesting.skip(bytes, at);
  }

  judge(sign: string, isFirst: boolean): Verdict {
    if (sign === RECORD_SEPARATOR) {
      this.#nesting.reset();
      return isFirst ? "within" : "behind";
    }
    if (sign === "\n" && !this.#nesting.isInString && this.#nesting.depth <= 0) return "last";
    this.#nesting.follow(sign);
    return "within";
  }

  /** The JSON text of a record, which must be whole. */
  textOf(record: string): string {
    const text = record.replace(RECORD_SEPARATOR, "");
    if (/^[ \t\r\n]*$/.test(text)) return "";
    if (text === record) throw unreadable(record, "no mark begins it");
    // A number or a word without an end may have been cut.
    if (!/[\]}"\s]$/.test(text)) throw unreadable(record, "it may have been cut");
    return text;
  }
}

/** Follows strings and brackets of a JSON text, within which no value ends. */
class JsonNesting {
  depth = 0;
  #place: "outside" | "in string" | "escaped" = "outside";
  // What changes something within a string, and outside of strings. Made here: a bundler keeps for every page what a
  // module makes at once.
  readonly #stringSigns = tableOf('"\\\x1e');
  readonly #nestedSigns = tableOf('"[]{}\x1e');

  get isInString(): boolean {
    return this.#place !== "outside";
  }

  reset(): void {
    this.depth = 0;
    this.#place = "outside";
  }

  /** Where in a value the next byte is that changes something. */
  skip(bytes: Uint8Array, start: number): number {
    if (this.#place === "escaped" || (this.depth <= 0 && !this.isInString)) return start;
    const signs = this.isInString ? this.#stringSigns : this.#nestedSigns;
    let at = start;
    while (at < bytes.length && signs[bytes[at] as number] !== 1) at += 1;
    return at;
  }

  follow(sign: string): void {
    if (this.#place === "escaped") this.#place = "in string";
    else if (this.#place === "in string") this.#followString(sign);
    else if (sign === '"') this.#place = "in string";
    else if (sign === "[" || sign === "{") this.depth += 1;
    else if (sign === "]" || sign === "}") this.depth -= 1;
  }

  #followString(sign: string): void {
    if (sign === "\\") this.#place = "escaped";
    else if (sign === '"') this.#place = "outside";
  }
}

/** By bytes: 1 for each of these signs. */
function tableOf(signs: string): Uint8Array {
  const table = new Uint8Array(256);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

/** What the lines of one format are, and what they say. */
interface LineRules {
  /** The longest line without its end, in bytes. */
  readonly limit: number;
  /** Refuses bytes that are no UTF-8; else they are U+FFFD. */
  readonly isStrict: boolean;
  /** A CR ends a line as well, alone or before an LF. */
  readonly endsAtReturn: boolean;
  /** What the end of the body ends is a line, too. */
  readonly readsRest: boolean;
  /** What the line from `start` to `end` completes; cutting it out is left to those that need its text. */
  read(text: string, start: number, end: number): StreamItem | undefined;
}

/** Of a character that is a unit of a JavaScript string, in UTF-8. */
const MOST_BYTES = 3;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Lines from bytes that the network cuts anywhere: all that end in one piece are decoded at once. */
class LineCutter implements StreamDecoder {
  readonly #rules: LineRules;
  /** Some of the body's text was decoded. */
  #hasText = false;
  /** Lines that are yet to be decoded. */
  #blocks: Uint8Array[] = [];
  /** Lines that are yet to be read, from a place on. */
  #text = "";
  #at = 0;
  /** The bytes behind the last end of a line. */
  #rest: Uint8Array[] = [];
  #restSize = 0;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;
  /** A block is not all UTF-8: its lines are decoded one by one, up to the one that is not. */
  #isFaulty = false;

  constructor(rules: LineRules) {
    this.#rules = rules;
  }

  take(piece?: Uint8Array): void {
    if (!piece) {
      if (this.#rules.readsRest) this.#addBlock(new Uint8Array());
      return;
    }
    let rest = this.#behindReturn(piece);
    // Only the line that has begun earlier is copied.
    if (this.#restSize > 0) rest = this.#cutAt(rest.indexOf(LINE_FEED), rest);
    rest = this.#cutAt(this.#lastEnd(rest), rest);
    this.#rest.push(rest);
    this.#restSize += rest.length;
  }

  next(): StreamItem | undefined {
    const { limit } = this.#rules;
    do {
      const text = this.#text;
      for (let start = this.#at; start < text.length; ) {
        const found = text.indexOf("\n", start);
        const end = found < 0 ? text.length : found;
        const isLong = (end - start) * MOST_BYTES > limit;
        if (isLong && byteLength(text.slice(start, end)) > limit) throw recordTooLarge();
        const item = this.#rules.read(text, start, end);
        start = end + 1;
        if (!item) continue;
        this.#at = start;
        return item;
      }
    } while (this.#decodeNext());
    if (this.#restSize > limit) throw recordTooLarge();
    return undefined;
  }

  #lastEnd(piece: Uint8Array): number {
    const end = piece.lastIndexOf(LINE_FEED);
    const behind = end + 1;
    return this.#rules.endsAtReturn ? piece.subarray(behind).lastIndexOf(CARRIAGE_RETURN) + behind : end;
  }

  /** Adds all up to the end of a line to the blocks; gives what follows, which is all where there is no end. */
  #cutAt(end: number, piece: Uint8Array): Uint8Array {
    if (end < 0) return piece;
    this.#addBlock(piece.subarray(0, end + 1));
    this.#followsReturn = piece[end] === CARRIAGE_RETURN;
    return this.#behindReturn(piece.subarray(end + 1));
  }

  #behindReturn(bytes: Uint8Array): Uint8Array {
    if (!this.#followsReturn || bytes.length === 0) return bytes;
    this.#followsReturn = false;
    return bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
  }

  /** What was kept, and this. */
  #addBlock(piece: Uint8Array): void {
    let block = piece;
    if (this.#restSize > 0) {
      block = new Uint8Array(this.#restSize + piece.length);
      let at = 0;
      for (const part of [...this.#rest, piece]) {
        block.set(part, at);
        at += part.length;
      }
    }
    this.#rest = [];
    this.#restSize = 0;
    this.#blocks.push(block);
  }

  /** Makes text of the next block, or of the next line of a faulty one. */
  #decodeNext(): boolean {
    this.#text = "";
    this.#at = 0;
    const block = this.#blocks.shift();
    if (!block) return false;
    const end = this.#isFaulty ? block.indexOf(LINE_FEED) : -1;
    const lines = end < 0 ? block : block.subarray(0, end);
    try {
      const text = this.#decoded(lines);
      this.#text = this.#rules.endsAtReturn && text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
      if (this.#isFaulty) this.#blocks.unshift(block.subarray(lines.length + 1));
    } catch (cause) {
      if (this.#isFaulty) {
        throw lines.length > this.#rules.limit ? recordTooLarge() : unreadable(new TextDecoder().decode(lines), cause);
      }
      this.#isFaulty = true;
      this.#blocks.unshift(block);
    }
    return true;
  }

  #decoded(bytes: Uint8Array): string {
    // Only the mark at the beginning of a body is no part of its text.
    const decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: this.#hasText });
    const text = decoder.decode(bytes);
    this.#hasText = true;
    return text;
  }
}

/** In UTF-8. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function recordTooLarge(): ParseError {
  return new ParseError("recordTooLarge", "a record over recordLimit");
}

/** What a byte is to the record before it: one within, its last one, the first one behind it, or of no record. */
type Verdict = "within" | "last" | "behind" | "none";

/** How the records of one format are told apart and read. */
interface RecordRules {
  /** The largest record, in bytes. */
  readonly limit: number;
  /** Refuses bytes that are no UTF-8; else they are U+FFFD. */
  readonly isStrict: boolean;
  /** The next byte to judge; those before it are within a record, and many. */
  skip(bytes: Uint8Array, at: number): number;
  judge(sign: string, isFirst: boolean): Verdict;
  read(text: string, size: number): Iterable<StreamItem>;
  /** The body has ended. */
  finish?(): void;
}

/** Cuts bytes into records, wherever the network cut them. */
class RecordCutter {
  readonly #rules: RecordRules;
  #decoder: InstanceType<typeof TextDecoder>;
  #text = "";
  #size = 0;
  #fault: unknown;

  constructor(rules: RecordRules) {
    this.#rules = rules;
    this.#decoder = new TextDecoder("utf-8", { fatal: rules.isStrict });
  }

  *cut(bytes: Uint8Array): Generator<StreamItem, void, undefined> {
    let start = 0;
    for (let at = this.#rules.skip(bytes, 0); at < bytes.length; at = this.#rules.skip(bytes, at + 1)) {
      const sign = String.fromCharCode(bytes[at] as number);
      const verdict = this.#rules.judge(sign, this.#size + at === start);
      if (verdict === "within") continue;
      yield* this.#add(bytes.subarray(start, verdict === "last" ? at + 1 : at), verdict !== "none");
      start = at + 1;
      if (verdict === "behind") {
        // It is judged once more, as the first of what follows.
        start = at;
        at--;
      }
    }
    yield* this.#add(bytes.subarray(start), false);
  }

  *end(): Generator<StreamItem, void, undefined> {
    yield* this.#add(new Uint8Array(), true);
    this.#rules.finish?.();
  }

  /** Adds bytes to the record, which is read when they are its last ones. */
  *#add(bytes: Uint8Array, isWhole: boolean): Generator<StreamItem, void, undefined> {
    this.#size += bytes.length;
    if (this.#size > this.#rules.limit) throw recordTooLarge();
    try {
      this.#text += this.#decoder.decode(bytes, { stream: !isWhole });
    } catch (cause) {
      // It is told when the record is whole, wherever the network cuts.
      this.#fault = cause;
    }
    if (isWhole) yield* this.#read();
  }

  *#read(): Generator<StreamItem, void, undefined> {
    const text = this.#text;
    const size = this.#size;
    if (this.#fault) throw unreadable(text, this.#fault);
    this.#text = "";
    this.#size = 0;
    // Only the mark at the beginning of a body is no part of its text.
    this.#decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: true });
    yield* this.#rules.read(text, size);
  }
}

function recordDecoder(rules: RecordRules): StreamDecoder {
  const cutter = new RecordCutter(rules);
  let items: Generator<StreamItem, void, undefined>;
  return {
    take(piece) {
      items = piece ? cutter.cut(piece) : cutter.end();
    },
    next() {
      const { done, value } = items.next();
      return done ? undefined : value;
    },
  };
}

/** Any text but events, and what names no type: so Starlette streams where nobody told it one. */
const TEXT_TYPE = /^$|^text\/(?!event-stream$)/;

/** Whole characters, wherever the network cuts. */
const textFormat: StreamFormat = {
  accept: "text/*",
  decoder(mediaType, isFile) {
    if (isFile || !TEXT_TYPE.test(mediaType)) return undefined;
    const decoder = new TextDecoder();
    let text = "";
    return {
      take(piece) {
        text = decoder.decode(piece, { stream: piece !== undefined });
      },
      next() {
        const data = text;
        text = "";
        return data ? { data, value: data } : undefined;
      },
    };
  },
};
