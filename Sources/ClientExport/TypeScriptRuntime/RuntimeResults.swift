extension TypeScriptRuntime {
  /// Ordinary requests with one answer.
  static let results = #"""
    /** What an ordinary request gave; `status` is 0 where no answer came, `cause` all that is known of an error. */
    export type ApiResult<T> =
      | { readonly success: true; readonly data: T; readonly status: number; readonly error?: undefined }
      | { readonly success: false; readonly data?: undefined; readonly status: number; readonly error: string; readonly cause: ClientError };

    /** `wanted` is the only format of the answer, where there is one. */
    async function fetchResult«<T>»(call«: ApiCall», options«?: RequestOptions», wanted«?: "json"»)«: Promise<ApiResult<T>>» {
      let status = 0;
      try {
        const body = await fetchFile(call, { onOpen: (response) => (status = response.status) }, options),
          { size, type } = body,
          isJSON = /[/+]json$/.test(type);
        if (wanted && size && !isJSON) throw otherType(type, wanted);
        const data = isJSON ? valueOf(await body.text() || "null") : /^text/.test(type) ? await body.text() : size ? body : undefined;
        return { success: true, status, data }« as ApiResult<T>»;
      } catch (cause) {
        const error = cause« as ClientError & Partial<HttpError>»;
        return { success: false, status: error.status ?? status, error: error.message, cause: error };
      }
    }

    """#
}
