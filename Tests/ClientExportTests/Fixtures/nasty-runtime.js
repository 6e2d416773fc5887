/**
 * How this module reaches the backend.
 * @typedef {{
 *   baseUrl?: string | undefined;
 *   headers?: Record<string, string> | undefined;
 *   auth?: (() => Record<string, string> | Promise<Record<string, string>>) | undefined;
 *   credentials?: "omit" | "same-origin" | "include" | undefined;
 *   init?: Omit<RequestInit, "body" | "headers" | "method" | "signal"> | undefined;
 *   fetch?: typeof globalThis.fetch | undefined;
 * }} ClientSettings
 */

/**
 * What holds for the whole module.
 * @typedef {ClientSettings & {
 *   parseJson?: ((text: string) => unknown) | undefined;
 * }} ModuleSettings
 */

/**
 * What one call may set; it wins over `settings`.
 * @typedef {ClientSettings & {
 *   signal?: AbortSignal | undefined;
 *   idleTimeout?: number | undefined;
 * }} RequestOptions
 */

/**
 * Values by their names on the wire.
 * @typedef {Readonly<Record<string, unknown>>} WireValues
 */

/**
 * One endpoint's request.
 * @typedef {{
 *   readonly method: string;
 *   readonly path: string;
 *   readonly params?: WireValues;
 *   readonly query?: WireValues;
 *   readonly headers?: WireValues;
 *   readonly body?: string | Blob | ArrayBuffer | ArrayBufferView | FormData | URLSearchParams | null;
 *   readonly cache?: RequestInit["cache"];
 *   readonly untyped?: readonly string[];
 *   readonly security?: readonly string[];
 * }} ApiCall
 */

/**
 * What went wrong, in one word.
 * @typedef {"connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout"
 *   | "redirect" | "closed"} ErrorKind
 */

/**
 * The base of every error of this module, and itself what a call that was closed rejects with.
 * @template {ErrorKind} [K=ErrorKind]
 */
export class ClientError extends Error {
  // Spelled out, here and below: a minifier may rename the classes.
  /** @override */
  name = "ClientError";
  /** @type {K} */
  kind;
  /**
   * Milliseconds to the next attempt; undefined when the error ended the stream.
   * @type {number | undefined}
   */
  retryInMs;
  /** True when nothing more comes after this error. */
  fatal = true;
  /** True when the connection is made again, in `retryInMs`. */
  willRetry = false;

  /**
   * @param {K} kind
   * @param {string} message
   * @param {{ readonly cause?: unknown; }} [facts]
   */
  constructor(kind, message, facts = {}) {
    super(message, facts);
    this.kind = kind;
  }
}

/**
 * The server could not be reached, or the connection broke.
 * @extends {ClientError<"connect" | "connectionLost">}
 */
export class ConnectionError extends ClientError {
  /** @override */
  name = "ConnectionError";
}

/**
 * Nothing came for longer than `idleTimeout`.
 * @extends {ClientError<"timeout">}
 */
export class TimeoutError extends ClientError {
  /** @override */
  name = "TimeoutError";
}

/**
 * The answer is of another media type than this call reads.
 * @extends {ClientError<"mediaType">}
 */
export class ContentTypeError extends ClientError {
  /** @override */
  name = "ContentTypeError";
  /** @type {string} */
  mediaType;

  /**
   * @param {"mediaType"} kind
   * @param {string} message
   * @param {{ readonly mediaType: string; }} facts
   */
  constructor(kind, message, facts) {
    super(kind, message);
    this.mediaType = facts.mediaType;
  }
}

/**
 * A record that cannot be read; `text` is its beginning.
 * @extends {ClientError<"invalidRecord" | "recordTooLarge">}
 */
export class ParseError extends ClientError {
  /** @override */
  name = "ParseError";
  /** @type {string} */
  text;

  /**
   * @param {ParseError["kind"]} kind
   * @param {string} message
   * @param {{ readonly text?: string; }} [facts]
   */
  constructor(kind, message, facts = {}) {
    super(kind, message);
    this.text = facts.text ?? "";
  }
}

/**
 * One entry of FastAPI's answer to a request that does not validate.
 * @typedef {{
 *   readonly loc: readonly (string | number)[];
 *   readonly msg: string;
 *   readonly type: string;
 * }} ValidationIssue
 */

/**
 * What an `HttpError` tells of an answer.
 * @typedef {{
 *   readonly status: number;
 *   readonly body: string;
 *   readonly detail: unknown;
 *   readonly headers: Headers;
 *   readonly retryAfterMs: number | undefined;
 * }} HttpFacts
 */

/**
 * The server answered with a status outside 200–299.
 * @extends {ClientError<"status">}
 * @implements {HttpFacts}
 */
export class HttpError extends ClientError {
  /** @override */
  name = "HttpError";
  /** @type {number} */
  status;
  /** @type {string} */
  body;
  /** @type {unknown} */
  detail;
  /** @type {Headers} */
  headers;
  /** @type {number | undefined} */
  retryAfterMs;

