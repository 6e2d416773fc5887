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
      const lines = recordCutter(limit + "data: \r\n".length, false, 13, (sign) => ("\r\n".includes(sign) ? "last" : ""));

      return function* (piece) {
        // An event that is not finished is none.
        for (const line of piece ? lines(piece) : []) {
          // The second half of a line's end is no line.
          const isBlank = line.text.length === 1 && last + line.text !== "\r\n";
          last = line.text.slice(-1);
          const [, name, value = ""] = /^([^:\r\n]*):? ?([^\r\n]*)/.exec(line.text) ?? [];
          if (name === "data") {
            size += line.size - (line.text[5] === " " ? 6 : 5);
            if (size > limit + 1) throw tooLarge();
            data.push(value);
          } else if (name === "event") type = value;
          else if (name === "id" && !value.includes("\0")) id = value;
          else if (name === "retry" && /^\d+$/.test(value)) state.retry = Number(value);
          else if (isBlank) {
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
