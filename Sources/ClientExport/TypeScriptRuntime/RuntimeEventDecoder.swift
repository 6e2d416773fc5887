extension TypeScriptRuntime {
  /// Server-Sent Events from lines.
  static let eventDecoder = #"""
    /** Source: WHATWG HTML, 9.2.6 "Interpreting an event stream". */
    class EventDecoder «implements RecordDecoder »{
      #lines«: ByteLines»;
      #text = new TextDecoder("utf-8", { ignoreBOM: true });
      #stream«: RecordStream»;
      #id«: string»;
      #type = "";
      #data«: string[]» = [];
      #size = 0;

      constructor(limit«: number», stream«: RecordStream») {
        this.#lines = new ByteLines(limit, true);
        this.#stream = stream;
        this.#id = stream.lastEventId;
      }

      *push(bytes = new Uint8Array())«: Generator<StreamItem, void, undefined>» {
        for (const line of this.#lines.push(bytes)) {
          if (line.length > 0) this.#field(line);
          else yield* this.#dispatch();
        }
      }

      #field(bytes«: Uint8Array»)«: void» {
        const [, name = "", value = ""] = /^([^:]*):? ?(.*)$/s.exec(this.#text.decode(bytes)) ?? [];
        if (name === "data") {
          this.#size += bytes.length - (bytes[5] === 32 ? 6 : 5) + (this.#data.length > 0 ? 1 : 0);
          if (this.#size > this.#lines.pending.limit) throw tooLarge(this.#lines.pending.limit);
          this.#data.push(value);
        } else if (name === "event") this.#type = value;
        else if (name === "id" && !value.includes("\0")) this.#id = value;
        else if (name === "retry" && /^[0-9]+$/.test(value)) this.#stream.retry = Number(value);
      }

      *#dispatch()«: Generator<StreamItem, void, undefined>» {
        const text = this.#data.join("\n");
        const type = this.#type || "message";
        const isEmpty = this.#data.length === 0;
        this.#stream.lastEventId = this.#id;
        this.#type = "";
        this.#data = [];
        this.#size = 0;
        const value = { type, data: text, lastEventId: this.#id, json: () => JSON.parse(text) };
        if (!isEmpty) yield { type, text, value };
      }
    }

    const eventFormat«: StreamFormat» = {
      accept: "text/event-stream",
      decoder: (type, limit, stream) =>
        type === "text/event-stream" ? new EventDecoder(limit, stream) : undefined,
    };

    """#
}
