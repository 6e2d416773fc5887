extension TypeScriptRuntime {
  /// Lines and records from bytes that are cut anywhere, up to a limit.
  static let recordDecoder = #"""
    /** What a byte is to a record: its last one, one behind it, none of it; else one within. */
    type Verdict = "last" | "behind" | "none" | "";
    /** No byte: the end of the body. */
    type Judge = (sign: string, first?: boolean) => Verdict;

    /** Cuts bytes into records as `judge` says of each byte up to `top`, and gives out what `read` makes of them. */
    function recordDecoder(
      limit«: number»,
      fatal«: boolean»,
      top«: number»,
      judge«: Judge»,
      read«: (text: string, size: number) => Iterable<StreamItem>,»
    )«: RecordDecoder» {
      // The mark of a body is no part of its first record.
      const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
      let decoder = new TextDecoder("utf-8", { fatal });
      let text = "", size = 0, fault«: unknown»;

      /** Adds bytes to the record, which is read when they are its last ones. */
      function* add(bytes«: Uint8Array», whole«: boolean») {
        size += bytes.length;
        if (size > limit) throw tooLarge();
        try {
          text += decoder.decode(bytes, { stream: !whole });
        } catch (cause) {
          // It is told when the record is whole, wherever the network cuts.
          fault = cause;
        }
        if (!whole) return;
        if (fault) throw invalid(text, fault);
        yield* read(text, size);
        text = "";
        size = 0;
        decoder = later;
      }

      return function* (piece) {
        const bytes = piece ?? new Uint8Array();
        let start = 0;
        for (let at = 0; at < bytes.length; at++) {
          const byte = bytes[at]« as number»,
            verdict = byte > top ? "" : judge(String.fromCharCode(byte), size + at === start);
          if (!verdict) continue;
          yield* add(bytes.subarray(start, verdict === "last" ? at + 1 : at), verdict !== "none");
          // What stands behind a record is judged once more.
          start = verdict === "behind" ? at-- : at + 1;
        }
        yield* add(bytes.subarray(start), !piece);
        if (!piece) judge("");
      };
    }

    const tooLarge = () => new ParseError("recordTooLarge", "a record over recordLimit");

    """#
}
