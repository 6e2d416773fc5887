import CNcurses
import TUI

/// What the environment says about the terminal.
public struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`: the name of the terminal's description.
  public var term: String?
  /// `COLORTERM`: "truecolor" or "24bit" where the terminal shows more than its name promises.
  public var colourTerm: String?
  /// `NO_COLOR` is there and not empty: no colour at all. Source: no-color.org.
  public var noColour: Bool
  /// Which sort of background `COLORFGBG` tells of: `15;0`, the colours' numbers among the sixteen.
  public var background: Background?

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
    background = variables["COLORFGBG"].flatMap(Self.background)
  }

  /// Source: rxvt(1), COLORFGBG: `default` says nothing.
  private static func background(_ text: String) -> Background? {
    guard let number = text.split(separator: ";").last.flatMap({ Int($0) }),
      (0..<16).contains(number)
    else { return nil }
    return number == 7 || number > 8 ? .light : .dark
  }

  /// Nearly every terminal draws what an xterm does, and says so in its own description.
  static let standIns = ["xterm-256color", "xterm"]

  /// The names to try, best first: a bare `xterm`, `screen` or `tmux` is often a terminal with 256
  /// colours whose variable was never updated, and `COLORTERM` tells.
  var candidates: [String] {
    guard let term else { return [] }
    let hasMore = colourTerm == "truecolor" || colourTerm == "24bit"
    guard hasMore, !term.contains("color"), !term.contains("direct") else { return [term] }
    return [term + "-256color", term]
  }

  /// The first name that this machine has a description for, if that one can draw.
  func describe() throws(TerminalFailure) -> (name: String, abilities: terminal_guard_abilities) {
    guard terminal_guard_is_terminal(0) else { throw .notATerminal(.standardInput) }
    guard terminal_guard_is_terminal(1) else { throw .notATerminal(.standardOutput) }
    guard let term else { throw .unnamed }
    for name in candidates + (term == "dumb" ? [] : Self.standIns) {
      let abilities = terminal_guard_look_up(name)
      guard abilities.known else { continue }
      guard abilities.moves_cursor else { throw .cannotDraw(term: term) }
      return (name, abilities)
    }
    throw term == "dumb" ? .cannotDraw(term: term) : .unknown(term: term)
  }
}
