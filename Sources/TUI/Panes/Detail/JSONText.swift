import StreamDecoding

/// JSON in colours.
enum JSONText {
  /// Lists of plain values stay on one line up to this many cells.
  private static let shortList = 56
  private static let deepestIndent = 20
  /// Bytes of one string that are drawn.
  private static let longestToken = 16_384

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

  /// Laid out with indents, at most `limit` lines; nil if it is not JSON from its first byte to its
  /// last, so far as it was read.
  static func pretty(
    _ bytes: UnsafeRawBufferPointer, _ theme: Theme, limit: Int
  ) -> [[Span]]? {
    let layout = JSONLayout(bytes, maximumLines: limit)
    guard layout.fault == nil, !layout.lines.isEmpty else { return nil }
    var lines: [[Span]] = []
    var position = 0
    while position < layout.lines.count {
      let indent = String(repeating: "  ", count: min(deepestIndent, layout.lines[position].indent))
      let end = endOfShortList(layout.lines, from: position, bytes)
      let spans = layout.lines[position..<end].enumerated().flatMap { index, line in
        (index > 1 && index < end - position - 1 ? [Span(" ", theme.text)] : [])
          + line.spans.map { span($0, bytes, theme) }
      }
      lines.append((indent.isEmpty ? [] : [Span(indent, theme.text)]) + spans)
      position = end
    }
    return lines
  }

  /// The first lines of what a server said, JSON or not.
  static func body(_ text: String, _ theme: Theme, limit: Int) -> [[Span]] {
    let bytes = Array(text.utf8)
    if JSONTokens.looksLikeJSON(text),
      let lines = bytes.withUnsafeBytes({ pretty($0, theme, limit: limit) })
    {
      return lines
    }
    let lines = text.split(whereSeparator: \.isNewline).prefix(limit)
    return lines.map { [Span(String($0), theme.muted)] }
  }

  private static func span(
    _ span: JSONLayout.Span, _ bytes: UnsafeRawBufferPointer, _ theme: Theme
  ) -> Span {
    Span(text(span, bytes), theme.syntax.style(span.role))
  }

  private static func text(_ span: JSONLayout.Span, _ bytes: UnsafeRawBufferPointer) -> String {
    switch span.text {
    case .source(let range): String(decoding: bytes[range.prefix(longestToken)], as: UTF8.self)
    case .fixed(let text): text
    }
  }

  /// The line after a list of plain values that begins at `start` and is short enough for one line;
  /// else the next line.
  private static func endOfShortList(
    _ lines: [JSONLayout.Line], from start: Int, _ bytes: UnsafeRawBufferPointer
  ) -> Int {
    guard opensList(lines[start], bytes) else { return start + 1 }
    var length = 0
    for position in (start + 1)..<max(start + 1, min(lines.count, start + shortList)) {
      let line = lines[position]
      if line.indent == lines[start].indent { return position + 1 }
      if line.spans.contains(where: { $0.role == .key }) || opens(line, bytes) { break }
      length += line.spans.reduce(1) { $0 + size($1) }
      if length > shortList { break }
    }
    return start + 1
  }

  private static func size(_ span: JSONLayout.Span) -> Int {
    switch span.text {
    case .source(let range): range.count
    case .fixed(let text): text.utf8.count
    }
  }

  private static func opensList(_ line: JSONLayout.Line, _ bytes: UnsafeRawBufferPointer) -> Bool {
    line.spans.last.map { text($0, bytes) == "[" } ?? false
  }

  private static func opens(_ line: JSONLayout.Line, _ bytes: UnsafeRawBufferPointer) -> Bool {
    line.spans.contains { $0.role == .punctuation && ["{", "["].contains(text($0, bytes)) }
  }
}

extension Theme.Syntax {
  fileprivate func style(_ role: JSONLayout.Role) -> CellStyle {
    switch role {
    case .key: key
    case .string: string
    case .number: number
    case .boolean, .null: literal
    case .punctuation: punctuation
    }
  }
}
