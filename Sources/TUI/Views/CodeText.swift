/// A line of program text in colours: strings and comments, which every language has.
enum CodeText {
  static func line(_ text: String, _ theme: Theme) -> [Span] {
    let start = text.drop { $0 == " " || $0 == "\t" }
    let comments = ["//", "#", "/*", "*"]
    if comments.contains(where: { start.hasPrefix($0) }) { return [Span(text, theme.muted)] }
    var spans: [Span] = []
    var piece = ""
    var quote: Character?
    var isEscaped = false
    for character in text {
      let opens = quote == nil && (character == "\"" || character == "'" || character == "`")
      if opens {
        spans.append(Span(piece, theme.text))
        piece = ""
        quote = character
      }
      piece.append(character)
      if !opens, character == quote, !isEscaped {
        spans.append(Span(piece, theme.syntax.string))
        piece = ""
        quote = nil
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return spans + [Span(piece, quote == nil ? theme.text : theme.syntax.string)]
  }
}
