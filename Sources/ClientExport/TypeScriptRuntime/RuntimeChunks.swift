extension TypeScriptRuntime {
  /// Reading a body once from its beginning to its end, chunk by chunk.
  static let chunks = #"""
    /** Called in order, never two at once; what a callback promises is waited for. */
    export interface ChunkCallbacks<T = unknown> {
      /** Once, when the answer begins. */
      onOpen?: ((response: StreamResponse) => unknown) | undefined;
      /** Every record, or every piece of text. */
      onChunk?: ((chunk: T) => unknown) | undefined;
      /** At most once; without it the promise is rejected. */
      onError?: ((error: ClientError) => unknown) | undefined;
      /** Once, when everything has arrived. */
      onComplete?: (() => unknown) | undefined;
      /** Once, last of all, unless you closed. */
      onClose?: (() => unknown) | undefined;
    }

    /** Resolves when the stream has ended. */
    export interface ChunkStream extends Promise<void> {
      /** Closes the socket; no callback comes any more. */
      close(): void;
    }

    interface Chunk<T> {
      readonly text: string;
      readonly value: T;
    }

    interface ChunkDecoder<T> {
      push(bytes: Uint8Array): Iterable<Chunk<T>>;
      finish(): Iterable<Chunk<T>>;
    }

    function openChunks<T>(
      call: Call,
      callbacks: ChunkCallbacks<T>,
      options: StreamOptions,
      accept: string,
      decoderFor: (mediaType: string) => ChunkDecoder<T>,
    ): ChunkStream {
      const session = new Session(call, options);
      const headers = { Accept: accept, "Accept-Encoding": "identity" };

      async function deliver(chunks: Iterable<Chunk<T>>): Promise<boolean> {
        for (const { text, value } of chunks) {
          await session.tell(callbacks.onChunk, value);
          if (session.isClosed || text === options.endData) return true;
        }
        return false;
      }

      async function read(): Promise<void> {
        const response = await session.open(headers);
        if (response.status === 204) throw new HttpError(response.status, "");
        const decoder = decoderFor(mediaTypeOf(response));
        await session.tell(callbacks.onOpen, opened(response));
        for await (const piece of session.pieces(response)) {
          if (await deliver(decoder.push(piece))) return;
        }
        await deliver(decoder.finish());
      }

      async function run(): Promise<void> {
        try {
          await read();
          await session.tell(callbacks.onComplete);
        } catch (problem) {
          if (session.isClosed) return;
          const error = asClientError(problem);
          if (callbacks.onError === undefined) throw error;
          await session.tell(callbacks.onError, error);
        } finally {
          await session.tell(callbacks.onClose);
          session.end();
        }
      }

      return Object.assign(run(), { close: () => session.close() });
    }

    """#
}
