extension TypeScriptRuntime {
  /// Ordinary requests with one answer.
  static let results = #"""
    /** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
    export type ApiResult<T> =
      | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
      | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

    async function fetchResult«<T>»(call«: ApiCall», options«: RequestOptions» = {})«: Promise<ApiResult<T>>» {
      const session = new CallSession(call, options);
      let status = 0;
      try {
        const response = await session.open({ Accept: "application/json, */*;q=0.5" });
        status = response.status;
        const parts«: BodyBytes[]» = [];
        for await (const piece of session.pieces(response)) parts.push(piece);
        const blob = new Blob(parts, { type: mediaTypeOf(response) });
        return { success: true, data: (await bodyValue(blob))« as T», status };
      } catch (problem) {
        const cause = problem instanceof ClientError ? problem : new ParseError("invalidRecord", `the answer cannot be read: ${String(problem)}`);
        if (cause instanceof HttpError) status = cause.status;
        return { success: false, status, error: cause.message, cause };
      } finally {
        session.end();
      }
    }

    async function bodyValue(blob«: Blob»)«: Promise<unknown>» {
      if (blob.size === 0) return undefined;
      if (JSON_TYPE.test(blob.type)) return JSON.parse(await blob.text());
      return blob.type.startsWith("text/") ? blob.text() : blob;
    }

    """#
}
