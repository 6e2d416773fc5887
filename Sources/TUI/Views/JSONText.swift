/// JSON in colours.
enum JSONText {
  /// Lists of plain values stay on one line up to this many cells.
  private static let shortList = 60
  private static let deepestIndent = 40

  /// As it came, on one line.
  static func line(_ text: String, _ theme: Theme) -> [Span] {
    guard JSONTokens.looksLikeJSON(text) else { return [Span(text, theme.text)] }
    let json = JSONTokens(text)
    var spans: [Span] = []
    var position = 0
    for token in json.tokens {
      if token.range.lowerBound > position {
        let space = String(repeating: " ", count: token.range.lowerBound - position)
        spans.append(Span(space, theme.text))
      }
      spans.append(Span(json.text(token), theme.syntax.style(token.kind)))
      position = token.range.upperBound
    }
    return spans
  }

  /// Laid out with indents, at most `limit` lines.
  static func pretty(_ text: String, _ theme: Theme, limit: Int) -> [[Span]] {
    var printer = Printer(json: JSONTokens(text), theme: theme, limit: limit)
    printer.run()
    return printer.lines
  }

  private struct Printer {
    let json: JSONTokens
    let theme: Theme
    let limit: Int
    var lines: [[Span]] = []
    private var line: [Span] = []
    private var depth = 0
    /// Containers being written on one line.
    private var inline = 0

    init(json: JSONTokens, theme: Theme, limit: Int) {
      self.json = json
      self.theme = theme
      self.limit = limit
    }

    mutating func run() {
      for (index, token) in json.tokens.enumerated() {
        if lines.count >= limit { return }
        write(token, at: index)
      }
      if !line.isEmpty { lines.append(line) }
    }

    private mutating func write(_ token: JSONTokens.Token, at index: Int) {
      let span = Span(json.text(token), theme.syntax.style(token.kind))
      switch token.kind {
      case .open:
        line.append(span)
        depth += 1
        if inline > 0 || staysInline(from: index) { inline += 1 } else { newLine() }
      case .close:
        depth = max(0, depth - 1)
        if inline > 0 { inline -= 1 } else { newLine() }
        line.append(span)
      case .comma:
        line.append(span)
        if inline > 0 { line.append(Span(" ", theme.text)) } else { newLine() }
      case .colon: line.append(Span(": ", span.style))
      case .key, .string, .number, .literal, .other:
        if follows(index) { newLine() }
        line.append(span)
      }
    }

    /// A value right after another belongs to the next of concatenated texts.
    private func follows(_ index: Int) -> Bool {
      guard index > 0, !line.isEmpty else { return false }
      switch json.tokens[index - 1].kind {
      case .open, .colon, .comma: return false
      case .key, .string, .number, .literal, .other, .close: return true
      }
    }

    private mutating func newLine() {
      if line.contains(where: { !$0.text.allSatisfy { $0 == " " } }) { lines.append(line) }
      let indent = min(depth * 2, JSONText.deepestIndent)
      line = indent == 0 ? [] : [Span(String(repeating: " ", count: indent), theme.text)]
    }

    /// Empty containers, and lists of plain values that are short.
    private func staysInline(from index: Int) -> Bool {
      let tokens = json.tokens
      guard index + 1 < tokens.count else { return false }
      if tokens[index + 1].kind == .close { return true }
      guard json.bytes[tokens[index].range.lowerBound] == UInt8(ascii: "[") else { return false }
      for token in tokens[(index + 1)...] {
        if token.range.upperBound - tokens[index].range.lowerBound > JSONText.shortList {
          return false
        }
        if token.kind == .open { return false }
        if token.kind == .close { return true }
      }
      return false
    }
  }
}
