import WebText

/// The words of one command line of bash. Source: Bash Reference Manual, 3.1.2 "Quoting".
struct ShellWords {
  private var rest: ArraySlice<UInt8>
  private var words: [String] = []
  private var word = PastedWord()

  static func words(of line: String) throws(PastedProblem) -> [String] {
    var reader = ShellWords(rest: Array(line.utf8)[...])
    while let byte = reader.rest.popFirst() {
      if try !reader.read(byte) { break }
    }
    try reader.endWord()
    return reader.words
  }

  private init(rest: ArraySlice<UInt8>) {
    self.rest = rest
  }

  private mutating func endWord() throws(PastedProblem) {
    if let word = try word.take() { words.append(word) }
  }

  /// False at the end of the command.
  private mutating func read(_ byte: UInt8) throws(PastedProblem) -> Bool {
    switch byte {
    case 0x20, 0x09: try endWord()
    case UInt8(ascii: "\\"): readEscape()
    case UInt8(ascii: "'"): try readLiteral()
    case UInt8(ascii: "\""): try readQuoted()
    case UInt8(ascii: "$") where rest.first == UInt8(ascii: "'"):
      rest.removeFirst()
      try readEscaped()
    case UInt8(ascii: "$"): try readDollar()
    case UInt8(ascii: "`"): throw .substitution
    case UInt8(ascii: "#") where !word.isThere: rest = rest.drop { $0 != 0x0A }
    default: return try readSeparator(byte)
    }
    return true
  }

  /// What ends a command does so at the start of a word; within one it is part of a URL that
  /// somebody forgot to quote.
  private mutating func readSeparator(_ byte: UInt8) throws(PastedProblem) -> Bool {
    let isAlone = !word.isThere || (rest.first ?? 0x20) <= 0x20
    switch byte {
    case 0x0A, 0x0D,
      UInt8(ascii: ";") where isAlone, UInt8(ascii: "&") where isAlone:
      guard rest.drop(while: { $0 <= 0x20 || $0 == UInt8(ascii: ";") }).isComment else {
        throw .several
      }
      return false
    case UInt8(ascii: "|") where isAlone:
      // What is done with the answer is nothing of the request.
      if rest.first == UInt8(ascii: "|") { throw .several }
      return false
    case UInt8(ascii: "<"), UInt8(ascii: ">"): throw .redirection
    default:
      word.append(byte)
      return true
    }
  }

  /// A backslash before the end of a line joins it with the next, also where blanks came between.
  private mutating func readEscape() {
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }
    var behind = rest.dropFirst(blanks.count)
    if behind.takeNewline() {
      rest = behind
    } else if !blanks.isEmpty, !word.isThere {
      // Lines that were joined when they were pasted.
      rest = behind
    } else if let byte = rest.popFirst() {
      word.append(byte)
    }
  }

  private mutating func readLiteral() throws(PastedProblem) {
    word.quote()
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "'") { return }
      word.append(byte)
    }
    throw .openQuote
  }

  private mutating func readQuoted() throws(PastedProblem) {
    word.quote()
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\""): return
      case UInt8(ascii: "$"): try readDollar()
      case UInt8(ascii: "`"): throw .substitution
      case UInt8(ascii: "\\"):
        if rest.takeNewline() { continue }
        let isEscape = rest.first.map { "$`\"\\".utf8.contains($0) } ?? false
        word.append(isEscape ? rest.removeFirst() : byte)
      default: word.append(byte)
      }
    }
    throw .openQuote
  }

  private mutating func readDollar() throws(PastedProblem) {
    if let name = rest.takeVariableName() {
      word.append(variable: name)
    } else if rest.first == UInt8(ascii: "(") || rest.first == UInt8(ascii: "{") {
      throw .substitution
    } else {
      word.append(UInt8(ascii: "$"))
    }
  }

  /// `$'…'`. Source: Bash Reference Manual, 3.1.2.4 "ANSI-C Quoting".
  private mutating func readEscaped() throws(PastedProblem) {
    word.quote()
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "'"): return
      case UInt8(ascii: "\\"): readAnsiEscape()
      default: word.append(byte)
      }
    }
    throw .openQuote
  }

  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1B,
    UInt8(ascii: "E"): 0x1B, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
  ]

  private mutating func readAnsiEscape() {
    guard let letter = rest.popFirst() else { return word.append(UInt8(ascii: "\\")) }
    switch letter {
    case UInt8(ascii: "u"): readUnit(letter, digits: 4)
    case UInt8(ascii: "U"): readUnit(letter, digits: 8)
    case UInt8(ascii: "x"):
      if let number = takeNumber(radix: 16, digits: 2) {
        word.append(UInt8(truncatingIfNeeded: number))
      } else {
        word.append("\\x")
      }
    case UInt8(ascii: "c"): if let byte = rest.popFirst() { word.append(byte & 0x1F) }
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      word.append(octal(from: letter))
    case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "?"):
      word.append(letter)
    default:
      if let control = Self.controls[letter] { return word.append(control) }
      word.append(UInt8(ascii: "\\"))
      word.append(letter)
    }
  }

  private mutating func readUnit(_ letter: UInt8, digits: Int) {
    guard let number = takeNumber(radix: 16, digits: digits) else {
      word.append(UInt8(ascii: "\\"))
      return word.append(letter)
    }
    // Browsers write the two units of a character that has two.
    if let unit = UInt16(exactly: number) { return word.append(unit: unit) }
    word.append(String(Character(Unicode.Scalar(number) ?? "\u{FFFD}")))
  }

  /// Up to three digits, the first of which is taken already.
  private mutating func octal(from first: UInt8) -> UInt8 {
    var number = UInt32(first.hexDigit ?? 0)
    for _ in 0..<2 {
      guard let digit = takeNumber(radix: 8, digits: 1) else { break }
      number = number << 3 | digit
    }
    return UInt8(truncatingIfNeeded: number)
  }

  private mutating func takeNumber(radix: UInt32, digits: Int) -> UInt32? {
    let text = rest.prefix(digits).prefix { $0.hexDigit.map { UInt32($0) < radix } ?? false }
    guard !text.isEmpty else { return nil }
    rest = rest.dropFirst(text.count)
    return text.reduce(0) { $0 &* radix &+ UInt32($1.hexDigit ?? 0) }
  }
}

extension ArraySlice<UInt8> {
  /// Whether nothing but comments is left.
  fileprivate var isComment: Bool {
    split(separator: 0x0A).allSatisfy { line in
      line.isBlank || line.first { $0 > 0x20 } == UInt8(ascii: "#")
    }
  }
}
