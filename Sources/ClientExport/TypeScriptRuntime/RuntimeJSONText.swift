extension TypeScriptRuntime {
  /// One JSON text.
  static let jsonText = #"""
    /** The value of a record's text. */
    function valueOf(text«: string»)«: unknown» {
      try {
        return JSON.parse(text);
      } catch (cause) {
        throw new ParseError("invalidRecord", `a record is not JSON: ${String(cause)}`, text);
      }
    }

    """#
}
