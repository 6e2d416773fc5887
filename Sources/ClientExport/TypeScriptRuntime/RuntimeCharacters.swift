extension TypeScriptRuntime {
  /// Text from bytes that are cut anywhere.
  static let characters = #"""
    /** UTF-8 whose characters may be cut anywhere; a byte order mark at its start is dropped. */
    class Utf8Text {
      // Deno's decoder would drop a mark at the start of every later piece too.
      private readonly decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      private isStart = true;

      /** Without bytes: what an unfinished character leaves at the end. */
      decode(bytes?: Uint8Array): string {
        const text = this.decoder.decode(bytes, { stream: bytes !== undefined });
        if (text === "" || !this.isStart) return text;
        this.isStart = false;
        return text.startsWith("\uFEFF") ? text.slice(1) : text;
      }
    }

    """#
}
