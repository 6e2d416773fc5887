import Testing

@testable import fluidtop

@Suite struct WordingTests {
  @Test func `progress says how much, how fast and how long`() {
    #expect(
      Progress.text(done: 6_300_000, total: 10_000_000, elapsed: .seconds(5))
        == "63%  6.3 MB of 10.0 MB  1.3 MB/s  3 s left")
    #expect(Progress.text(done: 500, total: nil, elapsed: .milliseconds(10)) == "500 B")
  }

  @Test(arguments: [
    (Duration.milliseconds(7), "   +7ms"), (.milliseconds(999), " +999ms"),
    (.milliseconds(1_010), " +1.01s"), (.seconds(125), "    +2m"), (nil, "       "),
  ])
  func `a gap takes seven columns`(gap: Duration?, expected: String) {
    #expect(PrettyWriter.gap(gap) == expected)
  }

  @Test func `control characters are drawn as symbols and tabs stay`() {
    #expect(PrintableText.harmless("a\tb\u{1B}[2Jc\u{9B}d\u{202E}e") == "a\tb␛[2Jc␦d␦e")
  }

  @Test func `line ends stay where whole lines are made harmless`() {
    let bytes = PrintableText.harmless(lines: Array("a\u{7}\r\nb\n".utf8))
    #expect(String(decoding: bytes, as: UTF8.self) == "a␇␍\nb\n")
  }

  @Test func `copying wraps the sequence for tmux`() {
    let clipboard = Clipboard(environment: ["TMUX": "/tmp/tmux-0/default,1,0"])
    #expect(
      clipboard.sequence(for: Array("hi".utf8))
        == "\u{1B}]52;c;aGk=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;aGk=\u{7}\u{1B}\\")
    #expect(
      Clipboard(environment: [:]).sequence(for: Array("hi".utf8)) == "\u{1B}]52;c;aGk=\u{7}")
  }
}
