import StreamDecoding
import Testing

@testable import Endpoints

/// Schemas of records that nobody declared.
@Suite struct SchemaInferenceTests {
  private func schema(_ texts: [String]) throws -> JSONValue {
    let inference = SchemaInference()
    for text in texts { inference.take(try JSONValue(parsing: Array(text.utf8))) }
    #expect(inference.count == texts.count)
    return inference.schema
  }

  @Test(arguments: [
    ([], "{}"),
    (["1", "2"], #"{"type":"integer"}"#),
    (["1", "2.5"], #"{"type":"number"}"#),
    (["-1e3"], #"{"type":"number"}"#),
    (["1", "null", "\"a\""], #"{"type":["integer","string","null"]}"#),
    (["true"], #"{"type":"boolean"}"#),
    (["[]"], #"{"type":"array","items":{}}"#),
    (["[]", "[1]", "[null]"], #"{"type":"array","items":{"type":["integer","null"]}}"#),
    (
      [#"{"a":1}"#, #"{"a":2,"b":"x"}"#],
      #"{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"string"}},"required":["a"]}"#
    ),
    ([#"{}"#], #"{"type":"object"}"#),
    (
      [#"{"a":{"1":2,"2":3}}"#],
      #"{"type":"object","properties":{"a":{"type":"object","additionalProperties":{"type":"integer"}}},"required":["a"]}"#
    ),
    (
      [#"{"a":1}"#, "3"],
      #"{"anyOf":[{"type":"integer"},{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}]}"#
    ),
  ])
  func `the shape of what came`(texts: [String], expected: String) throws {
    #expect(try schema(texts).text() == expected)
  }

  @Test func `a few words that come again and again are an enumeration`() throws {
    let levels = (0..<12).map { "{\"level\":\"\(["info", "warn"][$0 % 2])\",\"host\":\"web\"}" }
    let found = try schema(levels)
    #expect(found["properties"]?["level"]?["enum"] == ["info", "warn"])
    #expect(found["properties"]?["host"] == ["type": "string"])
    // Fewer may be chance.
    #expect(try schema(Array(levels.prefix(6)))["properties"]?["level"] == ["type": "string"])
  }

  @Test(arguments: ["password", "api_key", "accessToken"])
  func `what stands below a secret's name is no enumeration`(name: String) throws {
    let words = (0..<12).map { ["hunter2", "swordfish"][$0 % 2] }
    let plain = words.map { "{\"\(name)\":\"\($0)\"}" }
    let nested = words.map { "{\"\(name)\":{\"of\":[\"\($0)\"]}}" }
    let found = try schema(plain + nested)
    #expect(!found.text().contains("hunter2"))
  }

  @Test func `records of several sorts are a union`() throws {
    let found = try schema([
      #"{"type":"a","x":1}"#, #"{"type":"b","y":"1"}"#, #"{"type":"a","x":2}"#,
    ])
    let choices = try #require(found["anyOf"]?.arrayValue)
    #expect(choices.map { $0["properties"]?["type"]?["enum"] } == [["a"], ["b"]])
    #expect(choices.map { $0["required"] } == [["type", "x"], ["type", "y"]])
  }

  @Test func `names that never end are the keys of a map`() throws {
    let found = try schema((0..<300).map { "{\"user-x\($0)\":{\"n\":\($0)}}" })
    #expect(found["additionalProperties"]?["properties"]?["n"] == ["type": "integer"])
  }

  private static let names = ["a", "type", "1", "2", "e\u{301}", "\u{E9}"]

  /// Values of every sort, from few names so that they meet.
  private static func value(_ random: inout some RandomNumberGenerator, depth: Int) -> JSONValue {
    switch Int.random(in: 0..<(depth > 3 ? 6 : 9), using: &random) {
    case 0: return .null
    case 1: return .bool(.random(using: &random))
    case 2: return .number(String(Int.random(in: -5...5, using: &random)))
    case 3: return .number("1.5e3")
    case 4: return .string(names.randomElement(using: &random) ?? "")
    case 5: return .string(String(repeating: "x ", count: .random(in: 0...40, using: &random)))
    case 6:
      return .array(
        (0..<Int.random(in: 0...3, using: &random)).map { _ in value(&random, depth: depth + 1) })
    default:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...5, using: &random) {
        let name = names.randomElement(using: &random) ?? ""
        object[name] = value(&random, depth: depth + 1)
      }
      return .object(object)
    }
  }

  @Test(arguments: 0..<60)
  func `every value that was seen fits`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let values = (0..<40).map { _ in Self.value(&random, depth: 0) }
    let inference = SchemaInference()
    values.forEach(inference.take)
    let schema = inference.schema
    for value in values {
      #expect(
        SchemaCheck.breaches(of: value, in: schema, models: [:]).isEmpty,
        "\(value.text()) in \(schema.text())")
    }
  }

  @Test func `what is hostile is bounded`() throws {
    let inference = SchemaInference()
    for number in 0..<200 {
      var object = JSONObject()
      for index in 0..<150 { object["k\(number)-\(index)"] = [.object(["v\(number)": 1])] }
      inference.take(.object(object))
    }
    #expect(inference.schema.text().utf8.count < 1 << 20)
  }
}

/// The same values for the same seed.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

  /// Source: SplitMix64, Steele, Lea and Flood 2014.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
