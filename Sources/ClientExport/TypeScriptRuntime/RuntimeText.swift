extension TypeScriptRuntime {
  /// Text streams: whole characters, wherever the network cuts.
  static let text = #"""
    class TextPieces implements ChunkDecoder<string> {
      private readonly decoder = new Utf8Text();

      *push(bytes: Uint8Array): Generator<Chunk<string>, void, undefined> {
        const text = this.decoder.decode(bytes);
        if (text !== "") yield { text, value: text };
      }

      *finish(): Generator<Chunk<string>, void, undefined> {
        const text = this.decoder.decode();
        if (text !== "") yield { text, value: text };
      }
    }

    function openText(
      call: Call,
      callbacks: ChunkCallbacks<string>,
      options: StreamOptions = {},
    ): ChunkStream {
      return openChunks(call, callbacks, options, "text/*", (mediaType) => {
        if (!mediaType.startsWith("text/") || mediaType === "text/event-stream") {
          throw new ContentTypeError(mediaType, "text");
        }
        return new TextPieces();
      });
    }

    """#
}
