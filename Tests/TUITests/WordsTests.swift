import StreamDecoding
import Testing

@testable import TUI

/// Numbers, times and schemas in words.
@Suite struct WordsTests {
  @Test(arguments: [(0, "0:00"), (72, "1:12"), (3723, "1:02:03")])
  func `a clock`(seconds: Int, text: String) {
    #expect(Duration.seconds(seconds).clock == text)
  }

  @Test(arguments: [(999, "999"), (3121, "3k"), (1_234_567, "1.2M"), (45_000_000, "45M")])
  func `a count in four cells`(count: Int, text: String) { #expect(count.short == text) }

  @Test func `times wrap at midnight`() {
    let late = TimeOfDay(milliseconds: 86_399_999)
    #expect(late.text == "23:59:59.999")
    #expect(late.advanced(by: .milliseconds(1)).text == "00:00:00.000")
  }

  @Test(
    arguments: [
      (["type": "integer", "minimum": 1, "maximum": 100], "integer 1 to 100"),
      (["anyOf": [["type": "number"], ["type": "null"]]], "number"),
      (["type": "array", "items": ["type": "string"]], "list of string"),
      (["enum": ["a", "b"]], "a|b"), (["type": "string", "format": "date"], "date"), ([:], ""),
    ] as [(JSONValue, String)])
  func `a schema in words`(schema: JSONValue, words: String) {
    #expect(SchemaWords(schema).type == words)
  }

  @Test func `JSON is laid out, short lists on one line`() {
    let text = #"{"a":[1,2,3],"b":{"c":null},"d":[],"e":[{"f":1}]}"#
    let lines = JSONText.body(text, Theme(name: ""), limit: 100)
    #expect(
      lines.map { $0.map(\.text).joined() } == [
        "{", "  \"a\": [1, 2, 3],", "  \"b\": {", "    \"c\": null", "  },", "  \"d\": [],",
        "  \"e\": [", "    {", "      \"f\": 1", "    }", "  ]", "}",
      ])
  }
}