  /**
   * @param {"status"} kind
   * @param {string} message
   * @param {HttpFacts} facts
   */
  constructor(kind, message, facts) {
    super(kind, message);
    this.status = facts.status;
    this.body = facts.body;
    this.detail = facts.detail;
    this.headers = facts.headers;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /**
   * What FastAPI found wrong with the request; empty for any other answer.
   * @returns {readonly ValidationIssue[]}
   */
  get issues() {
    return issuesOf(this.detail);
  }
}

/**
 * @param {unknown} detail
 * @returns {readonly ValidationIssue[]}
 */
function issuesOf(detail) {
  const entries = /** @type {(Partial<ValidationIssue> | null | undefined)[]} */ ([detail].flat());
  return entries.filter(/** @returns {entry is ValidationIssue} */ (entry) => {
    return Array.isArray(entry?.loc) && !!entry?.msg;
  });
}

/**
 * Any error of a call; its `kind` tells which.
 * @typedef {ConnectionError | HttpError | ContentTypeError | ParseError | TimeoutError | ClientError<"redirect">
 *   | ClientError<"closed">} CallError
 */

/**
 * @typedef {RequestOptions & {
 *   recordLimit?: number | undefined;
 *   endData?: string | undefined;
 * }} StreamOptions
 */

/**
 * `await using` closes the stream, where the language knows it.
 * @typedef {SymbolConstructor extends {
 *   readonly asyncDispose: infer S extends symbol;
 * } ? {
 *   [K in S]: () => Promise<void>;
 * } : unknown} AsyncDisposal
 */

/**
 * A stream at work: go through it with `for await`; leaving the loop closes it. No record is read before a callback,
 * a listener, a loop or an `await` asks for it; a loop beside callbacks begins right after the call.
 * @template T
 * @typedef {AsyncDisposal & AsyncIterable<T> & {
 *   readonly signal: AbortSignal;
 *   readonly done: Promise<void>;
 *   close(): void;
 * }} StreamHandle
 */

/**
 * Of one stream in order, never two at once; what a callback promises is waited for.
 * @typedef {{
 *   onOpen?: ((response: StreamResponse) => unknown) | undefined;
 *   onError?: ((error: CallError) => unknown) | undefined;
 *   onComplete?: (() => unknown) | undefined;
 *   onClose?: (() => unknown) | undefined;
 * }} StreamCallbacks
 */

/**
 * What a stream of records or of text calls back; without `onError` the promise is rejected.
 * @template [T=unknown]
 * @typedef {StreamCallbacks & {
 *   onChunk?: ((chunk: T) => unknown) | undefined;
 * }} ChunkCallbacks
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
 * @typedef {{
 *   readonly type: K;
 *   readonly data: string;
 *   readonly lastEventId: string;
 *   json(): T;
 * }} StreamEvent
 */

/**
 * Any event of a stream whose names and data are those of `M`.
 * @template M
 * @typedef {{
 *   [K in keyof M & string]: StreamEvent<M[K], K>;
 * }[keyof M & string]} EventOf
 */

/**
 * By the names of events what is called with their data, read as JSON.
 * @template M
 * @typedef {{
 *   readonly [K in keyof M & string]?: ((data: M[K], event: StreamEvent<M[K], K>) => unknown) | undefined;
 * }} EventHandlers
 */

/**
 * @template [M=Record<string, unknown>]
 * @typedef {StreamCallbacks & {
 *   onMessage?: ((event: EventOf<M>) => unknown) | undefined;
 *   on?: EventHandlers<M> | undefined;
 * }} EventCallbacks
 */

/**
 * @typedef {StreamOptions & {
 *   reconnect?: "always" | "on-failure" | "never" | undefined;
 *   reconnectLimit?: number | undefined;
 *   retryDelay?: number | undefined;
 *   lastEventId?: string | undefined;
 *   endEvent?: string | undefined;
 * }} EventOptions
 */

/**
 * A subscription that runs until `close()`.
 * @template [M=Record<string, unknown>]
 * @template [C=never]
 * @typedef {StreamHandle<EventOf<M> | C> & {
 *   readonly readyState: 0 | 1 | 2;
 *   readonly url: string;
 *   readonly lastEventId: string;
 *   addEventListener: EventListening<M>;
 *   removeEventListener: EventListening<M>;
 * }} EventConnection
 */

/**
 * @template M
 * @typedef {{
 *   (type: "open", listener: (response: StreamResponse | EventOf<Pick<M, Extract<keyof M, "open">>>) => unknown): void;
 *   (type: "error", listener: (error: CallError | EventOf<Pick<M, Extract<keyof M, "error">>>) => unknown): void;
 *   <K extends keyof M & string>(type: K, listener: (event: StreamEvent<M[K], K>) => unknown): void;
 *   (type: string, listener: (event: StreamEvent) => unknown): void;
 * }} EventListening
 */

/**
 * The answer that opened a stream.
 * @typedef {{
 *   readonly status: number;
 *   readonly mediaType: string;
 *   readonly headers: Headers;
 *   readonly url: string;
 * }} StreamResponse
 */

/**
 * @typedef {Response & {
 *   mediaType: string;
 * }} OpenResponse
 */

/** What a browser does not tell a page. */
const CROSS_ORIGIN_NOTE =
  ", or the server's CORS does not allow this page's origin, or a header" +
  " (Authorization, Content-Type, Last-Event-ID, yours)";
/** How much is kept of the body of an error, in bytes. */
const ERROR_BODY_LIMIT = 64 * 1024;
/** One that stalls would keep the next attempt waiting; in milliseconds. */
const ERROR_BODY_TIMEOUT = 5000;

/**
 * The answer to the session's call; a status outside 200–299 is an HttpError.
 * @param {CallSession} session
 * @param {WireValues} [own]
 * @returns {Promise<OpenResponse>}
 */
async function openAnswer(session, own = {}) {
  const request = sendCall(session, own, session.nextAttempt());
  const isFar = isOtherOrigin(baseUrl(session));
  const what = "the request failed" + (isFar ? CROSS_ORIGIN_NOTE : "");
  const response = /** @type {OpenResponse} */ ((await session.awaited("connect", what, request)));
  response.mediaType = mediaTypeOf(response.headers);
  if (response.ok) return response;
  throw await refusal(session, response);
}

/**
 * Without parameters, and the first where several headers were joined.
 * @param {Headers} headers
 * @returns {string}
 */
function mediaTypeOf(headers) {
  const [type = ""] = (headers.get("Content-Type") ?? "").toLowerCase().split(/[\s;,]/);
  return type;
}

/**
 * @param {CallSession} session
 * @param {OpenResponse} response
 * @returns {Promise<HttpError>}
 */
async function refusal(session, response) {
  const { headers, status } = response;
  const body = await errorBody(session, response);
  const answer = /** @type {{ readonly detail?: unknown; } | null} */ (jsonOrText(body));
  const detail = answer?.detail;
  const facts = { status, body, detail, headers, retryAfterMs: retryAfter(headers) };
  return new HttpError("status", `the server answered ${status}${whyOf(detail)}`, facts);
}

/**
 * FastAPI's reason: a text, or the first thing that is wrong and where.
 * @param {unknown} detail
 * @returns {string}
 */
function whyOf(detail) {
  const [issue] = issuesOf(detail);
  if (issue) return `: ${issue.loc.join(".")}: ${issue.msg}`;
  return typeof detail === "string" ? ": " + detail : "";
}

/**
 * The beginning of the body, empty where it cannot be read.
 * @param {CallSession} session
 * @param {OpenResponse} response
 * @returns {Promise<string>}
 */
async function errorBody(session, response) {
  try {
    /** @type {Uint8Array[]} */
    const pieces = [];
    let size = 0;
    for await (const piece of bodyPieces(session, response, ERROR_BODY_TIMEOUT)) {
      if (!piece || size >= ERROR_BODY_LIMIT) break;
      pieces.push(piece);
      size += piece.length;
    }
    return await new Blob(/** @type {never[]} */ (pieces)).slice(0, ERROR_BODY_LIMIT).text();
  } catch {
    return "";
  }
}

/**
 * The server's `Retry-After`, seconds or a date, in milliseconds from now.
 * @param {Headers} headers
 * @returns {number | undefined}
 */
function retryAfter(headers) {
  const text = headers.get("Retry-After") ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return wait > 0 ? wait : undefined;
}

/**
 * What came of an ordinary request, if an answer came.
 * @typedef {{
 *   readonly status: number;
 *   readonly headers?: Headers | undefined;
 * }} ApiAnswer
 */

/**
 * @template T
 * @typedef {ApiAnswer & {
 *   readonly success: true;
 *   readonly data: T;
 *   readonly headers: Headers;
 *   readonly error?: undefined;
 * }} ApiSuccess
 */

/**
 * @typedef {ApiAnswer & {
 *   readonly success: false;
 *   readonly data?: undefined;
 *   readonly error: string;
 *   readonly cause: CallError;
 * }} ApiFailure
 */

/**
 * What an ordinary request gave.
 * @template T
 * @typedef {ApiSuccess<T> | ApiFailure} ApiResult
 */

/**
 * The answer to a call as a value; `wanted` is its only format, where there is one.
 * @template T
 * @param {ApiCall} call
 * @param {RequestOptions} [options]
 * @param {"json"} [wanted]
 * @returns {Promise<ApiResult<T>>}
 */
async function fetchResult(call, options, wanted) {
  /** @type {ApiAnswer} */
  let answer = { status: 0 };
  try {
    const onOpen = (/** @type {ApiAnswer} */ { status, headers }) => {
      answer = { status, headers };
    };
    const body = await fetchFile(call, { onOpen }, options, true);
    const isBodiless = call.method === "HEAD" || BODILESS.includes(answer.status);
    const data = /** @type {T} */ ((await bodyValue(body, isBodiless ? undefined : wanted)));
    return { success: true, data, ...answer, headers: /** @type {Headers} */ (answer.headers) };
  } catch (cause) {
    const isCancelled = options?.signal?.aborted && !(cause instanceof ClientError);
    const failure = isCancelled ? new ClientError("closed", `the call was aborted: ${cause}`, { cause }) : cause;
    const error = /** @type {CallError} */ (failure);
    const { status, headers } = { ...answer, .../** @type {Partial<HttpError>} */ (error) };
    return { success: false, status, headers, error: error.message, cause: error };
  }
}

/**
 * What a body holds, by its media type: a value, a text, nothing, or a Blob.
 * @param {Blob} body
 * @param {"json"} [wanted]
 * @returns {Promise<unknown>}
 */
async function bodyValue(body, wanted) {
  const { size, type } = body;
  const isJson = /[/+]json$/.test(type);
  if (wanted && !isJson) throw otherMediaType(type, wanted);
  if (wanted && size === 0) throw new ParseError("invalidRecord", "the answer is empty, not json");
  if (isJson) return parsedJson(strictText(await body.arrayBuffer()) || "null");
  if (type.startsWith("text")) return body.text();
  return size > 0 ? body : undefined;
}

/**
 * JSON is UTF-8, whatever its media type says. Source: RFC 8259, 8.1.
 * @param {ArrayBuffer} bytes
 * @returns {string}
 */
function strictText(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw unreadable(new TextDecoder().decode(bytes), cause);
  }
}

/**
 * @typedef {{
 *   onOpen?: ((response: StreamResponse) => unknown) | undefined;
 *   onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
 *   onClose?: (() => unknown) | undefined;
 * }} FileCallbacks
 */

/**
 * @typedef {RequestOptions & {
 *   to?: PieceSink | undefined;
 * }} FileOptions
 */

/**
 * A file with its media type, and its name where the server or its URL says one.
 * @typedef {Blob & {
 *   readonly name: string;
 * }} NamedBlob
 */

/**
 * Answers that have no body by right.
 * @type {readonly number[]}
 */
const BODILESS = [204, 205];

/**
 * The answer to a call as one file; an ordinary one may also have no content.
 * @param {ApiCall} call
 * @param {FileCallbacks} [callbacks]
 * @param {FileOptions} [options]
 * @returns {Promise<NamedBlob>}
 */
