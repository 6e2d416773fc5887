import TUI
import Testing

@testable import Terminal

@Suite struct TerminalEnvironmentTests {
  @Test func `empty variables are as good as none`() {
    let environment = TerminalEnvironment(variables: ["TERM": "", "NO_COLOR": ""])
    #expect(environment == TerminalEnvironment(term: nil))
    #expect(environment.candidates == [])
  }

  @Test func `NO_COLOR counts whatever it says`() {
    #expect(TerminalEnvironment(variables: ["TERM": "xterm", "NO_COLOR": "0"]).noColour)
  }

  @Test(arguments: [
    ("xterm", nil, ["xterm"]), ("xterm", "truecolor", ["xterm-256color", "xterm"]),
    ("tmux-256color", "24bit", ["tmux-256color"]), ("xterm-direct", "truecolor", ["xterm-direct"]),
  ])
  func `COLORTERM tells of colours that TERM does not`(
    term: String, colourTerm: String?, candidates: [String]
  ) {
    #expect(TerminalEnvironment(term: term, colourTerm: colourTerm).candidates == candidates)
  }

  @Test(arguments: [
    ("15;0", Background.dark), ("0;15", .light), ("0;default;7", .light), ("12;8", .dark),
    ("0;default", nil), ("", nil), ("0;16", nil), ("0;-1", nil), ("light", nil),
  ])
  func `COLORFGBG tells of the background where it can`(text: String, background: Background?) {
    #expect(TerminalEnvironment(variables: ["COLORFGBG": text]).background == background)
  }
}
