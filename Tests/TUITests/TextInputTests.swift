import Testing

@testable import TUI

/// A text that is typed over several lines.
@Suite struct TextInputTests {
  private func typed(_ keys: [Key], into text: String = "") -> String {
    var input = TextInput(text, hasLines: true)
    let table = KeyTable.standard
    for key in keys {
      if let edit = table.textLines.command(for: key) {
        input.take(edit)
      } else {
        _ = input.take(key, table.typing)
      }
    }
    var characters = input.characters
    characters.insert("|", at: input.cursor)
    return String(characters)
  }

  @Test(
    arguments: [
      ("", [.character("a"), .enter, .character("b")], "a\nb|"),
      ("ab\ncd", [.down, .end, .up, .character("x")], "abx|\ncd"),
      ("abcd\na\nabcd", [.end, .down, .down], "abcd\na\nabcd|"),
      ("日本語\nabcdef", [.right, .right, .down], "日本語\nabcd|ef"),
      ("e\u{301}e\u{301}x\nabc", [.right, .right, .down], "e\u{301}e\u{301}x\nab|c"),
      ("ab\ncd", [.alt(">"), .control("u")], "ab\n|"),
      ("ab\ncd", [.control("k"), .control("k")], "|cd"),
      ("one two\nthree", [.alt("f"), .alt("f"), .alt("f")], "one two\nthree|"),
      ("one two", [.end, .alt("b"), .character("x")], "one x|two"),
      ("ab", [.down, .up], "|ab"),
      ("", [.paste("a\n\tb\u{1B}[0m\r\n")], "a\n\tb[0m\n|"),
      ("ab\ncd", [.down, .backspace], "ab|cd"),
    ] as [(String, [Key], String)])
  func `keys move and change lines`(text: String, keys: [Key], result: String) {
    #expect(typed(keys, into: text) == result)
  }

  @Test(
    arguments: [
      ([.paste("one"), .alt("u")], "|"),
      ([.paste("one"), .alt("u"), .alt("y")], "one|"),
      ([.character("a"), .character("b"), .enter, .character("c"), .alt("u"), .alt("u")], "ab|"),
      ([.paste("one two"), .control("w"), .alt("u")], "one two|"),
      ([.paste("ab"), .backspace, .backspace, .alt("u")], "ab|"),
      ([.alt("u"), .alt("y")], "|"),
    ] as [([Key], String)])
  func `what was changed is taken back and done again`(keys: [Key], result: String) {
    #expect(typed(keys) == result)
  }

  @Test func `a line takes no second one`() {
    var input = TextInput("a")
    #expect(!input.take(.newLine) && !input.take(.down))
    _ = input.take(.paste("b\nc"))
    #expect(input.text == "ab c")
  }

  @Test func `the undo of a long paste costs no more than it`() {
    var input = TextInput("", hasLines: true)
    let long = String(repeating: "0123456789", count: 150_000)
    for _ in 0..<6 {
      _ = input.take(.paste(long))
      input.take(.deleteToStart)
    }
    #expect(input.isEmpty)
    input.take(.undo)
    #expect(input.characters.count == TextInput.longest)
  }
}
