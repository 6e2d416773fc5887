extension RecordOutline {
  static let deepestIndent = 20

  /// A line as it is shown.
  ///
  /// - Parameter text: The style of what is no JSON.
  func spans(
    of line: Int, in bytes: ArraySlice<UInt8>, theme: Theme, glyphs: Glyphs, text: CellStyle,
    hasComma: Bool = true
  ) -> [Span] {
    let at = lines[line]
    return bytes.withUnsafeBytes { bytes in
      let bytes = bytes[at.range]
      if at.kind == .text { return [Span(String(decoding: bytes, as: UTF8.self), text)] }
      let level = 2 * min(Self.deepestIndent, Int(at.depth)) + (at.kind == .piece ? 2 : 0)
      let indent = String(repeating: " ", count: level)
      var spans = indent.isEmpty ? [] : [Span(indent, theme.text)]
      if at.kind == .piece {
        spans.append(Span(String(decoding: bytes, as: UTF8.self), theme.syntax.string))
      } else {
        spans += JSONText.member(bytes, theme, glyphs)
      }
      if at.hasComma, hasComma { spans.append(Span(",", theme.syntax.punctuation)) }
      return spans
    }
  }
}
