/// Generated code with its long lines broken where the language lets a line end.
struct WrappedCode {
  /// The longest line that formatters and linters leave alone, in bytes.
  private static let limit = 120

  /// Signs with a blank behind them: a line can end after the first, and before the others.
  private let ends: [Character]
  private let starts: [Character]
  /// Lines end only within brackets.
  private let needsBrackets: Bool
  private let comment: String
  private let indent: String

  static let script = WrappedCode(
    ends: [",", ";", "{"], starts: ["|", "&"], needsBrackets: false, comment: "//", indent: "  ")
  static let python = WrappedCode(
    ends: [","], starts: ["|"], needsBrackets: true, comment: "#", indent: "    ")

  /// `code`, which is whole lines.
  func text(_ code: String) -> String {
    var result = ""
    // What is behind it is not copied yet; most code has no long line.
    var done = code.startIndex
    var start = code.startIndex
    while start < code.endIndex {
      let end = code.utf8[start...].firstIndex(of: UInt8(ascii: "\n")) ?? code.endIndex
      if code.utf8.distance(from: start, to: end) > Self.limit {
        result += code[done..<start]
        result += wrapped(code[start..<end])
        done = end
      }
      start = end < code.endIndex ? code.utf8.index(after: end) : end
    }
    return result + code[done...]
  }

  private func wrapped(_ line: Substring) -> String {
    let margin = line.prefix { $0 == " " }
    let star = line.dropFirst(margin.count).hasPrefix("* ") ? "* " : ""
    // Words alone are no code.
    if line.dropFirst(margin.count).hasPrefix(comment) { return String(line) }
    let next = margin + star + indent
    var pieces = self.pieces(of: line.dropFirst(margin.count + star.count))[...]
    var lines = [margin + star + pieces.removeFirst()]
    for piece in pieces {
      let last = lines[lines.count - 1]
      if last.utf8.count + 1 + piece.utf8.count <= Self.limit {
        lines[lines.count - 1] = last + " " + piece
      } else {
        lines.append(next + piece)
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What must stay together, without the blanks between.
  private func pieces(of line: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var start = line.startIndex
    var (quote, isEscaped, depth): (Character?, Bool, Int) = (nil, false, needsBrackets ? 0 : 1)
    var previous: Character = " "
    for at in line.indices {
      let sign = line[at]
      defer { previous = sign }
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        isEscaped = sign == "\\"
        if sign == open { quote = nil }
      } else if "\"'`".contains(sign) {
        quote = sign
      } else if "([{".contains(sign) {
        depth += 1
      } else if ")]}".contains(sign) {
        depth -= 1
      } else if sign == " ", depth > 0 {
        let behind = line.index(after: at)
        let isStart = behind < line.endIndex && starts.contains(line[behind])
        guard ends.contains(previous) || isStart else { continue }
        pieces.append(line[start..<at])
        start = behind
      }
    }
    return pieces + [line[start...]]
  }
}
