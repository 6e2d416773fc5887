import WebText

extension String {
  /// The text for a comment: one line without control and formatting characters, single spaces.
  var onOneLine: String {
    let scalars = unicodeScalars.map {
      $0.isUnreadable || $0.properties.isWhitespace ? " " : $0
    }
    return String(String.UnicodeScalarView(scalars)).split(separator: " ").joined(separator: " ")
  }
}
