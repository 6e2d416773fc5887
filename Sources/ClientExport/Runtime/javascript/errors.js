/**
 * What went wrong, in one word.
 * @typedef {"connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "closed"} ErrorKind
 */

/** The base of every error of this module. */
export class ClientError extends Error {
  // Spelled out, here and below: a minifier may rename the classes.
  /** @override */
  name = "ClientError";
  /** @type {ErrorKind} */
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
   * @param {ErrorKind} kind
   * @param {string} message
   * @param {{ readonly cause?: unknown; }} [facts]
   */
  constructor(kind, message, facts = {}) {
    super(message, facts);
    this.kind = kind;
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends ClientError {
  /** @override */
  name = "ConnectionError";
}

/** Nothing came for longer than `idleTimeout`. */
export class TimeoutError extends ClientError {
  /** @override */
  name = "TimeoutError";
}

/** The answer is of another media type than this call reads. */
export class ContentTypeError extends ClientError {
  /** @override */
  name = "ContentTypeError";
  /** @type {string} */
  mediaType;

  /**
   * @param {ErrorKind} kind
   * @param {string} message
   * @param {{ readonly mediaType: string; }} facts
   */
  constructor(kind, message, facts) {
    super(kind, message);
    this.mediaType = facts.mediaType;
  }
}

/** A record that cannot be read; `text` is its beginning. */
export class ParseError extends ClientError {
  /** @override */
  name = "ParseError";
  /** @type {string} */
  text;

  /**
   * @param {ErrorKind} kind
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
 *   readonly retryAfterMs: number | undefined;
 * }} HttpFacts
 */

/**
 * The server answered with a status outside 200–299.
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
  /** @type {number | undefined} */
  retryAfterMs;

  /**
   * @param {ErrorKind} kind
   * @param {string} message
   * @param {HttpFacts} facts
   */
  constructor(kind, message, facts) {
    super(kind, message);
    this.status = facts.status;
    this.body = facts.body;
    this.detail = facts.detail;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /**
   * What FastAPI found wrong with the request; empty for any other answer.
   * @returns {readonly ValidationIssue[]}
   */
  get issues() {
    const entries = /** @type {(Partial<ValidationIssue> | null | undefined)[]} */ ([this.detail].flat());
    return entries.filter(/** @returns {entry is ValidationIssue} */ (entry) => Array.isArray(entry?.loc) && !!entry?.msg);
  }
}
