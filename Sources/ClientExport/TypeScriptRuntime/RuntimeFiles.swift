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
      { onOpen, onProgress, onClose }«: FileCallbacks» = {},
      options«: RequestOptions» = {}«,»
    )«: Promise<Blob>» {
      const { open, bodyOf, tell, close } = startSession(call, options);
      try {
        const response = await open(),
          { headers } = response,
          // That of an encoded body is not the length of what arrives.
          total = +(!headers.get("Content-Encoding") && headers.get("Content-Length")« as string») || undefined;
        await tell(onOpen, response);
        return await bodyOf(response, (done) => tell(onProgress, done, total));
      } finally {
        await tell(onClose);
        close();
      }
    }

    """#
}
