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
  // Spelled out, here and below: a minifier may rename the classes.
  override name = "ClientError";
  readonly kind: ErrorKind;
  /** Milliseconds to the next attempt; undefined when the error ended the stream. */
  retryInMs: number | undefined;
  /** True when nothing more comes after this error. */
  fatal = true;
  /** True when the connection is made again, in `retryInMs`. */
  willRetry = false;

  constructor(kind: ErrorKind, message: string, facts: { readonly cause?: unknown } = {}) {
    super(message, facts);
    this.kind = kind;
  }
}

/** The server could not be reached, or the connection broke. */
export class ConnectionError extends ClientError {
  override name = "ConnectionError";
}

/** Nothing came for longer than `idleTimeout`. */
export class TimeoutError extends ClientError {
  override name = "TimeoutError";
}

/** The answer is of another media type than this call reads. */
export class ContentTypeError extends ClientError {
  override name = "ContentTypeError";
  readonly mediaType: string;

  constructor(kind: ErrorKind, message: string, facts: { readonly mediaType: string }) {
    super(kind, message);
    this.mediaType = facts.mediaType;
  }
}

/** A record that cannot be read; `text` is its beginning. */
export class ParseError extends ClientError {
  override name = "ParseError";
  readonly text: string;

  constructor(kind: ErrorKind, message: string, facts: { readonly text?: string } = {}) {
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
  /** The server's `Retry-After`. */
  readonly retryAfterMs: number | undefined;
}

/** The server answered with a status outside 200–299. */
export class HttpError extends ClientError implements HttpFacts {
  override name = "HttpError";
  readonly status: number;
  readonly body: string;
  readonly detail: unknown;
  readonly retryAfterMs: number | undefined;

  constructor(kind: ErrorKind, message: string, facts: HttpFacts) {
    super(kind, message);
    this.status = facts.status;
    this.body = facts.body;
    this.detail = facts.detail;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** What FastAPI found wrong with the request; empty for any other answer. */
  get issues(): readonly ValidationIssue[] {
    const entries = [this.detail].flat() as (Partial<ValidationIssue> | null | undefined)[];
    return entries.filter((entry): entry is ValidationIssue => Array.isArray(entry?.loc) && !!entry?.msg);
  }
}
