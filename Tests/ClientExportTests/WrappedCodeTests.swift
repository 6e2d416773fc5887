import Testing

@testable import ClientExport

@Suite struct WrappedCodeTests {
  private static let word = String(repeating: "x", count: 50)

  @Test func `a long line of TypeScript is broken behind commas and before bars, not within texts`()
  {
    let word = Self.word
    let union = "\"\(word), | y\" | \"\(word)\" | { b: \(word); c: number }"
    let code = "  const a: " + union + " = f(\(word), 1);\n"
    #expect(
      WrappedCode.script.text(code) == """
          const a: "\(word), | y"
            | "\(word)" | { b: \(word);
            c: number } = f(\(word), 1);

        """)
  }

  @Test func `a long line of Python is broken within brackets alone`() {
    let word = Self.word
    let code = "    a, b = f([\(word), \"\(word), y\"], \(word))\n# \(word), \(word), \(word)\n"
    #expect(
      WrappedCode.python.text(code) == """
            a, b = f([\(word),
                "\(word), y"], \(word))
        # \(word), \(word), \(word)

        """)
  }

  @Test func `a long type in a comment of JavaScript stays in its comment`() {
    let word = Self.word
    #expect(
      WrappedCode.script.text(" * @typedef {\"\(word)\" | \"\(word)\" | \"\(word)\"} A\n") == """
         * @typedef {"\(word)" | "\(word)"
         *   | "\(word)"} A

        """)
  }

  @Test func `a short line stays as it is`() {
    #expect(WrappedCode.script.text("f(a, b);\n\n") == "f(a, b);\n\n")
  }
}
