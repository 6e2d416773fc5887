extension TypeScriptRuntime {
  /// Lines and records from bytes that are cut anywhere, up to a limit.
  static let recordCutter = #"""
    /** What a byte is to a record: its last one, one behind it, none of it; else one within. */
    type Verdict = "last" | "behind" | "none" | "";
    type Judge = (sign: string, isFirst: boolean) => Verdict;

    /** Cuts bytes into records as `judge` says of each byte up to `top`; no bytes: the end of the body. */
    function recordCutter(limit«: number», fatal«: boolean», top«: number», judge«: Judge») {
      // The mark of a body is no part of its first record.
      const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
      let decoder = new TextDecoder("utf-8", { fatal });
      /** The record so far, with room to grow: its bytes are copied a few times, however they are cut. */
      let kept = new Uint8Array();
      let size = 0;

      const add = (bytes«: Uint8Array») => {
        const start = size;
        size += bytes.length;
        if (size > limit) throw tooLarge();
        if (size > kept.length) {
          const old = kept;
          kept = new Uint8Array(size * 2);
          kept.set(old);
        }
        kept.set(bytes, start);
      };

      const taken = () => {
        const bytes = kept.subarray(0, size);
        try {
          return { text: decoder.decode(bytes), size };
        } catch (cause) {
          throw invalid(new TextDecoder().decode(bytes), cause);
        } finally {
          decoder = later;
          size = 0;
        }
      };

      /** The next byte to be judged; a loop of its own, which engines make fast. */
      const next = (bytes«: Uint8Array», at«: number») => {
        while (at < bytes.length && bytes[at]« as number» > top) at += 1;
        return at;
      };

      return function* (piece«?: Uint8Array») {
        const bytes = piece ?? new Uint8Array();
        let start = 0;
        for (let at = next(bytes, 0); at < bytes.length; at = next(bytes, at + 1)) {
          const verdict = judge(String.fromCharCode(bytes[at]« as number»), size + at === start);
          if (!verdict) continue;
          add(bytes.subarray(start, verdict === "last" ? at + 1 : at));
          if (verdict !== "none") yield taken();
          // What stands behind a record is judged once more.
          start = verdict === "behind" ? at-- : at + 1;
        }
        add(bytes.subarray(start));
        if (!piece) yield taken();
      };
    }

    function tooLarge()«: ParseError» {
      return new ParseError("recordTooLarge", "a record exceeds recordLimit");
    }

    """#

  /// One JSON text.
  static let jsonText = #"""
    function invalid(text«: string», why«: unknown»)«: ParseError» {
      return new ParseError("invalidRecord", `a record cannot be read: ${why}`, { text: text.slice(0, 1024) });
    }

    /** The value of a record's text. */
    function valueOf(text«: string»)«: unknown» {
      try {
        return JSON.parse(text);
      } catch (cause) {
        throw invalid(text, cause);
      }
    }

    """#
}
