extension TypeScriptRuntime {
  /// What the streams share: their options, their limits, their errors.
  static let streams = #"""
    export interface StreamOptions extends RequestOptions {
      /** The largest event, line or JSON text; 16 MiB by default. */
      recordLimit?: number | undefined;
      /** An event or record of exactly this text, delivered, completes the stream. */
      endData?: string | undefined;
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

    function asClientError(error: unknown): ClientError {
      if (error instanceof ClientError) return error;
      return new ConnectionError("connectionLost", `the stream broke off: ${String(error)}`, error);
    }

    """#
}
