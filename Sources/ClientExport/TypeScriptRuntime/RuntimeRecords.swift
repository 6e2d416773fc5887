extension TypeScriptRuntime {
  /// JSON records: lines, RFC 7464 sequences, concatenated values or the elements of one array.
  static let records = #"""
    const LINES = /^application\/(x-ndjson|ndjson|jsonl|x-jsonlines|jsonlines|stream\+json)$/;

    const recordFormat«: StreamFormat» = {
      accept: "application/x-ndjson, application/jsonl, application/json-seq, application/json",
      decoder(type, limit, _, isFile) {
        if (LINES.test(type)) return new RecordLines(limit);
        if (type === "application/json-seq") return new RecordValues(limit, true);
        return JSON_TYPE.test(type) && !isFile ? new RecordValues(limit, false) : undefined;
      },
    };

    function invalidRecord(message«: string», text«?: string»)«: ParseError» {
      return new ParseError("invalidRecord", message, text);
    }

    /** The record in these bytes; nothing where there is only white space. */
    function* recordIn(bytes«: Uint8Array»)«: Generator<StreamItem, void, undefined>» {
      let text;
      try {
        text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw invalidRecord("a record is not UTF-8", new TextDecoder().decode(bytes.subarray(0, 1024)));
      }
      text = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
      if (text !== "") yield { text, value: valueOf(text) };
    }

    class RecordLines «implements RecordDecoder »{
      #lines«: ByteLines»;

      constructor(limit«: number») {
        this.#lines = new ByteLines(limit, false);
      }

      *push(bytes«?: Uint8Array»)«: Generator<StreamItem, void, undefined>» {
        if (!bytes) return yield* recordIn(this.#lines.pending.take());
        for (const line of this.#lines.push(bytes)) yield* recordIn(line);
      }
    }

    const SPACES«: readonly (number | undefined)[]» = [32, 9, 10, 13];
    const SCALAR_ENDS = [...SPACES, ...Array.from(',:[]{}"\x1e', (sign) => sign.charCodeAt(0))];

    /**
     * Records that line ends do not part: concatenated values, the elements of all top-level arrays if
     * the first value is one, and RFC 7464's sequences: a record separator, a value, a line feed.
     */
    class RecordValues «implements RecordDecoder »{
      #pending«: PendingBytes»;
      #isSequence«: boolean»;
      #opensArrays«: boolean | undefined»;
      /** Where the next byte between two values stands. */
      #place«: "out" | "start" | "value" | "comma" | "over"» = "out";
      #mayBeCut = false;
      // Of the value whose end is looked for:
      #isActive = false;
      #isScalar = false;
      #inString = false;
      #isEscaped = false;
      #depth = 0;

      constructor(limit«: number», isSequence«: boolean») {
        this.#pending = new PendingBytes(limit);
        this.#isSequence = isSequence;
      }

      *push(bytes«?: Uint8Array»)«: Generator<StreamItem, void, undefined>» {
        if (!bytes) return yield* this.#finish();
        for (let at = 0; at < bytes.length; ) {
          if (!this.#isActive) {
            const role = this.#isSequence ? this.#inSequence(bytes[at]) : this.#inValues(bytes[at]);
            if (role === "give") yield* this.#take();
            if (role !== "begin") {
              at += 1;
              continue;
            }
            this.#isActive = true;
            this.#isScalar = this.#inString = this.#isEscaped = false;
            this.#depth = 0;
          }
          let end = at;
          while (this.#isActive && end < bytes.length) end += this.#step(bytes[end]);
          this.#pending.add(bytes.subarray(at, end));
          at = end;
          if (this.#isActive) return;
          this.#mayBeCut = this.#isScalar;
          if (this.#isSequence || this.#place !== "out") this.#place = "value";
          if (!this.#isSequence) yield* this.#take();
        }
      }

      /** Takes a byte into the value (1) or leaves it behind its end (0). */
      #step(byte«: number | undefined»)«: 0 | 1» {
        // No value holds a record separator: it was cut off.
        if (byte === 30 || (this.#isScalar && SCALAR_ENDS.includes(byte))) {
          this.#isActive = false;
          return 0;
        }
        if (this.#isScalar) return 1;
        if (this.#inString) {
          this.#inString = byte !== 34 || this.#isEscaped;
          this.#isEscaped = byte === 92 && !this.#isEscaped;
        } else if (byte === 34) this.#inString = true;
        else if (byte === 91 || byte === 123) this.#depth += 1;
        else if (byte === 93 || byte === 125) this.#depth -= 1;
        else this.#isScalar = this.#depth === 0;
        this.#isActive = this.#depth > 0 || this.#inString || this.#isScalar;
        return 1;
      }

      #inValues(byte«: number | undefined»)«: "skip" | "begin" | "give"» {
        if (SPACES.includes(byte)) return "skip";
        if (byte === 30) throw invalidRecord("a record separator stands between two records");
        this.#opensArrays ??= byte === 91;
        const place = this.#place;
        if (place === "out") {
          if (!this.#opensArrays || byte !== 91) return "begin";
          this.#place = "start";
        } else if (byte === 93 && place !== "comma") this.#place = "out";
        else if (place !== "value") return "begin";
        else if (byte === 44) this.#place = "comma";
        else throw invalidRecord("a comma is missing between two records");
        return "skip";
      }

      #inSequence(byte«: number | undefined»)«: "skip" | "begin" | "give"» {
        const isOver = this.#place === "value" && (byte === 10 || byte === 30);
        if (byte === 30) {
          if (isOver && this.#mayBeCut) throw invalidRecord("a number or literal may be cut short");
          this.#place = "start";
        } else if (SPACES.includes(byte)) {
          this.#mayBeCut = false;
          if (isOver) this.#place = "over";
        } else if (this.#place === "start") return "begin";
        else throw invalidRecord("text stands outside of the records");
        return isOver ? "give" : "skip";
      }

      *#take()«: Generator<StreamItem, void, undefined>» {
        yield* recordIn(this.#pending.take());
      }

      *#finish()«: Generator<StreamItem, void, undefined>» {
        if (this.#isSequence) {
          if (!this.#isActive && this.#place !== "value") return;
          if (this.#isActive ? this.#isScalar : this.#mayBeCut) throw invalidRecord("a number or literal may be cut short");
          return yield* this.#take();
        }
        if (this.#isActive) yield* this.#take();
        if (this.#place !== "out") throw invalidRecord("the array of records ends too early");
      }
    }

    """#
}
