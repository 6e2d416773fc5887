extension TypeScriptRuntime {
  /// JSON records that line ends do not part: concatenated values, arrays, RFC 7464 sequences.
  static let recordValues = #"""
    const SPACES: readonly (number | undefined)[] = [32, 9, 10, 13];
    const SCALAR_ENDS = [...SPACES, ...Array.from(',:[]{}"\x1e', (sign) => sign.charCodeAt(0))];
    const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

    function invalid(message: string): ParseError {
      return new ParseError("invalidRecord", message);
    }

    /** Finds the end of a JSON value by its brackets and quotes, wherever the bytes are cut. */
    class ValueScanner {
      isActive = false;
      isScalar = false;
      private depth = 0;
      private inString = false;
      private isEscaped = false;

      begin(): void {
        this.isActive = true;
        this.isScalar = this.inString = this.isEscaped = false;
        this.depth = 0;
      }

      /** Where the value ends, or undefined when it goes on behind these bytes. */
      scan(bytes: Uint8Array, from: number): number | undefined {
        for (let at = from; at < bytes.length; at += 1) {
          const end = this.step(bytes[at], at);
          if (end === undefined) continue;
          this.isActive = false;
          return end;
        }
        return undefined;
      }

      private step(byte: number | undefined, at: number): number | undefined {
        if (this.isScalar) return SCALAR_ENDS.includes(byte) ? at : undefined;
        // No value holds a record separator: it was cut off.
        if (byte === 0x1e) return at;
        if (this.inString) {
          const closes = byte === 34 && !this.isEscaped;
          this.isEscaped = byte === 92 && !this.isEscaped;
          if (!closes) return undefined;
          this.inString = false;
          return this.depth === 0 ? at + 1 : undefined;
        }
        if (byte === 34) this.inString = true;
        else if (byte === 91 || byte === 123) this.depth += 1;
        else if (byte === 93 || byte === 125) this.depth -= 1;
        else if (this.depth === 0) this.isScalar = true;
        else return undefined;
        return this.depth <= 0 && !this.inString && !this.isScalar ? at + 1 : undefined;
      }
    }

    /** Cuts bytes into values; a subclass knows what may stand between them. */
    abstract class ValueDecoder<T> implements ChunkDecoder<T> {
      protected readonly scanner = new ValueScanner();
      private readonly pending: Pending;
      private marks = 0;

      constructor(limit: number) {
        this.pending = new Pending(limit);
      }

      /** What a byte between two values does: it is skipped, it starts one, it gives the last one. */
      protected abstract between(byte: number | undefined): "skip" | "begin" | "give";
      /** True when the value may be given at once. */
      protected abstract ended(): boolean;
      abstract finish(): Iterable<Chunk<T>>;

      *push(bytes: Uint8Array): Generator<Chunk<T>, void, undefined> {
        let at = this.afterMark(bytes);
        while (at < bytes.length) {
          if (!this.scanner.isActive) {
            const role = this.between(bytes[at]);
            if (role === "begin") this.scanner.begin();
            else at += 1;
            if (role === "give") yield this.take();
            if (role !== "begin") continue;
          }
          const end = this.scanner.scan(bytes, at);
          this.pending.add(bytes.subarray(at, end));
          at = end ?? bytes.length;
          if (end !== undefined && this.ended()) yield this.take();
        }
      }

      protected take(): Chunk<T> {
        return recordValue<T>(recordText(this.pending.take(), false) ?? "");
      }

      private afterMark(bytes: Uint8Array): number {
        let at = 0;
        while (this.marks < 3 && at < bytes.length && bytes[at] === BYTE_ORDER_MARK[this.marks]) {
          this.marks += 1;
          at += 1;
        }
        if (this.marks > 0 && this.marks < 3 && at < bytes.length) throw invalid("a record is not UTF-8");
        if (at < bytes.length) this.marks = 3;
        return at;
      }
    }

    /** Concatenated values; if the first one is an array, the elements of all top-level arrays. */
    class RecordValues<T> extends ValueDecoder<T> {
      private opensArrays: boolean | undefined;
      private place: "outside" | "atStart" | "afterElement" | "afterComma" = "outside";

      protected between(byte: number | undefined): "skip" | "begin" {
        if (SPACES.includes(byte)) return "skip";
        this.opensArrays ??= byte === 91;
        const { place } = this;
        if (place === "outside") {
          if (!this.opensArrays || byte !== 91) return "begin";
          this.place = "atStart";
        } else if (byte === 93 && place !== "afterComma") this.place = "outside";
        else if (place !== "afterElement") return "begin";
        else if (byte === 44) this.place = "afterComma";
        else throw invalid("a comma is missing between two records");
        return "skip";
      }

      protected ended(): boolean {
        if (this.place !== "outside") this.place = "afterElement";
        return true;
      }

      *finish(): Generator<Chunk<T>, void, undefined> {
        if (this.scanner.isActive) yield this.take();
        if (this.place !== "outside") throw invalid("the array of records ends too early");
      }
    }

    /** RFC 7464: a record separator, a value, a line feed. */
    class RecordSequence<T> extends ValueDecoder<T> {
      private place: "before" | "atStart" | "afterValue" | "afterRecord" = "before";
      private mayBeCut = false;

      protected between(byte: number | undefined): "skip" | "begin" | "give" {
        const isOver = this.place === "afterValue" && (byte === 10 || byte === 30);
        if (byte === 30) {
          if (isOver && this.mayBeCut) throw invalid("a number or literal may be cut short");
          this.place = "atStart";
        } else if (SPACES.includes(byte)) {
          this.mayBeCut = false;
          if (isOver) this.place = "afterRecord";
        } else if (this.place === "atStart") return "begin";
        else throw invalid("text stands outside of the records");
        return isOver ? "give" : "skip";
      }

      protected ended(): boolean {
        this.place = "afterValue";
        this.mayBeCut = this.scanner.isScalar;
        return false;
      }

      *finish(): Generator<Chunk<T>, void, undefined> {
        const isCut = this.scanner.isActive ? this.scanner.isScalar : this.mayBeCut;
        if (this.place !== "afterValue" && !this.scanner.isActive) return;
        if (isCut) throw invalid("a number or literal may be cut short");
        yield this.take();
      }
    }

    """#
}
