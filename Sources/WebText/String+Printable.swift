extension Unicode.Scalar {
  /// Whether it controls, ends a line, or reorders what stands around it, and shows nothing itself.
  public var isUnseen: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// Whether not every reader sees it as its writer did: `isUnseen`, or without a sign of its own.
  public var isUnreadable: Bool {
    isUnseen || [.privateUse, .unassigned].contains(properties.generalCategory)
  }
}

extension String {
  /// The text for a sentence, safe to print whoever wrote it: what `isUnseen` becomes U+FFFD, and
  /// what is past `limit` code points an ellipsis.
  public func printable(limit: Int = 300) -> String {
    var text = ""
    for scalar in unicodeScalars.prefix(limit) {
      text.unicodeScalars.append(scalar.isUnseen ? "\u{FFFD}" : scalar)
    }
    return unicodeScalars.count > limit ? text + "…" : text
  }
}
