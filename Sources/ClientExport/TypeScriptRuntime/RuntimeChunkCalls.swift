extension TypeScriptRuntime {
  /// Opening a stream of records or of text.
  static let chunkCalls = #"""
    function openChunks«<T>»(
      call«: Call»,
      callbacks«: ChunkCallbacks<T>»,
      formats«: readonly Format[]»,
      options«: StreamOptions» = {},
    )«: ChunkStream<T>» {
      return new Stream(call, callbacks, options, formats).promise« as ChunkStream<T>»;
    }

    """#
}
