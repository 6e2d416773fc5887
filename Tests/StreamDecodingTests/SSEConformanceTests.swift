import StreamDecoding
import Testing
import WebText

/// The sample cases of the standard, each as delivered and in many other cuts.
@Suite struct SSEConformanceTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let chunks: [[UInt8]]
    let expected: Decoded

    var testDescription: String { name }

    init(_ value: JSONValue) {
      name = value["name"]?.stringValue ?? ""
      chunks = (value["chunks"]?.arrayValue ?? []).compactMap {
        Base64.bytes(of: ($0.stringValue ?? "").utf8)
      }
      var expected = Decoded([], with: SSEDecoder())
      expected.records = (value["expect"]?["events"]?.arrayValue ?? []).map { event in
        let type = event["type"]?.stringValue ?? ""
        let data = event["data"]?.text() ?? ""
        let id = event["lastEventId"]?.stringValue ?? ""
        return "event \(type) \(data)\(id.isEmpty ? "" : " id=\(id)")"
      }
      expected.reconnectionTime = value["expect"]?["retry"]?.intValue
      expected.lastEventID = value["expect"]?["lastEventId"]?.stringValue ?? ""
      self.expected = expected
    }
  }

  static func cases() throws -> [Case] {
    try JSONValue(parsing: FixtureFile("sse.json").bytes).arrayValue?.map(Case.init) ?? []
  }

  @Test func `the sample is there`() throws {
    #expect(try Self.cases().count == 104)
  }

  @Test(arguments: try cases())
  func `a case gives its events`(sample: Case) {
    var decoded = Decoded(sample.chunks, with: SSEDecoder())
    decoded.records.removeAll { $0.hasPrefix("comment ") }
    #expect(decoded == sample.expected)
  }

  @Test(arguments: try cases())
  func `a case gives the same records however it is cut`(sample: Case) {
    let asDelivered = Decoded(sample.chunks, with: SSEDecoder())
    for decoded in Decoded.everyCut(of: Array(sample.chunks.joined()), with: SSEDecoder()) {
      #expect(decoded == asDelivered)
    }
  }
}
