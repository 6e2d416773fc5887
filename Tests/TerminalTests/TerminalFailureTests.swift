import Testing

@testable import Terminal

@Test func `a failure says what is wrong and what to do`() {
  #expect(
    TerminalFailure.unknown(term: "xterm\u{1B}[2J").description
      == "this machine has no description of the terminal \"xterm?[2J\" (TERM); "
      + "try TERM=xterm-256color, or install the package ncurses-term")
}
