import StreamDecoding
import Testing

@Suite struct JSONValueTests {
  @Test func `a text is read as a tree and written as it was`() throws {
    let text = #"{"b":[1.0e3,-0,12345678901234567890],"a":{"":null},"t":true,"f":false,"s":"x"}"#
    let value = try JSONValue(parsing: text)
    #expect(value.text() == text)
    #expect(value["b"]?[0]?.doubleValue == 1000)
    #expect(value["b"]?[0]?.intValue == 1000)
    #expect(value["b"]?[2] == .number("12345678901234567890"))
    #expect(value["b"]?[2]?.intValue == nil)
    #expect(value["b"]?[3] == nil)
    #expect(value["a"]?[""]?.isNull == true)
    #expect(value["t"]?.boolValue == true)
    #expect(value["s"]?.stringValue == "x")
    #expect(value["missing"] == nil)
  }

  @Test func `pretty text has one member a line and empty containers on theirs`() {
    let value: JSONValue = ["a": [1, "two", nil], "b": [:], "c": [], "d": ["e": true]]
    #expect(
      value.text(pretty: true) == """
        {
          "a": [
            1,
            "two",
            null
          ],
          "b": {},
          "c": [],
          "d": {
            "e": true
          }
        }
        """)
  }

  @Test func `escapes are resolved and written again where needed`() throws {
    let text = #""\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00\u0000""#
    let value = try JSONValue(parsing: text)
    #expect(value.stringValue == "\"\\/\u{8}\u{c}\n\r\tAé😀\0")
    #expect(value.text() == #""\"\\/\b\f\n\r\tAé😀\u0000""#)
    #expect(JSONValue.string("\u{1b}\u{7f}").text() == #""\u001b\u007f""#)
  }

  @Test(arguments: [
    #""\ud800""#, #""\udc00""#, #""\ud800\u0041""#, #""\ud800\ud800""#, #""\ud800x""#,
  ])
  func `half a surrogate pair becomes U+FFFD`(text: String) throws {
    #expect(try JSONValue(parsing: text).stringValue?.unicodeScalars.first == "\u{FFFD}")
  }

  @Test func `the character after half a pair stays`() throws {
    #expect(try JSONValue(parsing: #""\ud800\u0041""#) == "\u{FFFD}A")
    #expect(try JSONValue(parsing: #""\ud800\ud83d\ude00""#) == "\u{FFFD}😀")
  }

  @Test func `a byte order mark before the text is ignored`() throws {
    #expect(try JSONValue(parsing: "\u{FEFF}[1]") == [1])
  }

  @Test func `a fault is thrown with its position`() {
    #expect(throws: RecordFault(offset: 5, reason: .expectedValue)) {
      try JSONValue(parsing: "{\"a\":}")
    }
    #expect(throws: RecordFault(offset: 3, reason: .trailingBytes)) {
      try JSONValue(parsing: "[] x")
    }
  }

  @Test func `512 levels are read, written, compared and freed`() throws {
    let text = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
    let value = try JSONValue(parsing: text)
    #expect(value.text() == text)
    #expect(try JSONValue(parsing: text) == value)
  }

  @Test func `numbers that JSON can't write become null`() {
    #expect(JSONValue.number(Double.infinity) == .null)
    #expect(JSONValue.number(1.5).text() == "1.5")
    #expect(JSONValue.number(-3).text() == "-3")
  }

  /// Values put together at random, the same ones in every run.
  @Test func `whatever is printed is read again as it was, and its members are found`() throws {
    var dice = AnyCutTests.Dice(state: 3)
    for _ in 0..<2000 {
      let value = Self.value(levels: 4, &dice)
      for isPretty in [false, true] {
        let text = value.text(pretty: isPretty)
        #expect(try JSONValue(parsing: text) == value, "\(text)")
        for (name, inner) in value.objectValue ?? [:] {
          let bytes = Array(text.utf8)
          let range = bytes.withUnsafeBytes { JSONPlace([.name(name)]).range(in: $0) }
          #expect(try range.map { try JSONValue(parsing: Array(bytes[$0])) } == inner, "\(text)")
        }
      }
    }
  }

  private static let texts = [
    "", "a", "é", "e\u{301}", "\u{1F600}", "\"", "\\", "/", "\u{0}", "\u{1B}", "\n", "\u{7F}",
    "\u{2028}",
    "\u{FFFD}", "a b", "{}",
  ]

  private static func value(levels: Int, _ dice: inout AnyCutTests.Dice) -> JSONValue {
    let count = Int.random(in: 0...3, using: &dice)
    switch Int.random(in: 0...(levels > 0 ? 6 : 4), using: &dice) {
    case 0: return .null
    case 1: return .bool(count > 1)
    case 2: return .number(["0", "-1", "1.5e-3", "123456789012345678901"][count])
    case 3, 4:
      return .string((0..<count).compactMap { _ in texts.randomElement(using: &dice) }.joined())
    case 5: return .array((0..<count).map { _ in value(levels: levels - 1, &dice) })
    default:
      var members = JSONObject()
      for _ in 0..<count {
        members[texts.randomElement(using: &dice) ?? ""] = value(levels: levels - 1, &dice)
      }
      return .object(members)
    }
  }

  @Test(arguments: [
    ("9007199254740993.0", 9_007_199_254_740_993), ("0.99999999999999999999", nil),
    ("1e1", 10), ("10.0", 10), ("-0.0", 0), ("9223372036854775808", nil), ("1.5", nil), ("1e", nil),
    ("", nil), ("nan", nil), ("0x10", nil), ("-9223372036854775808", Int.min),
  ])
  func `a whole number is exact or none`(text: String, value: Int?) {
    #expect(JSONValue.number(text).intValue == value)
  }
}
