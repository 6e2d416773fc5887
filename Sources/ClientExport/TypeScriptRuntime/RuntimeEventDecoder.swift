extension TypeScriptRuntime {
  /// Server-Sent Events from lines.
  static let eventDecoder = #"""
    /** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
    const eventFormat«: StreamFormat» = {
      accept: "text/event-stream",
      decoder(mediaType, _, limit, state) {
        if (mediaType !== this.accept) return false;
        let last = "", id = state.lastEventId, type = "", data = "", size = 0;

        // A line may be longer by `data: ` and its end; nothing above CR ends it.
        return recordDecoder(limit + 8, false, 13, (sign) => "\r\n".includes(sign) ? "last" : "", function* (line, length) {
          // Of CR and LF the second half is no line.
          const blank = /^[\r\n]$/.test(line) && last + line !== "\r\n";
          last = line.slice(-1);
          // Without its end a line is none, and an event not finished. Nothing here can match in two ways: a hostile line
          // would take its length's square.
          const [, name, value = ""] = /^([^:\r\n]*)(?:: ?([^\r\n]*))?[\r\n]$/.exec(line) ?? [];
          if (name === "data") {
            size += length - (line[5] === " " ? 6 : 5);
            if (size > limit + 1) throw tooLarge();
            data += value + "\n";
          } else if (name === "event") type = value;
          else if (name === "id" && !value.includes("\0")) id = value;
          else if (name === "retry" && /^\d+$/.test(value)) state.retry = +value;
          else if (blank) {
            state.lastEventId = id;
            const text = data.slice(0, -1);
            if (data) yield { type: type || "message", data: text, lastEventId: id, json: () => valueOf(text) };
            type = data = "";
            size = 0;
          }
        });
      },
    };

    """#
}
