import WebText

/// Cuts a script of PowerShell into statements, as far as browsers write any.
///
/// Source: Microsoft, "about_Quoting_Rules", "about_Special_Characters"; Chromium's and Firefox's
/// "Copy as PowerShell".
struct PowerShellReader {
  enum Token: Equatable {
    /// As it stands, a variable's name with its dollar sign.
    case word(String)
    /// As `EnvironmentText` reads it.
    case string(String)
    case table([Pair])

    struct Pair: Equatable {
      var name: String
      var value: String
    }

    var string: String? {
      if case .string(let text) = self { text } else { nil }
    }

    /// A string, or a word that stands for one.
    var value: String? {
      switch self {
      case .string(let text): text
      case .word(let text) where !text.hasPrefix("-") && !text.hasPrefix("$"): text
      case .word, .table: nil
      }
    }

    var isParameter: Bool {
      if case .word(let text) = self { text.hasPrefix("-") } else { false }
    }
  }

  private var rest: ArraySlice<UInt8>

  init(_ text: String) {
    rest = Array(text.utf8)[...]
  }

  /// The tokens up to the end of a line; nil at the end. Brackets, commas and `=` only separate.
  mutating func statement() throws(PastedProblem) -> [Token]? {
    rest = rest.drop { $0 <= 0x20 || $0 == UInt8(ascii: ";") }
    guard !rest.isEmpty else { return nil }
    var tokens: [Token] = []
    while let byte = rest.first {
      if byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: ";") { break }
      if byte == UInt8(ascii: "|") { rest = [] }
      if let token = try token() { tokens.append(token) }
    }
    return tokens
  }

  /// Nil where only something that separates stood.
  private mutating func token() throws(PastedProblem) -> Token? {
    guard let byte = rest.popFirst() else { return nil }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(try text(quotedBy: byte))
    case UInt8(ascii: "@") where rest.first == UInt8(ascii: "{"):
      rest.removeFirst()
      return .table(try pairs())
    case UInt8(ascii: "@"): throw .powerShell
    case UInt8(ascii: "`"):
      // Before the end of a line it joins it with the next.
      rest = rest.drop { $0 == 0x20 || $0 == 0x09 }
      _ = rest.takeNewline()
      return nil
    case _ where Self.separates(byte): return nil
    default:
      // `=` separates names from values, but is part of a URL that nobody quoted.
      let word = rest.prefix { $0 > 0x20 && !"(),{}\"'`;".utf8.contains($0) }
      rest = rest.dropFirst(word.count)
      let text = String(decoding: [byte] + word, as: UTF8.self)
      return .word(text.hasSuffix("=") ? String(text.dropLast()) : text)
    }
  }

  private static func separates(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || "(),={}".utf8.contains(byte)
  }

  /// `"name"="value"`, each on a line of its own or behind a semicolon.
  private mutating func pairs() throws(PastedProblem) -> [Token.Pair] {
    var texts: [String] = []
    while let byte = rest.first, byte != UInt8(ascii: "}") {
      if byte == 0x0A || byte == 0x0D || byte == UInt8(ascii: ";") {
        rest.removeFirst()
        continue
      }
      guard let token = try token() else { continue }
      guard let text = token.value else { throw .powerShell }
      texts.append(text)
    }
    guard rest.popFirst() != nil, texts.count.isMultiple(of: 2) else { throw .powerShell }
    return stride(from: 0, to: texts.count, by: 2).map {
      Token.Pair(name: texts[$0], value: texts[$0 + 1])
    }
  }

  private mutating func text(quotedBy quote: UInt8) throws(PastedProblem) -> String {
    var word = PastedWord()
    word.quote()
    while let byte = rest.popFirst() {
      switch byte {
      case quote where rest.first == quote: word.append(rest.removeFirst())
      case quote: return try word.take() ?? ""
      case UInt8(ascii: "`") where quote == UInt8(ascii: "\""): readEscape(into: &word)
      case UInt8(ascii: "$") where quote == UInt8(ascii: "\""): try readDollar(into: &word)
      default: word.append(byte)
      }
    }
    throw .openQuote
  }

  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "0"): 0x00, UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "e"): 0x1B, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
    UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
  ]

  private mutating func readEscape(into word: inout PastedWord) {
    if rest.takeNewline() { return }
    guard let letter = rest.popFirst() else { return }
    word.append(Self.controls[letter] ?? letter)
  }

  /// `$([char]233)`, `$env:NAME`, `$NAME`.
  private mutating func readDollar(into word: inout PastedWord) throws(PastedProblem) {
    let mark = Array("([char]".utf8)
    if rest.starts(with: mark) {
      let digits = rest.dropFirst(mark.count).prefix { $0.decimalDigit != nil }
      let behind = rest.dropFirst(mark.count + digits.count)
      guard let unit = UInt16(String(decoding: digits, as: UTF8.self)),
        behind.first == UInt8(ascii: ")")
      else { throw .substitution }
      rest = behind.dropFirst()
      return word.append(unit: unit)
    }
    if rest.starts(with: "env:".utf8) { rest = rest.dropFirst(4) }
    if let name = rest.takeVariableName() { return word.append(variable: name) }
    if rest.first == UInt8(ascii: "(") { throw .substitution }
    word.append(UInt8(ascii: "$"))
  }
}
