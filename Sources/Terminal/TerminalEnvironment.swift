/// What the environment says about the terminal.
public struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`: the name of the terminal's description.
  public var term: String?
  /// `COLORTERM`: "truecolor" or "24bit" where the terminal shows more than its name promises.
  public var colourTerm: String?
  /// `NO_COLOR` is there and not empty: no colour at all. Source: no-color.org.
  public var noColour: Bool

  /// An environment, said piece by piece.
  public init(term: String?, colourTerm: String? = nil, noColour: Bool = false) {
    self.term = term
    self.colourTerm = colourTerm
    self.noColour = noColour
  }

  /// An environment as the process was given it.
  public init(variables: [String: String]) {
    term = variables["TERM"].flatMap { $0.isEmpty ? nil : $0 }
    colourTerm = variables["COLORTERM"]
    noColour = !(variables["NO_COLOR"] ?? "").isEmpty
  }

  /// The names to try, best first: a bare `xterm`, `screen` or `tmux` is often a terminal with 256
  /// colours whose variable was never updated, and `COLORTERM` tells.
  var candidates: [String] {
    guard let term else { return [] }
    let hasMore = colourTerm == "truecolor" || colourTerm == "24bit"
    guard hasMore, !term.contains("color"), !term.contains("direct") else { return [term] }
    return [term + "-256color", term]
  }
}
