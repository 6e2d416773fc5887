/// Why the screen cannot be opened.
public enum TerminalFailure: Error, Hashable, Sendable {
  /// One of the process's own streams.
  public enum Stream: String, Sendable {
    /// Where keys come from.
    case standardInput = "standard input"
    /// Where the screen goes.
    case standardOutput = "standard output"
  }

  /// The stream is a file or a pipe.
  case notATerminal(Stream)
  /// `TERM` is not set.
  case unnamed
  /// There is no description for `TERM` on this machine.
  case unknown(term: String)
  /// The terminal cannot move its cursor, as `TERM=dumb` says of itself.
  case cannotDraw(term: String)
  /// The system gave no resources for it.
  case unavailable
}

extension TerminalFailure: CustomStringConvertible {
  /// What is wrong and what to do about it, in one sentence.
  public var description: String {
    switch self {
    case .notATerminal(let stream):
      "the screen needs a terminal, and \(stream.rawValue) is none; "
        + "`list`, `tail` and `get` print text and need no terminal"
    case .unnamed:
      "TERM is not set, so nothing is known about this terminal; "
        + "set it, for example TERM=xterm-256color"
    case .unknown(let term):
      "this machine has no description of the terminal \"\(term.printable)\" (TERM); "
        + "try TERM=xterm-256color, or install the package ncurses-term"
    case .cannotDraw(let term):
      "the terminal \"\(term.printable)\" (TERM) cannot move its cursor, so no screen can be drawn; "
        + "try TERM=xterm-256color, or use `list`, `tail` and `get`, which print text"
    case .unavailable:
      "the terminal could not be opened: the system has no memory or no file descriptor left for it"
    }
  }
}

extension String {
  /// A variable can hold anything; an error message must not.
  fileprivate var printable: String {
    String(unicodeScalars.prefix(64).map { (0x20..<0x7F).contains($0.value) ? Character($0) : "?" })
  }
}
