/// A regular expression that is looked for in texts, not in records.
public enum TextPattern {
  /// Whether the expression is found in a text; nil where it can't be read, or where finding out
  /// would take too long.
  public static func isFound(_ pattern: String, in text: String) -> Bool? {
    guard let compiled = try? PayloadPattern(parsing: "/\(pattern)/") else { return nil }
    var text = text
    return text.withUTF8 { compiled.matches(UnsafeRawBufferPointer($0)) }
  }
}
