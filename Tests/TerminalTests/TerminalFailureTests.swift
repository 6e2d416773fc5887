import Testing

@testable import Terminal

@Suite struct TerminalFailureTests {
  @Test(arguments: [
    (
      TerminalFailure.notATerminal(.standardOutput),
      "the screen needs a terminal, and standard output is none; "
        + "`list`, `tail` and `get` print text and need no terminal"
    ),
    (
      .cannotDraw(term: "dumb"),
      "the terminal \"dumb\" (TERM) cannot move its cursor, so no screen can be drawn; "
        + "try TERM=xterm-256color, or use `list`, `tail` and `get`, which print text"
    ),
    (
      .unnamed,
      "TERM is not set, so nothing is known about this terminal; "
        + "set it, for example TERM=xterm-256color"
    ),
  ])
  func `a failure says what is wrong and what to do`(failure: TerminalFailure, sentence: String) {
    #expect(failure.description == sentence)
  }

  @Test func `a terminal's name cannot smuggle control characters into the sentence`() {
    let failure = TerminalFailure.unknown(term: "x\u{1B}[2J\n")
    #expect(
      failure.description.hasPrefix("this machine has no description of the terminal \"x?[2J?\""))
  }
}
