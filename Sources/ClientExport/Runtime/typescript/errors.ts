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

export { issuesOf };