async function fetchFile(
  call,
  callbacks = {},
  options = {},
  isOrdinary = false,
) {
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

/**
 * How many bytes will come, where the server says so.
 * @param {Headers} headers
 * @returns {number | undefined}
 */
function lengthOf(headers) {
  // That of an encoded body is not the length of what arrives.
  if (headers.get("Content-Encoding")) return undefined;
  return Number(headers.get("Content-Length")) || undefined;
}

/**
 * Where pieces go, as they go to a `WritableStream`.
 * @typedef {{
 *   getWriter(): {
 *     write(piece: Uint8Array): Promise<void>;
 *     close(): Promise<void>;
 *     abort(reason?: unknown): Promise<void>;
 *   };
 * }} PieceSink
 */

/** A file as it arrives: its pieces are kept, or go to a sink. */
class FilePieces {
  /** @type {Uint8Array[]} */
  #kept = [];
  /** @type {ReturnType<PieceSink["getWriter"]> | undefined} */
  #writer;
  #size = 0;

  /** @param {PieceSink | undefined} sink */
  constructor(sink) {
    this.#writer = sink?.getWriter();
  }

  /**
   * Takes the next piece, once the sink wants it; gives how many bytes there are by now.
   * @param {Uint8Array} piece
   * @returns {Promise<number>}
   */
  async add(piece) {
    if (this.#writer) await this.#writer.write(piece);
    else this.#kept.push(piece);
    return (this.#size += piece.length);
  }

  /**
   * All that was kept, when nothing more comes.
   * @param {string} type
   * @returns {Promise<Blob>}
   */
  async whole(type) {
    await this.#writer?.close();
    // What a Blob is made of has another name in each version of the types.
    return new Blob(/** @type {never[]} */ (this.#kept), { type });
  }

  /**
   * The file will not be whole.
   * @param {unknown} reason
   * @returns {void}
   */
  abort(reason) {
    // Of a sink that broke itself it is rejected, which is known already.
    this.#writer?.abort(reason).catch(() => {});
  }
}

/**
 * The name of a file as the server says, else as its URL ends; without the folders. Source: RFC 6266.
 * @returns {string}
 */
function fileName(/** @type {OpenResponse} */ { headers, url }) {
  const said = headers.get("Content-Disposition") ?? "";
  const [, charset, coded] = /;\s*filename\*\s*=\s*(utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(said) ?? [];
  const [, quoted, plain] = /;\s*filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(said) ?? [];
  const long = charset?.startsWith("8859", 4) ? latin1(coded) : decoded(coded);
  const name = long || quoted?.replace(/\\(.)/g, "$1") || plain || decoded(url.split(/[?#]/)[0]) || "";
  return name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("\\")) + 1);
}

/**
 * @param {string | undefined} text
 * @returns {string | undefined}
 */
function latin1(text) {
  return text?.replace(/%([\dA-F]{2})/gi, (_, /** @type {string} */ code) => String.fromCharCode(parseInt(code, 16)));
}

/**
 * @param {string | undefined} text
 * @returns {string | undefined}
 */
function decoded(text) {
  try {
    return text && decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * The arguments one after the other.
 * @template {readonly unknown[]} A
 * @typedef {A extends readonly [
 *   object,
 *   ...unknown[]
 * ] ? never : A} InOrder
 */

/**
 * The same arguments one after the other: an object in the first one's place holds values by their names.
 * @template {readonly unknown[]} A
 * @param {A} given
 * @returns {InOrder<A>}
 */
function inOrder(given, /** @type {string[]} */ ...names) {
  const [first, ...others] = given;
  // A list or a date is a value.
  const isNamed = Object.prototype.toString.call(first) === "[object Object]";
  if (!isNamed) return /** @type {InOrder<A>} */ (/** @type {unknown} */ (given));
  const values = /** @type {Readonly<Record<string, unknown>>} */ (first);
  for (const name of Object.keys(values)) {
    if (!names.includes(name)) throw new TypeError(`no parameter is called ${name}; there are: ${names.join(", ")}`);
  }
  return /** @type {InOrder<A>} */ (/** @type {unknown} */ ([...names.map((name) => values[name]), ...others]));
}

/**
 * A value, or each of a list, as text; null and undefined are left out.
 * @param {unknown} value
 * @returns {string[]}
 */
function textsOf(value) {
  return [value].flat().filter((item) => item != null).map(textOf);
}

/**
 * A value as text. What says itself what it is in JSON, a date for one, is sent without quotes.
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (typeof value !== "object") return String(value);
  return JSON.stringify(value).replace(/^"|"$/g, "");
}

/**
 * The UTF-8 of a text, a character for each byte: that is how `Headers` and `btoa` take bytes.
 * @param {string} text
 * @returns {string}
 */
function byteString(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/**
 * The form with these values; lists are repeated, null and undefined left out.
 * @template {FormData | URLSearchParams} F
 * @param {F} form
 * @param {object | undefined} values
 * @returns {F | null}
 */
function filled(form, values) {
  if (values === undefined) return null;
  for (const [name, value] of Object.entries(values)) {
    for (const item of [value].flat()) {
      // Of the two kinds only `FormData` takes a file, and only its calls have one.
      if (item != null) form.append(name, item instanceof Blob ? /** @type {never} */ (item) : textOf(item));
    }
  }
  return form;
}

/** All but what a cookie may hold: no blanks, quotes, commas, semicolons or backslashes. Source: RFC 6265, 4.1.1. */
const NO_COOKIE_OCTET = /[^!#-+\--:<-[\]-~]/gu;

/**
 * The header with these cookies; undefined without any.
 * @param {WireValues} values
 * @returns {string | undefined}
 */
function cookieOf(values) {
  const coded = (/** @type {string} */ text) => text.replace(NO_COOKIE_OCTET, encodeURIComponent);
  const pairs = Object.entries(values).flatMap(([name, value]) => {
    return textsOf(value).map((text) => coded(name) + "=" + coded(text));
  });
  return pairs.length > 0 ? pairs.join("; ") : undefined;
}

/**
 * @param {ApiCall} call
 * @param {CallSession} session
 * @returns {string}
 */
function requestUrl(call, session) {
  return baseUrl(session).replace(/\/+$/, "") + filledPath(call) + queryText(call.query);
}

/** @returns {string} */
function baseUrl(/** @type {CallSession} */ { options, settings }) {
  return options.baseUrl ?? settings.baseUrl ?? getBaseUrl();
}

/** @returns {string} */
function filledPath(/** @type {ApiCall} */ { path, params = {} }) {
  return path.replace(/\{(.+?)(:path)?\}/g, (_, /** @type {string} */ name,
    /** @type {(string)=} */ mayHoldSlashes) => {
    const value = params[name];
    return placed(textsOf(value).map(encodeURIComponent).join(","), name, mayHoldSlashes);
  });
}

/**
 * @param {string} encoded
 * @param {string} name
 * @param {string} [mayHoldSlashes]
 * @returns {string}
 */
function placed(encoded, name, mayHoldSlashes) {
  const text = mayHoldSlashes ? encoded.replace(/%2F/g, "/") : encoded;
  // Every URL parser takes a segment of dots for a step up, and nothing at all for no segment.
  if (text === "" || /(^|\/)\.\.?(\/|$)/.test(text)) throw new TypeError(`${name}: no path can hold "${text}"`);
  return text;
}

/**
 * Lists are repeated, null and undefined left out.
 * @param {WireValues} [query]
 * @returns {string}
 */
function queryText(query = {}) {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    return textsOf(value).map((text) => encodeURIComponent(name) + "=" + encodeURIComponent(text));
  });
  return pairs.length > 0 ? "?" + pairs.join("&") : "";
}

/**
 * @typedef {{
 *   readonly href: string;
 *   readonly origin: string;
 * }} Place
 */

/**
 * Where a page is; undefined elsewhere.
 * @returns {Place | undefined}
 */
function pagePlace() {
  return /** @type {{ readonly location?: Place; }} */ (globalThis).location;
}

/**
 * True where a browser decides what may be sent and seen.
 * @returns {boolean}
 */
function isPage() {
  return !!pagePlace() && !("Deno" in globalThis);
}

/**
 * True in a page of another origin: there fetch asks the server first for what an EventSource may send unasked.
 * @param {string} url
 * @returns {boolean}
 */
function isOtherOrigin(url) {
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

/**
 * @typedef {RequestInit & {
 *   readonly headers: Headers;
 * }} SentRequest
 */

/**
 * The answer behind all redirects, as fetch follows them, but that it would send secrets along.
 * @param {typeof fetch} send
 * @param {string} url
 * @param {SentRequest} request
 * @returns {Promise<Response>}
 */
async function fetchFollowing(send, url, request) {
  // A page may not see where a redirect leads, and of a path alone nobody knows the origin.
  if (isPage() || request.redirect || !IS_HTTP.test(url)) return send(url, request);
  let place = new URL(url);
  /** @type {SentRequest} */
  let next = { ...request, redirect: "manual" };
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

/**
 * Where a `Location` leads, which may be UTF-8 though fetch reads each byte as a character.
 * @param {string} location
 * @param {URL} base
 * @returns {URL}
 */
function targetOf(location, base) {
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

/**
 * Source: Fetch, "HTTP-redirect fetch".
 * @param {SentRequest} request
 * @param {number} status
 * @param {boolean} isSameOrigin
 * @returns {SentRequest}
 */
function redirected(request, status, isSameOrigin) {
  const becomesGet = status === 303 ? request.method !== "HEAD" : status < 303 && request.method === "POST";
  const headers = new Headers();
  request.headers.forEach((value, name) => {
    const isOfBody = becomesGet && name.startsWith("content-");
    if ((isSameOrigin || OPEN_HEADERS.test(name)) && !isOfBody) headers.set(name, value);
  });
  return { ...request, headers, ...(becomesGet && { method: "GET", body: null }) };
}

/**
 * Sends a session's request; `own` headers win over the caller's.
 * @param {CallSession} session
 * @param {WireValues} own
 * @param {AbortSignal} signal
 * @returns {Promise<Response>}
 */
async function sendCall(session, own, signal) {
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
  return fetchFollowing(fetchIt, requestUrl(sent, session), /** @type {SentRequest} */ (request));
}

/**
 * @param {ApiCall} call
 * @param {WireValues | undefined} secrets
 * @returns {ApiCall}
 */
function withSecrets(call, secrets) {
  return { ...call, headers: { ...call.headers, ...secrets } };
}

/**
 * One set of headers; the later ones win.
 * @returns {Headers}
 */
function mergedHeaders(/** @type {(WireValues | undefined)[]} */ ...sets) {
  const headers = new Headers();
  for (const values of sets) {
    for (const [name, value] of Object.entries(values ?? {})) {
      const texts = textsOf(value);
      if (texts.length > 0) headers.set(name, byteString(texts.join(", ")));
    }
  }
  return headers;
}

/**
 * Those of the call that begins now, where it is one of a client with its own.
 * @type {ClientSettings | undefined}
 */
let ownSettings;

/**
 * The same calls with other settings than the module's.
 * @template {object} C
 * @param {C} calls
 * @param {ClientSettings} own
 * @returns {C}
 */
function withSettings(calls, own) {
  const entries = Object.entries(calls).map((/** @type {[ string, object ]} */ [name, call]) => {
    if (typeof call !== "function") return /** @type {const} */ ([name, withSettings(call, own)]);
    const begin = (/** @type {unknown[]} */ ...given) => {
      ownSettings = own;
      try {
        return call(...given);
      } finally {
        ownSettings = undefined;
      }
    };
    return /** @type {const} */ ([name, begin]);
  });
  return /** @type {C} */ (Object.fromEntries(entries));
}

/**
 * @typedef {((...values: never[]) => unknown) | undefined} Callback
 */

/** One call's life: its attempts, what it waits for, its callbacks, and the end of them all. */
class CallSession {
  /** @type {ApiCall} */
  call;
  /** @type {RequestOptions} */
  options;
  /** @type {ClientSettings} */
  settings = ownSettings ?? settings;
  /**
   * Aborted when the call has ended or was closed.
   * @type {AbortSignal}
   */
  signal;
  /**
   * Resolves then.
   * @type {Promise<void>}
   */
  done;
  /** As the signal says, which is asked for each record. */
  hasEnded = false;
  /** Ended by the caller's signal, whose reason is thrown then. */
  isCancelled = false;
  #life = new AbortController();
  /** The request that runs now; aborting it closes the socket. */
  #attempt = this.#life;

  /**
   * @param {ApiCall} call
   * @param {RequestOptions} options
   */
  constructor(call, options) {
    this.call = call;
    this.options = options;
    this.signal = this.#life.signal;
    this.done = new Promise((resolve) => this.signal.addEventListener("abort", () => resolve()));
    options.signal?.addEventListener("abort", this.#cancel);
    if (options.signal?.aborted) this.#cancel();
  }

  /** Ends everything: no callback comes any more. */
  close = () => this.#end(new ClientError("closed", "call closed"));

  #cancel = () => {
    this.isCancelled = true;
    this.#end(this.options.signal?.reason);
  };

  /**
   * @param {unknown} reason
   * @returns {void}
   */
  #end(reason) {
    this.hasEnded = true;
    this.options.signal?.removeEventListener("abort", this.#cancel);
    this.#attempt.abort(reason);
    this.#life.abort(reason);
  }

  /**
   * Begins another request, which the signal ends.
   * @returns {AbortSignal}
   */
  nextAttempt() {
    this.signal.throwIfAborted();
    this.#attempt = new AbortController();
    return this.#attempt.signal;
  }

  /**
   * What the server does next, or why it does not; `what` is said of a failure.
   * @template T
   * @param {ConnectionError["kind"]} kind
   * @param {string} what
   * @param {Promise<T>} answer
   * @returns {Promise<T>}
   */
  awaited(
    kind,
    what,
    answer,
    limit = this.options.idleTimeout,
  ) {
    const attempt = this.#attempt;
    const { signal } = attempt;
    const giveUp = () => attempt.abort(new TimeoutError("timeout", "no byte within idleTimeout"));
    const timer = limit ? setTimeout(giveUp, limit) : undefined;
    return new Promise((resolve, reject) => {
      // Not every answer hears of it: `auth` for one does not.
      signal.onabort = () => reject(signal.reason);
      answer.then(resolve, (/** @type {unknown} */ cause) => {
        const isKnown = cause instanceof ClientError;
        const error = isKnown ? cause : new ConnectionError(kind, `${what}: ${cause}`, { cause });
        reject(signal.aborted ? signal.reason : error);
      });
      signal.throwIfAborted();
    }).finally(() => clearTimeout(timer));
  }

  /**
   * Calls back, never after `close()`; gives what is to be waited for, and mostly nothing is.
   * @param {Callback} callback
   * @returns {Promise<void> | undefined}
   */
  tell(callback, /** @type {unknown[]} */ ...values) {
    if (!callback || this.hasEnded) return undefined;
    try {
      const answer = /** @type {PromiseLike<void> | undefined} */ (callback(.../** @type {never[]} */ (values)));
      if (typeof answer?.then !== "function") return undefined;
      return Promise.resolve(answer).catch(throwLater);
    } catch (error) {
      throwLater(error);
      return undefined;
    }
  }

  /**
   * Calls back one after the other.
   * @param {readonly Callback[]} callbacks
   * @param {unknown} value
   * @returns {Promise<void> | undefined}
   */
  tellAll(callbacks, value) {
    /** @type {Promise<void> | undefined} */
    let told;
    for (const callback of callbacks) {
      told = told ? told.then(() => this.tell(callback, value)) : this.tell(callback, value);
    }
    return told;
  }
}

/**
 * As for an event listener: it is the program's error, not the stream's.
 * @param {unknown} error
 * @returns {void}
 */
function throwLater(error) {
  setTimeout(() => {
    throw error;
  });
}

/**
 * The body in the pieces in which it arrives; undefined is its end.
 * @param {CallSession} session
 * @param {Response} response
 * @param {number} [limit]
 * @returns {AsyncGenerator<Uint8Array | undefined, void, undefined>}
 */
async function* bodyPieces(
  session,
  response,
  limit,
) {
  const reader = response.body?.getReader();
  if (!reader) return yield undefined;
  try {
    for (;;) {
      const next = await session.awaited("connectionLost", "lost the connection", reader.read(), limit);
      yield /** @type {Uint8Array | undefined} */ (next.value);
      if (next.done) return;
    }
  } finally {
    // Of a body that broke it is rejected, which is known already.
    reader.cancel().catch(() => {});
  }
}

/**
 * An answer that a call cannot read.
 * @param {string} mediaType
 * @param {string} wanted
 * @returns {ContentTypeError}
 */
function otherMediaType(mediaType, wanted) {
  return new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });
}

/**
 * The value of a JSON text; any other text is itself.
 * @param {string} text
 * @returns {unknown}
 */
function jsonOrText(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** How much of an unreadable record its error holds, in characters. */
const SHOWN_LENGTH = 1024;

/**
 * @param {string} text
 * @param {unknown} why
 * @returns {ParseError}
 */
function unreadable(text, why) {
  return new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, SHOWN_LENGTH) });
}

/**
 * The value of a JSON text.
 * @param {string} text
 * @returns {unknown}
 */
function parsedJson(text) {
  try {
    return (settings.parseJson ?? JSON.parse)(text);
  } catch (cause) {
    throw unreadable(text, cause);
  }
}

/**
 * A record, or an event: its text and what the program is given of it.
 * @typedef {{
 *   readonly data: string;
 *   readonly value: unknown;
 *   readonly type?: string;
 * }} StreamItem
 */

/**
 * Items from bytes that are cut anywhere.
 * @typedef {{
 *   take(piece?: Uint8Array): void;
 *   next(): StreamItem | undefined;
 * }} StreamDecoder
 */

/**
 * @typedef {{
 *   readonly accept: string;
 *   decoder(mediaType: string, isFile: boolean, limit: number): StreamDecoder | undefined;
 * }} StreamFormat
 */

const COMPRESSIONS = /gzip|deflate|br|zstd|compress/i;
/** Compressed bytes are no text from the first few on. */
const CHECKED_LENGTH = 64;

/**
 * Refuses a text that fetch has left compressed, which would read as a stream of nothing.
 * @param {Headers} headers
 * @param {string} mediaType
 * @returns {(piece: Uint8Array) => void}
 */
function codingCheck(headers, mediaType) {
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

/**
 * Not to Deno, which then leaves compressed what is compressed all the same.
 * @returns {string | undefined}
 */
function wantedCoding() {
  return "Deno" in globalThis ? undefined : "identity";
}

/** Where the caller does not say how large a record may be, in bytes. */
const DEFAULT_RECORD_LIMIT = 16 * 1024 * 1024;

/**
 * @typedef {StreamCallbacks & {
 *   readonly onChunk?: Callback;
 * }} RunCallbacks
 */

/** One stream at work: its answer is opened, and its records go to who asks: callbacks, an `await`, a loop. */
class StreamRun {
  /** @type {CallSession} */
  session;
  /** @type {RunCallbacks} */
  callbacks;
  /** @type {StreamOptions} */
  options;
  /** @type {readonly StreamFormat[]} */
  #formats;
  /** A loop takes the records. */
  #isLooped = false;
  /** Their first one was asked for without a loop. */
  #isDriven = false;
  /** @type {() => void} */
  #ask = () => {};
  /** Resolves when somebody asks for the records; until then none is read. */
  #asked = new Promise((resolve) => {
    this.#ask = () => resolve(undefined);
  });
  #records = this.#run();
  /** @type {Promise<void>} */
  #driven;

  /**
   * @param {ApiCall} call
   * @param {RunCallbacks} callbacks
   * @param {StreamOptions} options
   * @param {readonly StreamFormat[]} formats
   */
  constructor(call, callbacks, options, formats) {
    this.session = new CallSession(call, options);
    this.callbacks = callbacks;
    this.options = options;
    this.#formats = formats;
    if (Object.values(callbacks).some(Boolean)) this.#ask();
    this.#driven = this.#drive();
  }

  /**
   * Somebody wants the records.
   * @returns {void}
   */
  ask() {
    this.#ask();
  }

  /**
   * Its end, for who waits for it: an error that no callback tells and no loop throws.
   * @returns {Promise<void>}
   */
  async finished() {
    this.#ask();
    await this.#driven;
    if (this.session.isCancelled && !this.#isLooped) throw this.options.signal?.reason;
  }

  /**
   * What the caller gets of it.
   * @template T
   * @returns {StreamHandle<T>}
   */
  handle() {
    const { close, signal } = this.session;
    const { asyncDispose } = /** @type {{ readonly asyncDispose?: symbol; }} */ (Symbol);
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
    return /** @type {StreamHandle<T>} */ (/** @type {unknown} */ (handle));
  }

  /**
   * Goes through the records unless a loop does, which begins right after the call.
   * @returns {Promise<void>}
   */
  async #drive() {
    await null;
    this.#isDriven = !this.#isLooped;
    if (this.#isDriven) await this.#records.next();
    await this.session.done;
  }

  // What streams of events do in their own way.

  /** @returns {string} */
  get accept() {
    return this.#formats.map((format) => format.accept).join();
  }

  /** @returns {WireValues} */
  requestHeaders() {
    return { Accept: this.accept, "Accept-Encoding": wantedCoding() };
  }

  /**
   * True for an answer that says that nothing more will come.
   * @param {OpenResponse} _response
   * @returns {boolean}
   */
  isFarewell(_response) {
    return false;
  }

  /**
   * @param {OpenResponse} response
   * @returns {Promise<void> | undefined}
   */
  opened(response) {
    return this.session.tell(this.callbacks.onOpen, response);
  }

  /**
   * @param {StreamItem} item
   * @returns {Promise<void> | undefined}
   */
  deliver(item) {
    return this.session.tell(this.callbacks.onChunk, item.value);
  }

  /**
   * @param {StreamItem} item
   * @returns {boolean}
   */
  isLast(item) {
    const { endData } = this.options;
    return endData !== undefined && item.data === endData;
  }

  /**
   * The body has ended as it should.
   * @returns {void}
   */
  bodyEnded() {}

  /**
   * Waits for another attempt; false where there is none.
   * @param {unknown} _error
   * @returns {Promise<boolean>}
   */
  async recovers(_error) {
    return false;
  }

  /**
   * Nothing more will come; the last callbacks follow.
   * @returns {void}
   */
  ended() {}

  /**
   * @param {unknown} error
   * @returns {Promise<void> | undefined}
   */
  failed(error) {
    return this.session.tell(this.callbacks.onError, error);
  }

  /**
   * True where an error that ends the stream is told by a callback, and need not be thrown.
   * @returns {boolean}
   */
  get tellsErrors() {
    return !!this.callbacks.onError;
  }

  // From the first attempt to the last callback.

  /** @returns {AsyncGenerator<unknown, void, undefined>} */
  async *#run() {
    /** @type {unknown} */
    let failure;
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

  /**
   * Or closed.
   * @returns {Promise<void>}
   */
  async #whenAsked() {
    await Promise.race([this.#asked, this.session.done]);
  }

  /**
   * The records of all connections; returns the error that ended the last one.
   * @returns {AsyncGenerator<unknown, unknown, undefined>}
   */
  async *#attempts() {
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

  /**
   * The records of one connection.
   * @returns {AsyncGenerator<unknown, void, undefined>}
   */
  async *#attempt() {
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

  /** @returns {StreamDecoder} */
  #decoder(/** @type {OpenResponse} */ { headers, mediaType }) {
    const isFile = /^attachment/i.test(headers.get("Content-Disposition") ?? "");
    const limit = this.options.recordLimit ?? DEFAULT_RECORD_LIMIT;
    for (const format of this.#formats) {
      const decoder = format.decoder(mediaType, isFile, limit);
      if (decoder) return decoder;
    }
    throw otherMediaType(mediaType, this.accept);
  }
}

/**
 * Opens a stream of records or of text in one of these formats.
 * @template T
 * @param {ApiCall} call
 * @param {ChunkCallbacks<T>} callbacks
 * @param {StreamOptions} options
 * @param {readonly StreamFormat[]} formats
 * @returns {ChunkStream<T>}
 */
function openStream(
  call,
  callbacks = {},
  options = {},
  formats,
) {
  const run = new StreamRun(call, callbacks, options, formats);
  // No promise but what becomes one when it is waited for: until then no record is read.
  /** @type {Promise<void>} */
  const promise = {
    then: (resolved, rejected) => run.finished().then(resolved, rejected),
    catch: (rejected) => run.finished().catch(rejected),
    finally: (settled) => run.finished().finally(settled),
    [Symbol.toStringTag]: "Promise",
  };
  return Object.assign(run.handle(), promise);
}

/** Milliseconds before a reconnection where neither the caller nor the server says. */
const DEFAULT_RETRY_DELAY = 3000;
/** The server's way to say "stop" to a stream that comes back. */
const NO_CONTENT = 204;

/**
 * @typedef {RunCallbacks & {
 *   readonly onMessage?: Callback;
 *   readonly on?: Readonly<Record<string, Callback>> | undefined;
 * }} EventRunCallbacks
 */

/** A stream of events, whose connection is made again. */
class EventRun extends StreamRun {
  listeners = new EventListeners();
  /** @type {EventOptions} */
  #options;
  /** @type {StreamPosition} */
  #position;
  /** @type {Callback} */
  #onMessage;
  /**
   * By names; an event may be called `constructor`.
   * @type {Map<string, Callback>}
   */
  #handlers;
  #delay = new ReconnectionDelay();
  /** Attempts to connect again since the stream was open last. */
  #attempts = 0;
  #resumption = new Resumption();
  /** @type {EventOptions["reconnect"]} */
  #reconnect;
  /** @type {0 | 1 | 2} */
  #phase = 0;
  /** When the last connection was opened; 0 before the first one. */
  #openedAt = 0;
  #url = "";

  /**
   * @param {ApiCall} call
   * @param {EventRunCallbacks} callbacks
   * @param {EventOptions} options
   * @param {StreamPosition} position
   * @param {readonly StreamFormat[]} otherFormats
   */
  constructor(
    call,
    callbacks,
    options,
    position,
    otherFormats,
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

  /** @returns {0 | 1 | 2} */
  get readyState() {
    return this.session.hasEnded ? 2 : this.#phase;
  }

  /** @returns {string} */
  get url() {
    return this.#url || requestUrl(this.session.call, this.session);
  }

  /**
   * @override
   * @returns {WireValues}
   */
  requestHeaders() {
    return { ...super.requestHeaders(), "Last-Event-ID": this.#resumption.id(this.#position.lastEventId) };
  }

  /**
   * @override
   * @param {OpenResponse} response
   * @returns {boolean}
   */
  isFarewell(response) {
    return response.status === NO_CONTENT && this.#openedAt > 0;
  }

  /**
   * @override
   * @param {OpenResponse} response
   * @returns {Promise<void> | undefined}
   */
  opened(response) {
    // Anything but events ends with its body.
    if (response.mediaType !== EVENT_STREAM) this.#reconnect = "never";
    this.#phase = 1;
    this.#attempts = 0;
    this.#resumption.opened();
    this.#url = response.url;
    this.#openedAt = Date.now();
    return this.#tellAll("open", this.callbacks.onOpen, response);
  }

  /**
   * @override
   * @param {StreamItem} item
   * @returns {Promise<void> | undefined}
   */
  deliver(item) {
    const { type } = item;
    if (type === undefined) return super.deliver(item);
    const told = this.#tellAll(type, this.#onMessage, item.value);
    return told ? told.then(() => this.#handle(item, type)) : this.#handle(item, type);
  }

  /**
   * Calls the handler of an event's name.
   * @param {string} type
   * @returns {Promise<void> | undefined}
   */
  #handle(/** @type {StreamItem} */ { data, value }, type) {
    const handler = this.#handlers.get(type);
    if (!handler) return undefined;
    const isUntyped = this.session.call.untyped?.includes(type);
    // The text that ends a stream is no data, and this one ends many, told or not.
    const isEnd = data === this.#options.endData || (!isUntyped && data === "[DONE]");
    if (isEnd) return undefined;
    return this.session.tell(handler, isUntyped ? jsonOrText(data) : parsedJson(data), value);
  }

  /**
   * @override
   * @param {StreamItem} item
   * @returns {boolean}
   */
  isLast(item) {
    return super.isLast(item) || (item.type !== undefined && item.type === this.#options.endEvent);
  }

  /**
   * @override
   * @returns {void}
   */
  bodyEnded() {
    if (this.#reconnect === "always") throw new ConnectionError("connectionLost", "the stream ended");
  }

  /**
   * @override
   * @param {ClientError & Partial<HttpFacts>} error
   * @returns {Promise<boolean>}
   */
  async recovers(error) {
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

  /**
   * @override
   * @returns {void}
   */
  ended() {
    this.#phase = 2;
  }

  /**
   * @override
   * @param {unknown} error
   * @returns {Promise<void> | undefined}
   */
  failed(error) {
    return this.#tellAll("error", this.callbacks.onError, error);
  }

  /**
   * @override
   * @returns {boolean}
   */
  get tellsErrors() {
    return super.tellsErrors || !!this.listeners.of("error")?.size;
  }

  /**
   * What no request can be made of now, none can be made of later.
   * @returns {boolean}
   */
  #canBeRequested() {
    if (this.#openedAt > 0) return true;
    try {
      new Request(this.url);
      return true;
    } catch {
      return false;
    }
  }

  /**
   * Waits, or until the stream is closed.
   * @param {number} milliseconds
   * @returns {Promise<void>}
   */
  #pause(milliseconds) {
    const { signal } = this.session;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, signal.aborted ? 0 : milliseconds);
      signal.onabort = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /**
   * One callback, then those who listen.
   * @param {string} type
   * @param {Callback} callback
   * @param {unknown} value
   * @returns {Promise<void> | undefined}
   */
  #tellAll(type, callback, value) {
    const listeners = this.listeners.of(type);
    if (!listeners?.size) return this.session.tell(callback, value);
    return this.session.tellAll([callback, ...listeners], value);
  }
}

/**
 * Opens a stream of events, or of one of the other formats where the server sends that.
 * @template M
 * @template C
 * @param {ApiCall} call
 * @param {EventCallbacks<M>} [callbacks]
 * @param {EventOptions} [options]
 * @param {readonly StreamFormat[]} [otherFormats]
 * @returns {EventConnection<M, C>}
 */
function openEvents(
  call,
  callbacks = {},
  options = {},
  otherFormats = [],
) {
  /** @type {StreamPosition} */
  const position = { lastEventId: options.lastEventId ?? "", retry: undefined };
  const run = new EventRun(call, /** @type {EventRunCallbacks} */ (callbacks), options, position, otherFormats);
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
    /**
     * @param {string} type
     * @param {Callback} listener
     */
    addEventListener(type, listener) {
      run.listeners.add(type, listener);
      run.ask();
    },
    removeEventListener: run.listeners.remove,
  };
  // Not `assign`: what is read of it is the present state.
  return /** @type {EventConnection<M, C>} */ (Object.defineProperties(run.handle(),
    Object.getOwnPropertyDescriptors(connection)));
}

/** Who listens to which events; each once. */
class EventListeners {
  #byType = new Map();

  add = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.#byType.set(type, (this.of(type) ?? new Set()).add(listener));
  };

  remove = (/** @type {string} */ type, /** @type {Callback} */ listener) => {
    this.of(type)?.delete(listener);
  };

  /**
   * @param {string} type
   * @returns {Set<Callback> | undefined}
   */
  of(type) {
    return this.#byType.get(type);
  }
}

/**
 * Failures that may pass: of reaching the server, and of the connection.
 * @type {readonly unknown[]}
 */
const PASSING_KINDS = ["connect", "connectionLost", "timeout"];
/**
 * Answers that may change by themselves.
 * @type {readonly number[]}
 */
const PASSING_STATUSES = [408, 429, 500, 502, 503, 504];

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

/**
 * True when another attempt may help; `wasOpen` once the stream has begun.
 * @param {ClientError & Partial<HttpFacts>} error
 * @param {boolean} wasOpen
 * @returns {boolean}
 */
function isPassing(error, wasOpen) {
  // Whether an address is right shows only in the first answer; later ones are of a bad moment.
  if (error.status) return wasOpen && PASSING_STATUSES.includes(error.status);
  return PASSING_KINDS.includes(error.kind);
}

/** How many failures there have been in a row, and what to wait after them. */
class ReconnectionDelay {
  #failures = 0;

  /**
   * An attempt failed.
   * @returns {void}
   */
  failed() {
    this.#failures += 1;
  }

  /**
   * A connection that was opened at this time was lost.
   * @param {number} openedAt
   * @returns {void}
   */
  lost(openedAt) {
    if (openedAt < Date.now() - GOOD_LIFE) this.#failures = 0;
  }

  /**
   * @param {number | undefined} retry The server's own word, which is kept within bounds
   * @param {number} retryDelay What holds without it
   * @returns {number}
   */
  next(retry, retryDelay, retryAfter = 0) {
    const asked = retry === undefined ? retryDelay : Math.min(Math.max(retry, SHORTEST_RETRY), LONGEST_RETRY);
    return Math.max(asked, this.#backoff(asked), Math.min(retryAfter, LONGEST_RETRY_AFTER));
  }

  /**
   * Doubled for each failure, and drawn from the upper half: many clients must not come back at once.
   * @param {number} base
   * @returns {number}
   */
  #backoff(base) {
    if (this.#failures === 0) return 0;
    return (Math.min(base * 2 ** this.#failures, LONGEST_BACKOFF) * (1 + Math.random())) / 2;
  }
}

/** What a reconnection says of the last event, as far as the server lets it. */
class Resumption {
  #isIdSent = false;
  #isIdAllowed = false;
  #isIdRefused = false;

  /**
   * The header's value for this event's id.
   * @param {string} lastEventId
   * @returns {string | undefined}
   */
  id(lastEventId) {
    // Of control characters only a tab is let through by the fetch of Node and Deno; a browser's lets more.
    this.#isIdSent = !this.#isIdRefused && /^[\t -~\x80-\uffff]+$/.test(lastEventId);
    return this.#isIdSent ? lastEventId : undefined;
  }

  /**
   * A connection was opened.
   * @returns {void}
   */
  opened() {
    this.#isIdAllowed ||= this.#isIdSent;
  }

  /**
   * A connection failed: true where the header may be the reason, which a server must allow to other origins, though
   * not to an EventSource. Each attempt without it is followed by one with it, until one of them succeeds.
   * @param {string} url
   * @returns {boolean}
   */
  goesOnWithoutId(url) {
    this.#isIdRefused = this.#isIdSent && !this.#isIdAllowed && isOtherOrigin(url);
    return this.#isIdRefused;
  }
}

const EVENT_STREAM = "text/event-stream";
/** What a line may hold besides data, in bytes. */
const LINE_OVERHEAD = "data: ".length;

// The names of fields in codes: to compare them one by one takes half the time of `startsWith`.
/** @type {FieldName} */
const DATA = [0x64, 0x61, 0x74, 0x61];
/** @type {FieldName} */
const EVENT = [0x65, 0x76, 0x65, 0x6e, 0x74];
/** @type {FieldName} */
const ID = [0x69, 0x64];
/** @type {FieldName} */
const RETRY = [0x72, 0x65, 0x74, 0x72, 0x79];

/**
 * @typedef {readonly number[]} FieldName
 */

/**
 * Where a stream of events is, over all of its connections.
 * @typedef {{
 *   lastEventId: string;
 *   retry: number | undefined;
 * }} StreamPosition
 */

/**
 * @param {StreamPosition} position
 * @returns {StreamFormat}
 */
function eventFormat(position) {
  return {
    accept: EVENT_STREAM,
    decoder(mediaType, _isFile, limit) {
      return mediaType === EVENT_STREAM ? new LineCutter(new EventLines(position, limit)) : undefined;
    },
  };
}

/**
 * An event, and itself what the program is given.
 * @implements {StreamEvent}
 * @implements {StreamItem}
 */
class ReceivedEvent {
  /** @type {string} */
  type;
  /** @type {string} */
  data;
  /** @type {string} */
  lastEventId;

  /**
   * @param {string} type
   * @param {string} data
   * @param {string} lastEventId
   */
  constructor(type, data, lastEventId) {
    this.type = type;
    this.data = data;
    this.lastEventId = lastEventId;
  }

  /** @returns {this} */
  get value() {
    return this;
  }

  /** @returns {unknown} */
  json() {
    return parsedJson(this.data);
  }
}

/**
 * Events from lines. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream".
 * @implements {LineRules}
 */
class EventLines {
  /** @type {number} */
  limit;
  isStrict = false;
  endsAtReturn = true;
  readsRest = false;
  /** @type {StreamPosition} */
  #position;
  /** @type {number} */
  #dataLimit;
  #type = "";
  /** @type {string | undefined} */
  #data;
  /** At most, in bytes. */
  #dataBound = 0;
  /** @type {string} */
  #id;

  /**
   * @param {StreamPosition} position
   * @param {number} limit
   */
  constructor(position, limit) {
    this.#position = position;
    this.#id = position.lastEventId;
    this.#dataLimit = limit;
    this.limit = limit + LINE_OVERHEAD;
  }

  /**
   * @param {string} text
   * @param {number} start
   * @param {number} end
   * @returns {StreamItem | undefined}
   */
  read(text, start, end) {
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

  /**
   * @param {FieldName} name
   * @param {string} value
   * @returns {void}
   */
  #field(name, value) {
    if (name === DATA) this.#addData(value);
    else if (name === EVENT) this.#type = value;
    else if (name === ID && !value.includes("\0")) this.#id = value;
    else if (name === RETRY && /^\d+$/.test(value)) this.#position.retry = Number(value);
  }

  /**
   * @param {string} value
   * @returns {void}
   */
  #addData(value) {
    this.#data = this.#data === undefined ? value : this.#data + "\n" + value;
    this.#dataBound += value.length * MOST_BYTES + 1;
    if (this.#dataBound <= this.#dataLimit) return;
    // Counted seldom: from one time to the next the data takes up a third of the room that was left, or more.
    this.#dataBound = byteLength(this.#data);
    if (this.#dataBound > this.#dataLimit) throw recordTooLarge();
  }

  /**
   * The event that a blank line ends; one without data is none.
   * @returns {StreamItem | undefined}
   */
  #event() {
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

/**
 * The one name that may begin with this code.
 * @param {number} code
 * @returns {FieldName}
 */
function nameFrom(code) {
  if (code === 0x64) return DATA;
  if (code === 0x65) return EVENT;
  return code === 0x69 ? ID : RETRY;
}

/** @type {readonly string[]} */
const LINE_TYPES = [
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

/**
 * JSON records: lines, a sequence, or values one after the other.
 * @type {StreamFormat}
 */
const recordFormat = {
  accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
  decoder(mediaType, isFile, limit) {
    const shared = { limit: limit + LINE_END_SIZE, isStrict: true };
    if (LINE_TYPES.includes(mediaType)) return new LineCutter(lineRules(limit));
    if (mediaType === SEQUENCE_TYPE) return recordDecoder({ ...shared, ...sequenceRules() });
    if (VALUE_TYPE.test(mediaType) && !isFile) return recordDecoder({ ...shared, ...valueRules() });
    return undefined;
  },
};

/**
 * @typedef {Pick<RecordRules, "skip" | "judge" | "read" | "finish">} FormatRules
 */

/**
 * @param {number} limit
 * @returns {LineRules}
 */
function lineRules(limit) {
  // A CR before the end is no part of a record, but of its line.
  return { limit: limit + 1, isStrict: true, endsAtReturn: false, readsRest: true, read: recordOf };
}

/** @returns {FormatRules} */
function sequenceRules() {
  const sequence = new JsonSequence();
  return {
    skip: (bytes, at) => sequence.skip(bytes, at),
    judge: (sign, isFirst) => sequence.judge(sign, isFirst),
    read: (record) => recordsOf(sequence.textOf(record)),
  };
}

/** @returns {FormatRules} */
function valueRules() {
  const values = new JsonValues();
  return {
    skip: (bytes, at) => values.skip(bytes, at),
    judge: (sign) => values.judge(sign),
    read: recordsOf,
    finish: () => values.finish(),
  };
}

/**
 * A record, whose text is seldom asked for.
 * @implements {StreamItem}
 */
class JsonRecord {
  /** @type {unknown} */
  value;
  /** @type {string} */
  #text;

  /** @param {string} text */
  constructor(text) {
    this.value = parsedJson(text);
    this.#text = text;
  }

  /** @returns {string} */
  get data() {
    return this.#text.trim();
  }
}

/**
 * The record that a line is, or none where it is blank.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @returns {StreamItem | undefined}
 */
function recordOf(text, start, end) {
  const line = text.slice(start, end);
  // The first sign of most says that they are not blank.
  return text.charCodeAt(start) > SPACE || /[^ \t\r\n]/.test(line) ? new JsonRecord(line) : undefined;
}

/**
 * @param {string} text
 * @returns {StreamItem[]}
 */
function recordsOf(text) {
  const record = recordOf(text, 0, text.length);
  return record ? [record] : [];
}

/** A number or a word ends before one of these. */
const WORD_ENDS = ' \t\r\n,:[]{}"\x1e';
/** Not a number, not a word, but what has an end of its own. */
const VALUE_MARKS = '"[]{}';

/**
 * Where in an array a body is whose elements are the records.
 * @typedef {"outside" | "begun" | "behind a value" | "behind a comma"} ArrayPlace
 */

/** Tells JSON values apart that stand one after the other, or in arrays if the first one does. */
class JsonValues {
  #nesting = new JsonNesting();
  #isInWord = false;
  /**
   * Undefined until the first sign says.
   * @type {boolean | undefined}
   */
  #isInArrays;
  /** @type {ArrayPlace} */
  #place = "outside";

  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   * @returns {number}
   */
  skip(bytes, at) {
    return this.#nesting.skip(bytes, at);
  }

  /**
   * @param {string} sign
   * @returns {Verdict}
   */
  judge(sign) {
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

  /** @returns {void} */
  finish() {
    if (this.#place !== "outside") throw unreadable("", "the array does not end");
  }

  /**
   * @param {string} sign
   * @returns {boolean}
   */
  #isBetweenValues(sign) {
    this.#isInArrays ??= sign === "[";
    const place = this.#isInArrays ? this.#placeBehind(sign) : undefined;
    if (place === undefined) return " \t\r\n".includes(sign);
    this.#place = place;
    return true;
  }

  /**
   * Where an array's own sign leads; undefined for any other sign.
   * @param {string} sign
   * @returns {ArrayPlace | undefined}
   */
  #placeBehind(sign) {
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

  /**
   * @param {string} sign
   * @returns {void}
   */
  #beginValue(sign) {
    if (this.#place === "behind a value") throw unreadable(sign, "a comma is missing");
    if (this.#place !== "outside") this.#place = "behind a value";
    this.#isInWord = !VALUE_MARKS.includes(sign);
  }
}

/** It begins each record. */
const RECORD_SEPARATOR = "\x1e";

/** Tells the records of a JSON text sequence apart. Source: RFC 7464. */
class JsonSequence {
  #nesting = new JsonNesting();

  /**
   * @param {Uint8Array} bytes
   * @param {number} at
   * @returns {number}
   */
  skip(bytes, at) {
    return this.#nesting.skip(bytes, at);
  }

  /**
   * @param {string} sign
   * @param {boolean} isFirst
   * @returns {Verdict}
   */
  judge(sign, isFirst) {
    if (sign === RECORD_SEPARATOR) {
      this.#nesting.reset();
      return isFirst ? "within" : "behind";
    }
    if (sign === "\n" && !this.#nesting.isInString && this.#nesting.depth <= 0) return "last";
    this.#nesting.follow(sign);
    return "within";
  }

  /**
   * The JSON text of a record, which must be whole.
   * @param {string} record
   * @returns {string}
   */
  textOf(record) {
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
  /** @type {"outside" | "in string" | "escaped"} */
  #place = "outside";
  // What changes something within a string, and outside of strings. Made here: a bundler keeps for every page what a
  // module makes at once.
  #stringSigns = tableOf('"\\\x1e');
  #nestedSigns = tableOf('"[]{}\x1e');

  /** @returns {boolean} */
  get isInString() {
    return this.#place !== "outside";
  }

  /** @returns {void} */
  reset() {
    this.depth = 0;
    this.#place = "outside";
  }

  /**
   * Where in a value the next byte is that changes something.
   * @param {Uint8Array} bytes
   * @param {number} start
   * @returns {number}
   */
  skip(bytes, start) {
    if (this.#place === "escaped" || (this.depth <= 0 && !this.isInString)) return start;
    const signs = this.isInString ? this.#stringSigns : this.#nestedSigns;
    let at = start;
    while (at < bytes.length && signs[/** @type {number} */ (bytes[at])] !== 1) at += 1;
    return at;
  }

  /**
   * @param {string} sign
   * @returns {void}
   */
  follow(sign) {
    if (this.#place === "escaped") this.#place = "in string";
    else if (this.#place === "in string") this.#followString(sign);
    else if (sign === '"') this.#place = "in string";
    else if (sign === "[" || sign === "{") this.depth += 1;
    else if (sign === "]" || sign === "}") this.depth -= 1;
  }

  /**
   * @param {string} sign
   * @returns {void}
   */
  #followString(sign) {
    if (sign === "\\") this.#place = "escaped";
    else if (sign === '"') this.#place = "outside";
  }
}

/**
 * By bytes: 1 for each of these signs.
 * @param {string} signs
 * @returns {Uint8Array}
 */
function tableOf(signs) {
  const table = new Uint8Array(256);
  for (const sign of signs) table[sign.charCodeAt(0)] = 1;
  return table;
}

/**
 * What the lines of one format are, and what they say.
 * @typedef {{
 *   readonly limit: number;
 *   readonly isStrict: boolean;
 *   readonly endsAtReturn: boolean;
 *   readonly readsRest: boolean;
 *   read(text: string, start: number, end: number): StreamItem | undefined;
 * }} LineRules
 */

/** Of a character that is a unit of a JavaScript string, in UTF-8. */
const MOST_BYTES = 3;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/**
 * Lines from bytes that the network cuts anywhere: all that end in one piece are decoded at once.
 * @implements {StreamDecoder}
 */
class LineCutter {
  /** @type {LineRules} */
  #rules;
  /** Some of the body's text was decoded. */
  #hasText = false;
  /**
   * Lines that are yet to be decoded.
   * @type {Uint8Array[]}
   */
  #blocks = [];
  /** Lines that are yet to be read, from a place on. */
  #text = "";
  #at = 0;
  /**
   * The bytes behind the last end of a line.
   * @type {Uint8Array[]}
   */
  #rest = [];
  #restSize = 0;
  /** The last line ended with a CR, whose LF may follow. */
  #followsReturn = false;
  /** A block is not all UTF-8: its lines are decoded one by one, up to the one that is not. */
  #isFaulty = false;

  /** @param {LineRules} rules */
  constructor(rules) {
    this.#rules = rules;
  }

  /**
   * @param {Uint8Array} [piece]
   * @returns {void}
   */
  take(piece) {
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

  /** @returns {StreamItem | undefined} */
  next() {
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

  /**
   * @param {Uint8Array} piece
   * @returns {number}
   */
  #lastEnd(piece) {
    const end = piece.lastIndexOf(LINE_FEED);
    const behind = end + 1;
    return this.#rules.endsAtReturn ? piece.subarray(behind).lastIndexOf(CARRIAGE_RETURN) + behind : end;
  }

  /**
   * Adds all up to the end of a line to the blocks; gives what follows, which is all where there is no end.
   * @param {number} end
   * @param {Uint8Array} piece
   * @returns {Uint8Array}
   */
  #cutAt(end, piece) {
    if (end < 0) return piece;
    this.#addBlock(piece.subarray(0, end + 1));
    this.#followsReturn = piece[end] === CARRIAGE_RETURN;
    return this.#behindReturn(piece.subarray(end + 1));
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Uint8Array}
   */
  #behindReturn(bytes) {
    if (!this.#followsReturn || bytes.length === 0) return bytes;
    this.#followsReturn = false;
    return bytes[0] === LINE_FEED ? bytes.subarray(1) : bytes;
  }

  /**
   * What was kept, and this.
   * @param {Uint8Array} piece
   * @returns {void}
   */
  #addBlock(piece) {
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

  /**
   * Makes text of the next block, or of the next line of a faulty one.
   * @returns {boolean}
   */
  #decodeNext() {
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

  /**
   * @param {Uint8Array} bytes
   * @returns {string}
   */
  #decoded(bytes) {
    // Only the mark at the beginning of a body is no part of its text.
    const decoder = new TextDecoder("utf-8", { fatal: this.#rules.isStrict, ignoreBOM: this.#hasText });
    const text = decoder.decode(bytes);
    this.#hasText = true;
    return text;
  }
}

/**
 * In UTF-8.
 * @param {string} text
 * @returns {number}
 */
function byteLength(text) {
  return new TextEncoder().encode(text).length;
}

/** @returns {ParseError} */
function recordTooLarge() {
  return new ParseError("recordTooLarge", "a record over recordLimit");
}

/**
 * What a byte is to the record before it: one within, its last one, the first one behind it, or of no record.
 * @typedef {"within" | "last" | "behind" | "none"} Verdict
 */

/**
 * How the records of one format are told apart and read.
 * @typedef {{
 *   readonly limit: number;
 *   readonly isStrict: boolean;
 *   skip(bytes: Uint8Array, at: number): number;
 *   judge(sign: string, isFirst: boolean): Verdict;
 *   read(text: string, size: number): Iterable<StreamItem>;
 *   finish?(): void;
 * }} RecordRules
 */

/** Cuts bytes into records, wherever the network cut them. */
class RecordCutter {
  /** @type {RecordRules} */
  #rules;
  /** @type {InstanceType<typeof TextDecoder>} */
  #decoder;
  #text = "";
  #size = 0;
  /** @type {unknown} */
  #fault;

  /** @param {RecordRules} rules */
  constructor(rules) {
    this.#rules = rules;
    this.#decoder = new TextDecoder("utf-8", { fatal: rules.isStrict });
  }

  /**
   * @param {Uint8Array} bytes
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *cut(bytes) {
    let start = 0;
    for (let at = this.#rules.skip(bytes, 0); at < bytes.length; at = this.#rules.skip(bytes, at + 1)) {
      const sign = String.fromCharCode(/** @type {number} */ (bytes[at]));
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

  /** @returns {Generator<StreamItem, void, undefined>} */
  *end() {
    yield* this.#add(new Uint8Array(), true);
    this.#rules.finish?.();
  }

  /**
   * Adds bytes to the record, which is read when they are its last ones.
   * @param {Uint8Array} bytes
   * @param {boolean} isWhole
   * @returns {Generator<StreamItem, void, undefined>}
   */
  *#add(bytes, isWhole) {
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

  /** @returns {Generator<StreamItem, void, undefined>} */
  *#read() {
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

/**
 * @param {RecordRules} rules
 * @returns {StreamDecoder}
 */
function recordDecoder(rules) {
  const cutter = new RecordCutter(rules);
  /** @type {Generator<StreamItem, void, undefined>} */
  let items;
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

/**
 * Whole characters, wherever the network cuts.
 * @type {StreamFormat}
 */
const textFormat = {
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
