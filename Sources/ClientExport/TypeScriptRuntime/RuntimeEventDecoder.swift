extension TypeScriptRuntime {
  /// Server-Sent Events from lines.
  static let eventDecoder = #"""
    /** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
    function eventDecoder(limit«: number», state«: ConnectionState»)«: RecordDecoder» {
      let last = "";
      let id = state.lastEventId;
      let type = "";
      let data«: string[]» = [];
      let size = 0;

      // Nothing above CR ends a line.
      const lines = recordCutter(limit + "data: \r\n".length, false, 13, (sign, isFirst) => {
        const isSecond = isFirst && last + sign === "\r\n";
        last = sign;
        return isSecond ? "none" : sign === "\n" || sign === "\r" ? "last" : undefined;
      });

      return function* (piece) {
        // An event that is not finished is none.
        for (const line of piece ? lines(piece) : []) {
          const [, name, value = ""] = /^([^:\r\n]*):? ?([^\r\n]*)/.exec(line.text) ?? [];
          if (name === "data") {
            size += line.size - (line.text[5] === " " ? 6 : 5);
            if (size > limit + 1) throw tooLarge();
            data.push(value);
          } else if (name === "event") type = value;
          else if (name === "id" && !value.includes("\0")) id = value;
          else if (name === "retry" && /^\d+$/.test(value)) state.retry = Number(value);
          else if (line.text.length === 1) {
            state.lastEventId = id;
            const text = data.join("\n");
            const value = { type: type || "message", data: text, lastEventId: id, json: () => valueOf(text) };
            if (data.length > 0) yield { ...value, text, value };
            type = "";
            data = [];
            size = 0;
          }
        }
      };
    }

    const eventFormat«: StreamFormat» = {
      accept: "text/event-stream",
      decoder: (type, _, limit, state) => (type === eventFormat.accept ? eventDecoder(limit, state) : undefined),
    };

    """#
}
