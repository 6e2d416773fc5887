import ClientExport

/// Program text in tokens, line by line. What goes over several lines, like a template literal or a
/// block comment, is told apart in each of them.
struct CodeText: Hashable, Sendable {
  let lines: [[CodeToken]]
  /// The cells of each line.
  let widths: [Int]

  static let none = CodeText("", as: .json)

  init(_ text: String, as syntax: ExportSyntax) {
    let bytes = Array(text.utf8)
    let pieces =
      switch syntax {
      case .script: CodeScanner(bytes, .script).pieces
      case .python: CodeScanner(bytes, .python).pieces
      case .swift: CodeScanner(bytes, .swift).pieces
      case .shell: CodeScanner(bytes, .shell).pieces
      case .requests: RequestFileScanner(bytes).pieces
      case .json: JSONTokens(text).pieces
      }
    var lines: [[CodeToken]] = [[]]
    for piece in pieces {
      let parts = bytes[piece.range].split(
        separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 { lines.append([]) }
        guard !part.isEmpty else { continue }
        lines[lines.count - 1].append(
          CodeToken(kind: piece.kind, text: String(decoding: part, as: UTF8.self)))
      }
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    self.lines = lines
    widths = lines.map { $0.reduce(0) { $0 + $1.text.columns } }
  }
}

/// A part of a text of which the kind is known; together they are the whole text.
struct CodePiece: Hashable {
  var kind: CodeToken.Kind
  /// In bytes.
  var range: Range<Int>
}

extension JSONTokens {
  /// The tokens with what is between them.
  var pieces: [CodePiece] {
    var pieces: [CodePiece] = []
    var position = 0
    for token in tokens {
      if token.range.lowerBound > position {
        pieces.append(CodePiece(kind: .plain, range: position..<token.range.lowerBound))
      }
      pieces.append(CodePiece(kind: token.kind.codeKind, range: token.range))
      position = token.range.upperBound
    }
    if position < bytes.count {
      pieces.append(CodePiece(kind: .plain, range: position..<bytes.count))
    }
    return pieces
  }
}

extension JSONTokens.Kind {
  fileprivate var codeKind: CodeToken.Kind {
    switch self {
    case .key: .key
    case .string: .string
    case .number: .number
    case .literal: .literal
    case .open, .close, .colon, .comma: .punctuation
    case .other: .plain
    }
  }
}
