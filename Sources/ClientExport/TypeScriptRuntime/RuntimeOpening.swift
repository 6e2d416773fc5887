extension TypeScriptRuntime {
  /// What `onOpen` is told.
  static let opening = #"""
    /** The answer that opened a stream. */
    export interface StreamResponse {
      readonly status: number;
      /** Lower case, without parameters. */
      readonly mediaType: string;
      readonly headers: Headers;
      readonly url: string;
    }

    function openingOf(response«: Response»)«: StreamResponse» {
      const { status, headers, url } = response;
      return { status, headers, url, mediaType: mediaTypeOf(response) };
    }

    """#
}
