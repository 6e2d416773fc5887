extension TypeScriptRuntime {
  /// Server-Sent Events from bytes. Source: WHATWG HTML, 9.2.6 "Interpreting an event stream".
  static let eventDecoder = #"""
    interface RawEvent {
      readonly type: string;
      readonly data: string;
      readonly lastEventId: string;
    }

    class EventDecoder {
      /** The last id that a blank line has confirmed. */
      lastEventId: string;
      /** The server's `retry`, in milliseconds. */
      retry: number | undefined;
      private text = new Utf8Text();
      private endsInCR = false;
      private pending: string[] = [];
      private pendingSize = 0;
      private id: string;
      private type = "";
      private data: string[] = [];
      private dataSize = 0;
      private readonly limit: number;

      constructor(limit: number, lastEventId: string) {
        this.limit = limit;
        this.lastEventId = lastEventId;
        this.id = lastEventId;
      }

      /** Forgets what an earlier connection left unfinished, but not the id. */
      start(): void {
        this.text = new Utf8Text();
        this.endsInCR = false;
        this.pending = [];
        this.pendingSize = 0;
        this.id = this.lastEventId;
        this.clear();
      }

      *push(bytes: Uint8Array): Generator<RawEvent, void, undefined> {
        const text = this.text.decode(bytes);
        if (text === "") return;
        let start = this.endsInCR && text.startsWith("\n") ? 1 : 0;
        this.endsInCR = text.endsWith("\r");
        let cr = text.indexOf("\r", start);
        let lf = text.indexOf("\n", start);
        while (cr >= 0 || lf >= 0) {
          const end = lf < 0 || (cr >= 0 && cr < lf) ? cr : lf;
          const event = this.line(this.whole(text.slice(start, end)));
          start = end === cr && lf === cr + 1 ? end + 2 : end + 1;
          if (cr >= 0 && cr < start) cr = text.indexOf("\r", start);
          if (lf >= 0 && lf < start) lf = text.indexOf("\n", start);
          if (event !== undefined) yield event;
        }
        this.keep(text.slice(start));
      }

      private keep(text: string): void {
        this.pendingSize += text.length;
        if (this.pendingSize > this.limit) throw tooLarge(this.limit);
        if (text !== "") this.pending.push(text);
      }

      private whole(text: string): string {
        this.keep(text);
        const line = this.pending.join("");
        this.pending = [];
        this.pendingSize = 0;
        return line;
      }

      private line(line: string): RawEvent | undefined {
        if (line === "") return this.dispatch();
        const colon = line.indexOf(":");
        const name = colon < 0 ? line : line.slice(0, colon);
        const from = line[colon + 1] === " " ? colon + 2 : colon + 1;
        const value = colon < 0 ? "" : line.slice(from);
        if (name === "data") this.append(value);
        else if (name === "event") this.type = value;
        else if (name === "id" && !value.includes("\0")) this.id = value;
        else if (name === "retry" && /^[0-9]+$/.test(value)) this.retry = Number(value);
        return undefined;
      }

      private append(value: string): void {
        this.dataSize += value.length + 1;
        if (this.dataSize - 1 > this.limit) throw tooLarge(this.limit);
        this.data.push(value);
      }

      private dispatch(): RawEvent | undefined {
        this.lastEventId = this.id;
        const event = {
          type: this.type || "message",
          data: this.data.join("\n"),
          lastEventId: this.id,
        };
        const isEmpty = this.data.length === 0;
        this.clear();
        return isEmpty ? undefined : event;
      }

      private clear(): void {
        this.type = "";
        this.data = [];
        this.dataSize = 0;
      }
    }

    """#
}
