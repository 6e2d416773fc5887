extension TypeScriptRuntime {
  /// Opening a stream of records or of text.
  static let chunkCalls = #"""
    function openChunks«<T>»(
      call«: ApiCall»,
      callbacks«: ChunkCallbacks<T>»,
      formats«: readonly StreamFormat[]»,
      options«: StreamOptions» = {},
    )«: ChunkStream<T>» {
      return new RecordStream(call, callbacks, options, formats).promise« as ChunkStream<T>»;
    }

    """#
}
