extension TypeScriptRuntime {
  /// The typed errors: everything a call can fail with.
  static let errors = #"""
    /** What went wrong, in one word. */
    export type ErrorKind = "connect" | "connectionLost" | "status" | "mediaType" | "invalidRecord" | "recordTooLarge" | "timeout" | "closed";

    /** The base of every error of this module. */
    export class ClientError extends Error {
      «readonly »kind«: ErrorKind»;
      /** Milliseconds to the next attempt; undefined when the error ended the stream. */
      retryInMs«: number | undefined»;

      constructor(kind«: ErrorKind», message«: string», cause«?: unknown») {
        super(message);
        this.name = new.target.name;
        this.kind = kind;
        if (cause) Object.assign(this, { cause });
      }

      /** True when nothing more comes after this error. */
      get fatal()«: boolean» {
        return this.retryInMs === undefined;
      }

      /** True when the connection is made again, in `retryInMs`. */
      get willRetry()«: boolean» {
        return !this.fatal;
      }
    }

    /** The server could not be reached, or the connection broke. */
    export class ConnectionError extends ClientError {}

    /** Nothing came for longer than `idleTimeout`. */
    export class TimeoutError extends ClientError {}

    /** The answer is of another media type than this call reads. */
    export class ContentTypeError extends ClientError {
      «readonly »mediaType«: string»;

      constructor(mediaType«: string», expected«: string») {
        super("mediaType", `the answer is ${mediaType || "of no media type"}, not ${expected}`);
        this.mediaType = mediaType;
      }
    }

    /** A record that cannot be read; `text` is its beginning. */
    export class ParseError extends ClientError {
      «readonly »text«: string»;

      constructor(kind«: "invalidRecord" | "recordTooLarge"», message«: string», text = "") {
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
      «readonly »status«: number»;
      /** The first 64 KiB of the answer. */
      «readonly »body«: string»;
      /** FastAPI's `detail`, where there is one. */
      «readonly »detail«: unknown»;
      /** The server's `Retry-After`. */
      «readonly »retryAfterMs«: number | undefined»;

      constructor(status«: number», body = "", retryAfterMs«?: number») {
        const detail = detailOf(body);
        super("status", `the server answered ${status}${typeof detail === "string" ? `: ${detail}` : ""}`);
        this.status = status;
        this.body = body;
        this.detail = detail;
        this.retryAfterMs = retryAfterMs;
      }

      /** What FastAPI found wrong with the request; empty for any other answer. */
      get issues()«: readonly ValidationIssue[]» {
        return Array.isArray(this.detail) ? this.detail.filter(isValidationIssue) : [];
      }
    }

    function detailOf(body«: string»)«: unknown» {
      try {
        const value«: unknown» = JSON.parse(body);
        return isRecord(value) ? value["detail"] : undefined;
      } catch {
        return undefined;
      }
    }

    function isRecord(value«: unknown»)«: value is Record<string, unknown>» {
      return typeof value === "object" && value !== null && !Array.isArray(value);
    }

    function isValidationIssue(value«: unknown»)«: value is ValidationIssue» {
      return isRecord(value) && Array.isArray(value["loc"]) && typeof value["msg"] === "string";
    }

    """#
}
