extension TypeScriptRuntime {
  /// What the streams share: their options, their limits, their errors.
  static let streams = #"""
    export interface StreamOptions extends RequestOptions {
      /** The largest event, line or JSON text; 16 MiB by default. */
      recordLimit?: number | undefined;
      /** An event or record of exactly this text, delivered, completes the stream. */
      endData?: string | undefined;
    }

    function asClientError(error: unknown): ClientError {
      if (error instanceof ClientError) return error;
      return new ConnectionError("connectionLost", `the stream broke off: ${String(error)}`, error);
    }

    """#
}
