import StreamDecoding
import Testing

/// What people write by hand.
@Suite struct JSON5Tests {
  @Test func `comments, trailing commas, bare names, quotes of both kinds and lines are read`()
    throws
  {
    let text = """
      // A file.
      {
        name: 'it\\'s "so"', /* two
        lines */ "b": [1, .5, -0x10, +2e1,],
        more: { deep: true, none: null, },
        joined: "a\\
      b\\u0041\\ud83d\\ude00\\x42",
      }
      """
    let value = try JSON5Reader.value(of: Array(text.utf8))
    guard case .object(let members) = value.content else { throw value.isNot("an object", key: "") }
    #expect(members.map(\.name) == ["name", "b", "more", "joined"])
    #expect(members.map(\.line) == [3, 4, 5, 6])
    #expect(members[0].value.content == .string("it's \"so\""))
    guard case .array(let numbers) = members[1].value.content else { return }
    #expect(numbers.map(\.content) == [.number(1), .number(0.5), .number(-16), .number(20)])
    #expect(members[3].value.content == .string("abA\u{1F600}B"))
  }

  @Test(arguments: [
    ("{a: 1 b: 2}", "f:1: a comma or } is missing behind a"),
    ("{\n\n a 1}", "f:3: a colon is missing behind a"),
    ("{a: 1,\na: 2}", "f:2: a: stands here a second time"),
    ("[1, 2", "f:1: ends too early: a comma or ] is missing"),
    ("{a: blue}", "f:1: blue is no value; a text stands in quotes"),
    ("'a\nb'", "f:1: the text that begins here has no closing quote"),
    ("\n/* a", "f:2: the comment that begins here has no */"),
    ("{} {}", "f:1: something stands behind the value"),
    ("", "f:1: ends too early: a value is missing"),
    ("{a: \"\\uD8\"}", "f:1: \\x needs two hexadecimal digits, and \\u four"),
    ("{,}", "f:1: a name is missing"),
    ("1e999999x", "f:1: 1e999999x is no value; a text stands in quotes"),
    ("{a: b\u{9B}2J\u{202E}c}", "f:1: b?2J?c is no value; a text stands in quotes"),
    ("{a\u{2028}: 1, a\u{2028}: 2}", "f:1: a?: stands here a second time"),
  ])
  func `what is no JSON5 is refused by its line`(text: String, sentence: String) {
    #expect(throws: JSON5Problem.self) { try JSON5Reader.value(of: Array(text.utf8)) }
    do { _ = try JSON5Reader.value(of: Array(text.utf8)) } catch {
      #expect(error.sentence(in: "f") == sentence)
    }
  }

  @Test func `a text nested without end is refused, not followed`() {
    let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
    #expect(throws: JSON5Problem.self) { try JSON5Reader.value(of: deep) }
    #expect(throws: JSON5Problem.self) { try JSON5Reader.value(of: [0x22, 0xFF, 0x22]) }
  }

  /// Whatever a text is cut to, it is read or refused.
  @Test func `any piece of a text ends in a value or a sentence`() {
    let text = Array(
      "{a: 'x\\u00e9\\ud83d\\ude00', b: [0x1F, -Infinity, /* c */ null], // d\n}".utf8)
    for start in text.indices {
      for end in start...text.count {
        do { _ = try JSON5Reader.value(of: Array(text[start..<end])) } catch {
          #expect(!error.reason.isEmpty)
        }
      }
    }
  }
}
