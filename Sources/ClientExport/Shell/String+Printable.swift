extension String {
  /// The text without control characters: pasted, they would reach a shell's line editor before
  /// the quotes count.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }
}
