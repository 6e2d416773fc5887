/**
 * What went wrong, in one word.
 * @typedef {"connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "redirect" | "closed"} ErrorKind
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
 * @typedef {ConnectionError | HttpError | ContentTypeError | ParseError | TimeoutError | ClientError<"redirect"> | ClientError<"closed">} CallError
 */

export { issuesOf };
