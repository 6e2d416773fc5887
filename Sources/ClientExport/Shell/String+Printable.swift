extension String {
  /// The text without control characters: pasted, they would reach a shell's line editor before
  /// the quotes count.
  var printable: String { only { !$0.isControl } }

  /// The same for a text of several lines, which may be typed within quotes.
  var typeable: String { only(\.isTypeable) }

  /// Whether nothing of it is left out in `typeable`.
  var isTypeable: Bool { unicodeScalars.allSatisfy(\.isTypeable) }

  private func only(_ isKept: (Unicode.Scalar) -> Bool) -> String {
    String(String.UnicodeScalarView(unicodeScalars.filter(isKept)))
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
  fileprivate var isTypeable: Bool { !isControl || self == "\n" || self == "\t" }
}
