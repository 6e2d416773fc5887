/// Takes program text apart as its syntax says. It takes any text: a string that nothing ends goes
/// to the end of its line, or of the text.
struct CodeScanner {
  /// What is open around the position.
  private enum Context {
    case string(CodeSyntax.Quote)
    /// Code within a string; `depth` counts its own brackets that are open.
    case insertion(CodeSyntax.Insertion, depth: Int)
  }

  private let syntax: CodeSyntax
  private let bytes: [UInt8]
  private var position = 0
  private var contexts: [Context] = []
  private(set) var pieces: [CodePiece] = []

  init(_ bytes: [UInt8], _ syntax: CodeSyntax) {
    self.bytes = bytes
    self.syntax = syntax
    while position < bytes.count {
      if case .string(let quote)? = contexts.last {
        scanString(quote, from: position)
      } else {
        scanCode()
      }
    }
  }

  // MARK: Code

  private mutating func scanCode() {
    let start = position
    let byte = bytes[start]
    if let quote = syntax.quotes.first(where: { isAt($0.open) }) {
      position += quote.open.count
      contexts.append(.string(quote))
      return scanString(quote, from: start)
    }
    if beginsLineComment {
      position = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      return add(.comment, from: start)
    }
    if syntax.hasBlockComments, isAt(Self.commentOpen) { return scanBlockComment() }
    if syntax.hasRegularExpressions, byte == UInt8(ascii: "/"), let end = endOfRegularExpression {
      position = end
      return add(.string, from: start)
    }
    if syntax.hasVariables, let end = endOfVariable {
      position = end
      return add(.variable, from: start)
    }
    if byte.beginsWord { return scanWord() }
    if byte.isDigit { return scanNumber() }
    position += 1
    leaveOrEnter(byte)
    add(.plain, from: start)
  }

  private mutating func scanWord() {
    let start = position
    position = bytes[start...].firstIndex { !$0.continuesWord } ?? bytes.count
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    // A member may be called as a keyword is.
    let isMember = start > 0 && bytes[start - 1] == UInt8(ascii: ".")
    let isKeyword = !isMember && syntax.keywords.contains(word)
    add(isKeyword ? .keyword : syntax.literals.contains(word) ? .literal : .plain, from: start)
  }

  private mutating func scanNumber() {
    let start = position
    while position < bytes.count {
      let isPoint =
        bytes[position] == UInt8(ascii: ".") && position + 1 < bytes.count
        && bytes[position + 1].isDigit
      guard bytes[position].continuesWord || isPoint else { break }
      position += 1
    }
    add(.number, from: start)
  }

  /// Counts the brackets of code within a string, whose last one leads back into it.
  private mutating func leaveOrEnter(_ byte: UInt8) {
    guard case .insertion(let insertion, let depth)? = contexts.last else { return }
    if byte == insertion.brackets.open {
      contexts[contexts.count - 1] = .insertion(insertion, depth: depth + 1)
    } else if byte == insertion.brackets.close {
      contexts.removeLast()
      if depth > 0 { contexts.append(.insertion(insertion, depth: depth - 1)) }
    }
  }

  // MARK: Comments

  private static let commentOpen = Array("/*".utf8)
  private static let commentClose = Array("*/".utf8)

  private var beginsLineComment: Bool {
    guard isAt(syntax.lineComment) else { return false }
    return !syntax.commentsBeginWords || position == 0 || bytes[position - 1].isSpace
  }

  private mutating func scanBlockComment() {
    let start = position
    var depth = 0
    repeat {
      if isAt(Self.commentClose) {
        depth -= 1
        position += 2
      } else if isAt(Self.commentOpen), depth == 0 || syntax.blockCommentsNest {
        depth += 1
        position += 2
      } else {
        position += 1
      }
    } while depth > 0 && position < bytes.count
    add(.comment, from: start)
  }

  // MARK: Strings

  private mutating func scanString(_ quote: CodeSyntax.Quote, from start: Int) {
    while position < bytes.count {
      if isAt(quote.close) {
        position += quote.close.count
        contexts.removeLast()
        return add(.string, from: start)
      }
      if let insertion = quote.insertion, isAt(insertion.open) {
        add(.string, from: start)
        position += insertion.open.count
        contexts.append(.insertion(insertion, depth: 0))
        return add(.plain, from: position - insertion.open.count)
      }
      if quote.hasVariables, let end = endOfVariable {
        add(.string, from: start)
        let name = position
        position = end
        return add(.variable, from: name)
      }
      if bytes[position] == UInt8(ascii: "\n"), !quote.spansLines {
        contexts.removeLast()
        return add(.string, from: start)
      }
      let isEscape = quote.hasEscapes && bytes[position] == UInt8(ascii: "\\")
      position = min(position + (isEscape ? 2 : 1), bytes.count)
    }
    add(.string, from: start)
  }

  /// Of `$NAME` or `${NAME}` at the position.
  private var endOfVariable: Int? {
    guard bytes[position] == UInt8(ascii: "$"), position + 1 < bytes.count else { return nil }
    let isBraced = bytes[position + 1] == UInt8(ascii: "{")
    let start = position + (isBraced ? 2 : 1)
    guard start < bytes.count, bytes[start].beginsWord else { return nil }
    let end = bytes[start...].firstIndex { !$0.continuesWord } ?? bytes.count
    guard isBraced else { return end }
    return end < bytes.count && bytes[end] == UInt8(ascii: "}") ? end + 1 : nil
  }

  /// A slash divides what stands before it; behind a sign or at a beginning it opens an expression.
  private var endOfRegularExpression: Int? {
    if let before = bytes[..<position].lastIndex(where: { !$0.isSpace }),
      !"(,=:[!&|?{};>".utf8.contains(bytes[before]),
      pieces.last(where: { $0.range.contains(before) })?.kind != .keyword
    {
      return nil
    }
    var end = position + 1
    var isInClass = false
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      switch bytes[end] {
      case UInt8(ascii: "\\"): end += 1
      case UInt8(ascii: "["): isInClass = true
      case UInt8(ascii: "]"): isInClass = false
      case UInt8(ascii: "/") where !isInClass:
        return bytes[(end + 1)...].firstIndex { !$0.continuesWord } ?? bytes.count
      default: break
      }
      end += 1
    }
    return nil
  }

  // MARK: Pieces

  private func isAt(_ text: [UInt8]) -> Bool { bytes[position...].starts(with: text) }

  private mutating func add(_ kind: CodeToken.Kind, from start: Int) {
    guard start < position else { return }
    if let last = pieces.last, last.kind == kind, last.range.upperBound == start, kind == .plain {
      pieces[pieces.count - 1].range = last.range.lowerBound..<position
    } else {
      pieces.append(CodePiece(kind: kind, range: start..<position))
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  fileprivate var beginsWord: Bool {
    let letter = self | 0x20
    return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) && self < 0x80
      || self == UInt8(ascii: "_") || self >= 0x80
  }

  fileprivate var continuesWord: Bool { beginsWord || isDigit }
}
