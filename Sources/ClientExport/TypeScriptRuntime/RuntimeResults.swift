extension TypeScriptRuntime {
  /// Ordinary requests with one answer.
  static let results = #"""
    /** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
    export type ApiResult<T> =
      | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
      | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

    async function fetchResult«<T>»(call«: ApiCall», options«?: RequestOptions»)«: Promise<ApiResult<T>>» {
      let status = 0;
      try {
        const body = await fetchFile(call, { onOpen: (response) => (status = response.status) }, options);
        const isJSON = /[/+]json$/.test(body.type);
        const text = isJSON || body.type.startsWith("text/") ? await body.text() : "";
        const data«: unknown» = body.size === 0 ? undefined : isJSON ? valueOf(text) : text || body;
        return { success: true, data: data« as T», status };
      } catch (cause) {
        if (cause instanceof HttpError) status = cause.status;
        return { success: false, status, error: (cause« as ClientError»).message, cause: cause« as ClientError» };
      }
    }

    """#
}
