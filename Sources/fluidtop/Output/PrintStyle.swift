import TUI

/// How much a terminal can show of what is printed on it.
struct PrintStyle: Sendable {
  /// What a stretch of text means; a terminal with colours shows it.
  enum Role {
    case muted, accent, key, string, number, warning
    /// The name of one of several streams.
    case stream(Int)
  }

  let coloured: Bool
  var columns: Int

  private static let streamCodes = ["36", "33", "32", "35", "34", "31"]

  /// Colours only on a terminal that has them, and never where `NO_COLOR` is set (no-color.org).
  static var ofThisTerminal: PrintStyle {
    let environment = EnvironmentReference.ofThisProcess.environment
    let term = environment["TERM"] ?? "dumb"
    let refuses = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    return PrintStyle(
      coloured: StandardOutput.isTerminal && term != "dumb" && !refuses,
      columns: StandardOutput.columns ?? 80)
  }

  func paint(_ text: String, _ role: Role) -> String {
    guard coloured, !text.isEmpty else { return text }
    let code =
      switch role {
      case .muted: "2"
      case .accent: "36"
      case .key: "34"
      case .string: "32"
      case .number: "35"
      case .warning: "33"
      case .stream(let number): Self.streamCodes[number % Self.streamCodes.count]
      }
    return "\u{1B}[\(code)m\(text)\u{1B}[0m"
  }
}
