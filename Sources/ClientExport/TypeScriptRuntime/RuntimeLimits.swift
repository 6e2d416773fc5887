extension TypeScriptRuntime {
  /// How large a record may be.
  static let limits = #"""
    const RECORD_LIMIT = 16 * 1024 * 1024;

    function tooLarge(limit: number): ParseError {
      return new ParseError("recordTooLarge", `a record is larger than recordLimit (${limit})`);
    }

    """#
}
