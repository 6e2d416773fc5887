import StreamDecoding
import Testing

@Suite struct JSONScannerTests {
  private func fault(_ bytes: [UInt8]) -> RecordFault? {
    bytes.withUnsafeBytes { JSONScanner.fault(in: $0) }
  }

  private func fault(_ text: String) -> RecordFault? { fault(Array(text.utf8)) }

  /// Tokens as `kind text`, given only `step` bytes more at a time.
  private func tokens(_ text: String, step: Int) -> [String] {
    let all = Array(text.utf8)
    var scanner = JSONScanner()
    var result: [String] = []
    var length = 0
    while true {
      let next = all[..<length].withUnsafeBytes { bytes in
        scanner.next(in: bytes, isFinal: length == all.count)
      }
      switch next {
      case .token(let token):
        result.append("\(token.kind) \(String(decoding: all[token.range], as: UTF8.self))")
      case .needsMore: length = min(length + step, all.count)
      case .finished: return result
      case .fault(let fault): return result + [fault.sentence]
      }
    }
  }

  @Test func `tokens are the same however the text arrives`() {
    let text = #" { "a\"é" : [ -1.5e+3, true, null, "😀\u00e9" ], "b": {} } "#
    let expected = [
      "objectStart {", #"key "a\"é""#, "arrayStart [", "number -1.5e+3", "true true", "null null",
      #"string "😀\u00e9""#, "arrayEnd ]", #"key "b""#, "objectStart {", "objectEnd }",
      "objectEnd }",
    ]
    for step in [1, 2, 5, 1000] { #expect(tokens(text, step: step) == expected) }
  }

  @Test(arguments: [
    "0", "-0", "1e5", "1E-05", "12.50", "\"\"", "\"\\u0000\\/\\b\"", "\"\\ud800\"", "[]", "{}",
    " [ ] ", "[[],{}]", "{\"a\":{\"a\":[1]}}", "\"\u{7f}\u{2028}\"", "\t\r\n1\n",
  ])
  func `JSON is taken as it is`(text: String) {
    #expect(fault(text) == nil)
  }

  @Test(arguments: [
    ("", 0, RecordFault.Reason.unexpectedEnd), ("  ", 2, .unexpectedEnd), ("{", 1, .unexpectedEnd),
    ("[1,]", 3, .expectedValue), ("[,1]", 1, .expectedValue), ("[1 2]", 3, .expectedCommaOrEnd),
    ("{\"a\":1,}", 7, .expectedKey), ("{a:1}", 1, .expectedKey), ("{\"a\" 1}", 5, .expectedColon),
    ("{\"a\":1]", 6, .expectedCommaOrEnd), ("[1}", 2, .expectedCommaOrEnd),
    ("]", 0, .expectedValue),
    ("1 2", 2, .trailingBytes), ("{}}", 2, .trailingBytes), ("01", 1, .invalidNumber),
    ("-", 1, .unexpectedEnd), ("1.", 2, .unexpectedEnd), ("1.x", 2, .invalidNumber),
    ("-x", 1, .invalidNumber), ("1e+", 3, .unexpectedEnd), ("0x1", 1, .invalidNumber),
    ("tru", 3, .unexpectedEnd), ("trux", 3, .invalidLiteral), ("truee", 4, .invalidLiteral),
    ("NaN", 0, .expectedValue), ("\"a", 2, .unexpectedEnd), ("\"\\x\"", 2, .invalidEscape),
    ("\"\\u12g4\"", 5, .invalidEscape), ("\"\\u12", 5, .unexpectedEnd),
    ("\"a\tb\"", 2, .controlCharacter), ("'a'", 0, .expectedValue), ("// x", 0, .expectedValue),
    ("\u{FEFF}1", 0, .expectedValue),
  ])
  func `what is not JSON is a fault at its byte`(
    text: String, offset: Int, reason: RecordFault.Reason
  ) {
    #expect(fault(text) == RecordFault(offset: offset, reason: reason))
  }

  @Test(
    arguments: [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x41], [0xE0, 0x9F, 0xBF],
      [0xED, 0xA0, 0x80],
      [0xE2, 0x82], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFF],
    ] as [[UInt8]])
  func `a string that is not UTF-8 is a fault, wherever it stands`(bytes: [UInt8]) {
    for padding in 0...9 {
      let text = [0x22] + [UInt8](repeating: 0x61, count: padding) + bytes + [0x22, 0x20]
      #expect(fault(text) == RecordFault(offset: padding + 1, reason: .invalidUTF8))
    }
  }

  @Test func `every byte of a string is looked at, wherever it stands`() {
    for byte in UInt8.min...UInt8.max {
      for padding in 0...17 {
        let filler = [UInt8](repeating: 0x7F, count: padding)
        let isGood = byte >= 0x20 && byte < 0x80 && byte != 0x22 && byte != 0x5C
        let text = [0x22] + filler + [byte] + filler + [0x22]
        #expect((fault(text) == nil) == isGood, "byte \(byte) after \(padding)")
      }
    }
  }

  @Test func `512 levels are taken and one more is a fault`() {
    func nested(_ levels: Int) -> String {
      String(repeating: "[{\"a\":", count: levels / 2) + (levels % 2 == 1 ? "[]" : "1")
        + String(repeating: "}]", count: levels / 2)
    }
    #expect(fault(nested(512)) == nil)
    #expect(fault(nested(513))?.reason == .tooDeep)
    #expect(fault(String(repeating: "[", count: 1_000_000))?.reason == .tooDeep)
  }

  @Test func `a fault is told in a sentence`() {
    #expect(fault("[1,]")?.sentence == "expected a JSON value at byte 3")
    for reason in RecordFault.Reason.allCases { #expect(!reason.words.isEmpty) }
  }
}
