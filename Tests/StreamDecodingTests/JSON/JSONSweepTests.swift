import StreamDecoding
import Testing

/// `fault(in:)` takes good texts in one sweep, tokens are made step by step: both must agree.
@Suite struct JSONSweepTests {
  private func steppedFault(_ bytes: UnsafeRawBufferPointer) -> RecordFault? {
    var scanner = JSONScanner()
    while true {
      switch scanner.next(in: bytes) {
      case .token: continue
      case .fault(let fault): return fault
      case .needsMore: return RecordFault(offset: bytes.count, reason: .unexpectedEnd)
      case .finished:
        let rest = bytes[scanner.position...].firstIndex { ![0x20, 0x0A, 0x0D, 0x09].contains($0) }
        return rest.map { RecordFault(offset: $0, reason: .trailingBytes) }
      }
    }
  }

  private func expectAgreement(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { text in
      #expect(JSONScanner.fault(in: text) == steppedFault(text), "\(bytes)")
    }
  }

  private static let samples = [
    #"{"id":1,"b":[true,false,null,-0.5e-3,"é\u00e9\n",{}],"c":{"d":[[],[0]]}}"#,
    #" [ 10 , { "a" : "\ud83d\ude00" } , "" ] "#, "0", "-1.5E+9", #""plain text without end""#,
    "{\"a\":\"漢字漢字\",\"b\":[1,2,3],\"c\":\"\\\\\\\"\"}",
  ]

  @Test(arguments: samples)
  func `a text with one byte changed, left out or doubled is judged alike`(text: String) {
    let bytes = Array(text.utf8)
    expectAgreement(bytes)
    for index in bytes.indices {
      for byte in [0, 0x0A, 0x20, 0x22, 0x2C, 0x2D, 0x30, 0x3A, 0x5C, 0x5D, 0x7B, 0x7D, 0xC3, 0xFF]
      {
        var changed = bytes
        changed[index] = UInt8(byte)
        expectAgreement(changed)
      }
      expectAgreement(Array(bytes[..<index]))
      expectAgreement(Array(bytes[index...]))
      expectAgreement(Array(bytes[..<index] + bytes[(index + 1)...]))
      expectAgreement(Array(bytes[...index] + bytes[index...]))
    }
  }

  @Test func `texts put together at random are judged alike`() {
    var dice = AnyCutTests.Dice(state: 3)
    for _ in 0..<5000 {
      let pieces = (0..<Int.random(in: 1...12, using: &dice)).compactMap { _ in
        AnyCutTests.jsonPieces.randomElement(using: &dice)
      }
      expectAgreement(pieces.flatMap(\.self))
    }
  }

  @Test(arguments: [63, 64, 65, 511, 512, 513])
  func `levels are counted alike`(levels: Int) {
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
      let text =
        String(repeating: open, count: levels) + "1" + String(repeating: close, count: levels)
      expectAgreement(Array(text.utf8))
    }
  }
}
