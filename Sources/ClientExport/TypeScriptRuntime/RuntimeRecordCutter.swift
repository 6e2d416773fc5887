extension TypeScriptRuntime {
  /// Lines and records from bytes that are cut anywhere, up to a limit.
  static let recordCutter = #"""
    /** What a byte is to a record: its last one, one behind it, none of it; else one within. */
    type Verdict = "last" | "behind" | "none" | undefined;
    type Judge = (sign: string, isFirst: boolean) => Verdict;

    /** Cuts bytes into records as `judge` says of each byte up to `top`; no bytes: the end of the body. */
    function recordCutter(limit«: number», fatal«: boolean», top«: number», judge«: Judge») {
      // The mark of a body is no part of its first record.
      const later = new TextDecoder("utf-8", { fatal, ignoreBOM: true });
      let decoder = new TextDecoder("utf-8", { fatal });
      let text = "";
      let size = 0;

      const add = (bytes«: Uint8Array», isLast«: boolean») => {
        size += bytes.length;
        if (size > limit) throw tooLarge();
        try {
          text += decoder.decode(bytes, { stream: !isLast });
        } catch (cause) {
          throw invalid(text, cause);
        }
        if (!isLast) return [];
        const record = { text, size };
        decoder = later;
        text = "";
        size = 0;
        return [record];
      };

      return function* (piece«?: Uint8Array») {
        let start = 0;
        for (let at = 0; piece && at < piece.length; at += 1) {
          const byte = piece[at]« as number»;
          const verdict = byte > top ? undefined : judge(String.fromCharCode(byte), size + at === start);
          if (!verdict) continue;
          yield* add(piece.subarray(start, verdict === "last" ? at + 1 : at), verdict !== "none");
          // What stands behind a record is judged once more.
          start = verdict === "behind" ? at-- : at + 1;
        }
        yield* add((piece ?? new Uint8Array()).subarray(start), !piece);
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
