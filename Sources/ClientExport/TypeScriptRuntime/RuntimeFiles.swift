extension TypeScriptRuntime {
  /// Downloads as one Blob.
  static let files = #"""
    export interface FileCallbacks {
      /** Once, when the answer begins. */
      onOpen?: ((response: StreamResponse) => unknown) | undefined;
      /** As bytes arrive; `total` where the server says so. */
      onProgress?: ((done: number, total: number | undefined) => unknown) | undefined;
      /** Once, last of all, unless you aborted. */
      onClose?: (() => unknown) | undefined;
    }

    async function fetchFile(
      call«: ApiCall»,
      callbacks«: FileCallbacks» = {},
      options«: RequestOptions» = {},
    )«: Promise<Blob>» {
      const session = new CallSession(call, options);
      try {
        const response = await session.open({ Accept: "*/*" });
        await session.tell(callbacks.onOpen, openingOf(response));
        // The length of what arrives; that of an encodedText body is another one.
        const length = response.headers.get("Content-Length");
        const total = length === null || response.headers.has("Content-Encoding") ? undefined : Number(length);
        const parts«: BodyBytes[]» = [];
        let done = 0;
        for await (const piece of session.pieces(response)) {
          parts.push(piece);
          done += piece.length;
          await session.tell(callbacks.onProgress, done, total);
        }
        if (session.closed) throw session.closedError();
        return new Blob(parts, { type: mediaTypeOf(response) });
      } finally {
        await session.tell(callbacks.onClose);
        session.end();
      }
    }

    """#
}
