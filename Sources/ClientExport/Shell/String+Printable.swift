extension String {
  /// The text without control characters: pasted, they would reach a shell's line editor before
  /// the quotes count; and without those that reorder it, which would show another text.
  var printable: String { only(\.isShown) }

  /// The same for a text of several lines, which may be typed within quotes.
  var typeable: String { only(\.isTypeable) }

  /// Whether nothing of it is left out in `typeable`.
  var isTypeable: Bool { unicodeScalars.allSatisfy(\.isTypeable) }

  /// JSON with escapes in the place of what would reorder it.
  var jsonInOrder: String {
    guard unicodeScalars.contains(where: \.properties.isBidiControl) else { return self }
    return unicodeScalars.map { scalar in
      guard scalar.properties.isBidiControl else { return String(scalar) }
      let digits = String(scalar.value, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  private func only(_ isKept: (Unicode.Scalar) -> Bool) -> String {
    String(String.UnicodeScalarView(unicodeScalars.filter(isKept)))
  }
}

extension Unicode.Scalar {
  fileprivate var isShown: Bool {
    properties.generalCategory != .control && !properties.isBidiControl
  }
  fileprivate var isTypeable: Bool { isShown || self == "\n" || self == "\t" }
}
