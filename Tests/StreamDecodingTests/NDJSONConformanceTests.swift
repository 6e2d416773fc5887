import StreamDecoding
import Testing
import WebText

/// The sample cases for JSON streams, each as delivered and in many other cuts.
@Suite struct NDJSONConformanceTests {
  struct Case: CustomTestStringConvertible {
    let name: String
    let format: String
    let chunks: [[UInt8]]
    let records: [String]
    let errors: Int

    var testDescription: String { name }

    init(_ value: JSONValue) {
      name = value["name"]?.stringValue ?? ""
      format = value["format"]?.stringValue ?? ""
      chunks = (value["chunks"]?.arrayValue ?? []).compactMap {
        Base64.bytes(of: ($0.stringValue ?? "").utf8)
      }
      records = (value["expect"]?["records"]?.arrayValue ?? []).compactMap(\.stringValue)
      errors = value["expect"]?["errors"]?.intValue ?? -1
    }

    func decoded(_ parts: [[UInt8]], freshBatches: Bool = true) -> Decoded {
      switch format {
      case "ndjson": Decoded(parts, with: NDJSONDecoder(), freshBatches: freshBatches)
      case "json-seq": Decoded(parts, with: JSONSequenceDecoder(), freshBatches: freshBatches)
      default: Decoded(parts, with: JSONValueDecoder(), freshBatches: freshBatches)
      }
    }
  }

  static func cases() throws -> [Case] {
    try JSONValue(parsing: FixtureFile("ndjson.json").bytes).arrayValue?.map(Case.init) ?? []
  }

  @Test func `the sample is there`() throws {
    #expect(try Self.cases().count == 70)
  }

  @Test(arguments: try cases())
  func `a case gives its records and errors`(sample: Case) {
    let decoded = sample.decoded(sample.chunks)
    let invalid = decoded.records.filter { $0.hasPrefix("invalid ") }
    #expect(
      decoded.records.filter { !$0.hasPrefix("invalid ") } == sample.records.map { "value \($0)" })
    #expect(invalid.count == sample.errors)
    #expect(decoded.failure == nil)
  }

  @Test(arguments: try cases())
  func `a case gives the same records however it is cut`(sample: Case) {
    let asDelivered = sample.decoded(sample.chunks)
    for parts in cuts(of: Array(sample.chunks.joined())) {
      #expect(sample.decoded(parts) == asDelivered)
      #expect(sample.decoded(parts, freshBatches: false) == asDelivered)
    }
  }
}
