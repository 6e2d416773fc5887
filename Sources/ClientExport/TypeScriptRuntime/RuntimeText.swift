extension TypeScriptRuntime {
  /// Text streams: whole characters, wherever the network cuts.
  static let text = #"""
    /** Whole characters, wherever the network cuts. */
    const textFormat«: StreamFormat» = {
      accept: "text/*",
      decoder(type, isFile) {
        if (isFile || !/^text\/(?!event-stream$)/.test(type)) return undefined;
        const decoder = new TextDecoder();
        return (bytes) => {
          const text = decoder.decode(bytes, { stream: bytes !== undefined });
          return text === "" ? [] : [{ text, value: text }];
        };
      },
    };

    """#
}
