/// A run of text in one style.
struct Span: Hashable, Sendable {
  var text: String
  var style: CellStyle

  init(_ text: String, _ style: CellStyle) {
    self.text = text
    self.style = style
  }
}

extension [Span] {
  /// The cells the spans take.
  var columns: Int { reduce(0) { $0 + $1.text.columns } }

  /// The same text with the background and the weight of `style` laid over it.
  func over(_ style: CellStyle) -> [Span] {
    map { span in
      var style = style
      if style.foreground == .default { style.foreground = span.style.foreground }
      style.bold = style.bold || span.style.bold
      style.dim = span.style.dim && !style.reverse
      style.underline = style.underline || span.style.underline
      return Span(span.text, style)
    }
  }
}
