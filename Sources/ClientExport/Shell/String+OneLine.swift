extension String {
  /// The text for a comment: one line without control and formatting characters, single spaces.
  var onOneLine: String {
    var result = ""
    for scalar in unicodeScalars {
      let isUnseen =
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        default: scalar.properties.isWhitespace
        }
      result.unicodeScalars.append(isUnseen ? " " : scalar)
    }
    return result.split(separator: " ").joined(separator: " ")
  }
}
