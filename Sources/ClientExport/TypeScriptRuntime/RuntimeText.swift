extension TypeScriptRuntime {
  /// Text streams: whole characters, wherever the network cuts.
  static let text = #"""
    /** Whole characters, wherever the network cuts. */
    const textFormat«: StreamFormat» = {
      accept: "text/*",
      decoder(type, isFile) {
        if (isFile || !/^text\/(?!event-stream$)/.test(type)) return false;
        const decoder = new TextDecoder();
        return (bytes) => {
          const data = decoder.decode(bytes, { stream: !!bytes });
          return data ? [{ data, value: data }] : [];
        };
      },
    };

    """#
}
