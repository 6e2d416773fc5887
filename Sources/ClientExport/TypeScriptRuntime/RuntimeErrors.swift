extension TypeScriptRuntime {
  /// The typed errors: everything a call can fail with.
  static let errors = #"""
    /** What went wrong, in one word. */
    export type ErrorKind = "connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "closed";

    /** The base of every error of this module. */
    export class ClientError extends Error {
      «declare readonly kind: ErrorKind;
      /** Milliseconds to the next attempt; undefined when the error ended the stream. */
      declare retryInMs: number | undefined;
      /** True when nothing more comes after this error. */
      declare fatal: boolean;
      /** True when the connection is made again, in `retryInMs`. */
      declare willRetry: boolean;

      »constructor(kind«: ErrorKind», message«: string», facts«: object» = {}) {
        super(message);
        Object.assign(this, { name: new.target.name, kind, fatal: true, willRetry: false, ...facts });
      }
    }

    /** The server could not be reached, or the connection broke. */
    export class ConnectionError extends ClientError {}

    /** Nothing came for longer than `idleTimeout`. */
    export class TimeoutError extends ClientError {}

    /** The answer is of another media type than this call reads. */
    export class ContentTypeError extends ClientError {«
      declare readonly mediaType: string;
    »}

    /** A record that cannot be read; `text` is its beginning. */
    export class ParseError extends ClientError {«
      declare readonly text: string;
    »}

    /** One entry of FastAPI's answer to a request that does not validate. */
    export interface ValidationIssue {
      readonly loc: readonly (string | number)[];
      readonly msg: string;
      readonly type: string;
    }

    /** The server answered with a status outside 200–299. */
    export class HttpError extends ClientError {
      «declare readonly status: number;
      /** The first 64 KiB of the answer. */
      declare readonly body: string;
      /** The server's `Retry-After`. */
      declare readonly retryAfterMs: number | undefined;

      /** FastAPI's `detail`, where there is one. */
      declare readonly detail: unknown;

      »/** What FastAPI found wrong with the request; empty for any other answer. */
      get issues()«: readonly ValidationIssue[]» {
        return «(»[this.detail].flat()« as (ValidationIssue | null)[])».filter((issue)«: issue is ValidationIssue» => Array.isArray(issue?.loc) && !!issue?.msg);
      }
    }

    const invalid = (text«: string», why«: unknown») =>
      new ParseError("invalidRecord", `unreadable record: ${why}`, { text: text.slice(0, 1024) });

    /** The value of a JSON text; any other text is itself, or an error. */
    function valueOf(text«: string», orText«?: boolean»)«: unknown» {
      try {
        return JSON.parse(text);
      } catch (cause) {
        if (orText) return text;
        throw invalid(text, cause);
      }
    }

    """#

  /// An answer that a call cannot read.
  static let otherType = #"""
    const otherType = (mediaType«: string», wanted«: string») =>
      new ContentTypeError("mediaType", `the answer is ${mediaType || "untyped"}, not ${wanted}`, { mediaType });

    """#
}
