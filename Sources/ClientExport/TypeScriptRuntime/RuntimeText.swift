extension TypeScriptRuntime {
  /// Text streams: whole characters, wherever the network cuts.
  static let text = #"""
    /** Whole characters, wherever the network cuts. */
    const textFormat«: StreamFormat» = {
      accept: "text/*",
      decoder(type, _limit, _stream, isFile) {
        if (isFile || !type.startsWith("text/") || type === "text/event-stream") return undefined;
        const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
        return {
          *push(bytes) {
            const text = decoder.decode(bytes, { stream: bytes !== undefined });
            if (text !== "") yield { text, value: text };
          },
        };
      },
    };

    """#
}
