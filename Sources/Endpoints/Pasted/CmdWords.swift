import WebText

/// The words of one command line of Windows: what cmd makes of carets, percent signs and ends of
/// lines, and then what the program makes of quotes and backslashes.
///
/// Source: Microsoft, "Parsing C command-line arguments"; Chromium's and Firefox's "Copy as cURL".
struct CmdWords {
  private var rest: ArraySlice<UInt8>
  /// What cmd hands to the program.
  private var line: [UInt8] = []
  private var isQuoted = false
  /// Browsers put a caret before each sign of their own, quotes too, and double backslashes.
  private let isCopied: Bool

  static func words(of line: String) throws(PastedProblem) -> [String] {
    var reader = CmdWords(line)
    while let byte = reader.rest.popFirst() {
      if try !reader.read(byte) { break }
    }
    return try reader.words()
  }

  private init(_ line: String) {
    rest = Array(line.utf8)[...]
    isCopied = line.contains("^\"")
  }

  // MARK: cmd's

  /// False at the end of the command.
  private mutating func read(_ byte: UInt8) throws(PastedProblem) -> Bool {
    switch byte {
    case UInt8(ascii: "^") where isEscape: readCaret()
    case UInt8(ascii: "%") where rest.first == byte:
      rest.removeFirst()
      line.append(byte)
    case UInt8(ascii: "\""):
      isQuoted.toggle()
      line.append(byte)
    case 0x0A, 0x0D,
      UInt8(ascii: "&") where isAlone:
      guard rest.isBlank else { throw .several }
      return false
    case UInt8(ascii: "|") where isAlone: return false
    case UInt8(ascii: "<") where isAlone, UInt8(ascii: ">") where isAlone: throw .redirection
    default: line.append(byte)
    }
    return true
  }

  /// Within quotes a caret stands for itself, but not in what browsers copied until 2023: there it
  /// stands before signs, and between a percent sign and what would make a variable of it.
  private var isEscape: Bool {
    guard isQuoted, let next = rest.first else { return true }
    let isLetter = next.isASCIILetter || next.decimalDigit != nil || next == 0x20
    return !isLetter || line.last == UInt8(ascii: "%")
  }

  private var isAlone: Bool {
    !isQuoted && (line.last ?? 0x20) <= 0x20
  }

  /// At the end of a line it joins it with the next, whose first sign is taken as it is: an empty
  /// line is a line's end.
  private mutating func readCaret() {
    guard rest.takeNewline() else {
      if let byte = rest.popFirst() { line.append(byte) }
      return
    }
    if rest.takeNewline() { line.append(0x0A) }
  }

  // MARK: The program's

  private func words() throws(PastedProblem) -> [String] {
    var words: [String] = []
    var word = PastedWord()
    var isQuoted = false
    var rest = line[...]
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"): readBackslashes(&rest, &word, isQuoted: &isQuoted)
      case UInt8(ascii: "\""): Self.readQuote(&rest, &word, isQuoted: &isQuoted)
      case 0x20, 0x09, 0x0A:
        guard isQuoted else {
          if let word = try word.take() { words.append(word) }
          continue
        }
        word.append(byte)
      default: word.append(byte)
      }
    }
    guard !isQuoted else { throw .openQuote }
    if let word = try word.take() { words.append(word) }
    return words
  }

  /// Before a quote two are one, and one more takes the quote as it is; elsewhere they stand for
  /// themselves, unless a browser has doubled them.
  private func readBackslashes(
    _ rest: inout ArraySlice<UInt8>, _ word: inout PastedWord, isQuoted: inout Bool
  ) {
    let count = 1 + rest.prefix { $0 == UInt8(ascii: "\\") }.count
    rest = rest.dropFirst(count - 1)
    let isBeforeQuote = rest.first == UInt8(ascii: "\"")
    // Firefox puts one before what PowerShell would read, too.
    let isBeforeOther = isCopied && (rest.first.map { "`$".utf8.contains($0) } ?? false)
    let isHalved = isBeforeQuote || isCopied && (count > 1 || isBeforeOther)
    for _ in 0..<(isHalved ? count / 2 : count) { word.append(UInt8(ascii: "\\")) }
    guard isHalved, count % 2 == 1, let next = rest.first else { return }
    if isBeforeQuote || isBeforeOther {
      word.append(next)
      rest.removeFirst()
    } else {
      word.append(UInt8(ascii: "\\"))
    }
  }

  private static func readQuote(
    _ rest: inout ArraySlice<UInt8>, _ word: inout PastedWord, isQuoted: inout Bool
  ) {
    word.quote()
    if isQuoted, rest.first == UInt8(ascii: "\"") {
      word.append(rest.removeFirst())
    } else {
      isQuoted.toggle()
    }
  }
}
