extension String {
  /// The text without control characters: pasted, they would reach a shell's line editor before
  /// the quotes count.
  var printable: String { without { $0.properties.generalCategory == .control } }

  /// The same for a text of several lines, which may be typed within quotes.
  var typeable: String {
    without { $0.properties.generalCategory == .control && $0 != "\n" && $0 != "\t" }
  }

  private func without(_ isLeftOut: (Unicode.Scalar) -> Bool) -> String {
    String(String.UnicodeScalarView(unicodeScalars.filter { !isLeftOut($0) }))
  }
}
