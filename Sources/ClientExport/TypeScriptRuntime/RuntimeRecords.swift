extension TypeScriptRuntime {
  /// JSON records: lines, RFC 7464 sequences, concatenated values or the elements of one array.
  static let records = #"""
    const LINES: readonly string[] = [
      "application/x-ndjson",
      "application/ndjson",
      "application/jsonl",
      "application/x-jsonlines",
      "application/jsonlines",
      "application/stream+json",
    ];

    function openRecords<T>(
      call: Call,
      callbacks: ChunkCallbacks<T>,
      options: StreamOptions = {},
    ): ChunkStream {
      const limit = options.recordLimit ?? RECORD_LIMIT;
      const accept = "application/x-ndjson, application/jsonl, application/json-seq, application/json";
      return openChunks<T>(call, callbacks, options, accept, (mediaType) => {
        if (LINES.includes(mediaType)) return new RecordLines<T>(limit);
        if (mediaType === "application/json-seq") return new RecordSequence<T>(limit);
        if (JSON_TYPE.test(mediaType)) return new RecordValues<T>(limit);
        throw new ContentTypeError(mediaType, "a stream of JSON records");
      });
    }

    /** The bytes of a record whose end has not come yet. */
    class Pending {
      private parts: Uint8Array[] = [];
      private size = 0;
      private readonly limit: number;

      constructor(limit: number) {
        this.limit = limit;
      }

      add(part: Uint8Array): void {
        this.size += part.length;
        if (this.size > this.limit) throw tooLarge(this.limit);
        if (part.length > 0) this.parts.push(part);
      }

      take(): Uint8Array {
        const whole = new Uint8Array(this.size);
        let end = 0;
        for (const part of this.parts) {
          whole.set(part, end);
          end += part.length;
        }
        this.parts = [];
        this.size = 0;
        return whole;
      }
    }

    /** The text of one record; undefined where there is only white space. */
    function recordText(bytes: Uint8Array, isFirst: boolean): string | undefined {
      let text: string;
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: !isFirst }).decode(bytes);
      } catch {
        const shown = new TextDecoder().decode(bytes.subarray(0, 1024));
        throw new ParseError("invalidRecord", "a record is not UTF-8", shown);
      }
      return /[^ \t\r\n]/.test(text) ? text : undefined;
    }

    function recordValue<T>(text: string): Chunk<T> {
      try {
        return { text: text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ""), value: JSON.parse(text) as T };
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new ParseError("invalidRecord", `a record is not JSON: ${why}`, text);
      }
    }

    class RecordLines<T> implements ChunkDecoder<T> {
      private readonly pending: Pending;
      private isFirst = true;

      constructor(limit: number) {
        this.pending = new Pending(limit);
      }

      *push(bytes: Uint8Array): Generator<Chunk<T>, void, undefined> {
        let start = 0;
        for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
          this.pending.add(bytes.subarray(start, end));
          start = end + 1;
          yield* this.finish();
        }
        this.pending.add(bytes.subarray(start));
      }

      *finish(): Generator<Chunk<T>, void, undefined> {
        const text = recordText(this.pending.take(), this.isFirst);
        this.isFirst = false;
        if (text !== undefined) yield recordValue<T>(text);
      }
    }

    """#
}
