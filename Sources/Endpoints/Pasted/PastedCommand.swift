/// A request as browsers copy it and documents print it: a command line of curl, for bash or for
/// cmd, or PowerShell's `Invoke-WebRequest`.
public struct PastedCommand: Sendable {
  /// Whose rules of quoting the line follows.
  public enum Dialect: Sendable, Hashable {
    case bash
    case cmd
    case powerShell
  }

  /// Whose rules of quoting the line follows.
  public let dialect: Dialect
  private let text: String

  /// Nil where the text is no such line: a URL, an endpoint's name, a folder.
  public init?(_ text: String) {
    var text = text[...]
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    // What documents print in front of a command.
    if text.hasPrefix("$ ") { text = text.dropFirst(2) }
    self.text = String(text)
    let first = text.prefix { !$0.isWhitespace }
    guard first.endIndex < text.endIndex else { return nil }
    if Self.isCurl(first) {
      dialect = Self.isOfCmd(text) ? .cmd : .bash
    } else if Self.isOfPowerShell(first, text) {
      dialect = .powerShell
    } else {
      return nil
    }
  }

  /// What stands behind `curl`, each word as `EnvironmentText` reads it; PowerShell's parameters as
  /// the options of curl that mean the same.
  public func words() throws(PastedProblem) -> [String] {
    switch dialect {
    case .bash: Array(try ShellWords.words(of: text).dropFirst())
    case .cmd: Array(try CmdWords.words(of: text).dropFirst())
    case .powerShell: try PowerShellRequest(text).words
    }
  }

  private static func isCurl(_ word: Substring) -> Bool {
    guard !word.contains("://") else { return false }
    let name = word.split(whereSeparator: { "/\\".contains($0) }).last?.lowercased()
    return name == "curl" || name == "curl.exe"
  }

  private static func isOfPowerShell(_ first: Substring, _ text: Substring) -> Bool {
    let commands = ["invoke-webrequest", "invoke-restmethod"]
    let name = first.lowercased()
    if commands.contains(name) || name == "iwr" || name == "irm" { return true }
    guard name.hasPrefix("$") else { return false }
    let all = text.lowercased()
    return commands.contains { all.contains($0) }
  }

  /// Carets before quotes and at the ends of lines are cmd's, where a word ends before them; so are
  /// quotes that are doubled within others, where nothing is in single ones.
  private static func isOfCmd(_ text: Substring) -> Bool {
    let bytes = Array(text.utf8)
    let quote = UInt8(ascii: "\"")
    for index in bytes.indices.dropFirst().dropLast() where bytes[index] == UInt8(ascii: "^") {
      let isAtStart = bytes[index - 1] <= 0x20
      if isAtStart, [quote, 0x0A, 0x0D].contains(bytes[index + 1]) { return true }
    }
    guard !bytes.contains(UInt8(ascii: "'")) else { return false }
    return bytes.indices.dropFirst().dropLast(2).contains { index in
      bytes[index] == quote && bytes[index + 1] == quote && bytes[index - 1] > 0x20
        && bytes[index + 2] > 0x20
    }
  }
}

/// Why a pasted command line can't be read. Nothing of the line is told: it may be a secret.
public enum PastedProblem: Error, Sendable, Hashable {
  /// A quote that nothing closes.
  case openQuote
  /// `$(…)`, `` `…` `` or a variable in another form than `$NAME`.
  case substitution
  /// `>` or `<`.
  case redirection
  /// More than one command.
  case several
  /// Bytes that are no UTF-8.
  case noText
  /// Something of PowerShell's that browsers don't write.
  case powerShell
  /// A parameter of `Invoke-WebRequest`, by its name.
  case parameter(String)

  /// What is wrong and what to do, for the end of a sentence about the line.
  public var words: String {
    switch self {
    case .openQuote: "has a quote that nothing closes; paste all of it"
    case .substitution: "runs another command or changes a variable; write what comes of that"
    case .redirection: "reads or writes a file with < or >; take that away"
    case .several: "holds more than one command; paste one of them"
    case .noText: "has bytes that are no text; put them into a file, and name it as @FILE"
    case .powerShell: "isn't what browsers copy for PowerShell; copy it for bash instead"
    case .parameter(let name): "has \(name), which isn't known here; take it away"
    }
  }
}
