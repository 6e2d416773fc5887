/// JSON in colours.
enum JSONText {
  /// As it came, on one line; what is cut off or wrong is shown as well. In a list of many lines
  /// only the values have colours: the names are the same in every one.
  static func line(_ text: String, _ theme: Theme, inList: Bool = false) -> [Span] {
    var syntax = theme.syntax
    if inList { (syntax.key, syntax.punctuation) = (theme.muted, theme.muted) }
    guard JSONTokens.looksLikeJSON(text) else { return [Span(text, theme.text)] }
    let json = JSONTokens(text)
    var spans: [Span] = []
    var position = 0
    for token in json.tokens {
      if token.range.lowerBound > position {
        let space = String(repeating: " ", count: token.range.lowerBound - position)
        spans.append(Span(space, theme.text))
      }
      spans.append(Span(json.text(token), syntax.style(token.kind)))
      position = token.range.upperBound
    }
    return spans
  }

  /// A member or an element as its line shows it, of a JSON text that is sound; what is too long for
  /// a line ends with a word about it.
  static func member(_ bytes: Slice<UnsafeRawBufferPointer>, _ theme: Theme, _ glyphs: Glyphs)
    -> [Span]
  {
    let isCut = bytes.count > 2 * RecordOutline.longestLine
    let shown = isCut ? bytes.prefix(RecordOutline.longestLine) : bytes
    let json = JSONTokens(String(decoding: shown, as: UTF8.self))
    var spans: [Span] = []
    for token in json.tokens {
      var text = json.text(token)
      if token.kind == .colon { text = ": " }
      if token.kind == .comma { text = ", " }
      spans.append(Span(text, theme.syntax.style(token.kind)))
    }
    guard isCut, let last = bytes.last else { return spans }
    let rest = (bytes.count - shown.count).bytes
    return spans + [
      Span(glyphs.ellipsis + " \(rest) more of this name ", theme.warning),
      Span(String(decoding: [last], as: UTF8.self), theme.syntax.punctuation),
    ]
  }

  /// The first lines of what a server said, JSON or not.
  static func body(_ text: String, _ theme: Theme, limit: Int) -> [[Span]] {
    var style = theme
    let subject = DetailReading.Subject(endpoint: "", number: 0, isText: false)
    var reading = DetailReading(subject, Array(text.utf8)[...])
    if !reading.outline.isJSON { style.text = theme.muted }
    let room = DetailRoom(rows: limit, theme: style)
    return reading.shown(room).map(\.spans)
  }
}
