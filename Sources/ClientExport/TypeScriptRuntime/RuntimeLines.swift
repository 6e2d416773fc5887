extension TypeScriptRuntime {
  /// Lines and records from bytes that are cut anywhere, up to a limit.
  static let lines = #"""
    /** The bytes of a record whose end has not come yet. */
    class PendingBytes {
      #parts«: Uint8Array[]» = [];
      #size = 0;
      «readonly »limit«: number»;

      constructor(limit«: number») {
        this.limit = limit;
      }

      add(part«: Uint8Array», spare = 0)«: void» {
        this.#size += part.length;
        if (this.#size > this.limit + spare) throw tooLarge(this.limit);
        if (part.length > 0) this.#parts.push(part);
      }

      take()«: Uint8Array» {
        const [first, ...others] = this.#parts;
        const whole = first && others.length === 0 ? first : new Uint8Array(this.#size);
        let end = 0;
        for (const part of this.#parts) {
          if (part !== whole) whole.set(part, end);
          end += part.length;
        }
        this.#parts = [];
        this.#size = 0;
        return whole;
      }
    }

    /** Cuts bytes at LF; where `spare` says what may stand before an event's data, at CR too. */
    class ByteLines {
      #endsInCR = false;
      «readonly »pending«: PendingBytes»;
      «readonly »cutsAtCR«: boolean»;

      constructor(limit«: number», cutsAtCR«: boolean») {
        this.pending = new PendingBytes(limit);
        this.cutsAtCR = cutsAtCR;
      }

      *push(bytes«: Uint8Array»)«: Generator<Uint8Array, void, undefined>» {
        const find = (sign«: number», from«: number») => {
          const at = bytes.indexOf(sign, from);
          return at < 0 ? bytes.length : at;
        };
        const spare = this.cutsAtCR ? 6 : 1;
        let start = this.#endsInCR && bytes[0] === 10 ? 1 : 0;
        if (bytes.length > 0) this.#endsInCR = this.cutsAtCR && bytes[bytes.length - 1] === 13;
        let lf = find(10, start);
        let cr = this.cutsAtCR ? find(13, start) : bytes.length;
        for (let end; (end = Math.min(cr, lf)) < bytes.length; ) {
          this.pending.add(bytes.subarray(start, end), spare);
          yield this.pending.take();
          start = end + (end === cr && lf === cr + 1 ? 2 : 1);
          if (cr < start) cr = find(13, start);
          if (lf < start) lf = find(10, start);
        }
        this.pending.add(bytes.subarray(start), spare);
      }
    }

    function tooLarge(limit«: number»)«: ParseError» {
      return new ParseError("recordTooLarge", `a record is larger than recordLimit (${limit})`);
    }

    """#
}
