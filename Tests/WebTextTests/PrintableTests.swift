import Testing
import WebText

@Suite struct PrintableTests {
  @Test(arguments: [
    ("a\u{1B}[2Jb", "a\u{FFFD}[2Jb"), ("\u{9B}\u{7F}\u{0}\n", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{202E}\u{2066}\u{FEFF}", "\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("one\u{2028}two\u{2029}", "one\u{FFFD}two\u{FFFD}"), ("é日本📬", "é日本📬"),
  ])
  func `what controls, reorders or ends a line is replaced`(text: String, expected: String) {
    #expect(text.printable() == expected)
  }

  @Test(
    arguments: [
      ("\u{1B}", true, true), ("\u{200D}", true, true), ("\u{E000}", false, true),
      ("\u{378}", false, true), ("é", false, false), (" ", false, false), ("\u{301}", false, false),
    ] as [(Unicode.Scalar, Bool, Bool)])
  func `what not everybody has a sign for stands in no source`(
    scalar: Unicode.Scalar, isUnseen: Bool, isUnreadable: Bool
  ) {
    #expect(scalar.isUnseen == isUnseen)
    #expect(scalar.isUnreadable == isUnreadable)
  }

  @Test func `a long text is cut`() {
    #expect("abcd".printable(limit: 3) == "abc…")
    #expect("abc".printable(limit: 3) == "abc")
  }
}
