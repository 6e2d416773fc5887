import ScriptedServers
import StreamDecoding
import Testing

@Suite struct JSONRecordDecoderTests {
  struct Ship: Decodable, Equatable {
    struct Position: Decodable, Equatable {
      var lat: Double
      var lon: Float
    }

    var id: Int
    var name: String
    var isDocked: Bool
    var positions: [Position]
    var crew: [String: Int]
    var note: String?
    var draught: Double?
  }

  private func decode<T: Decodable>(_ type: T.Type, _ text: String) throws(JSONRecordFailure) -> T {
    try JSONRecordDecoder().decode(type, from: Array(text.utf8))
  }

  private func sentence<T: Decodable>(_ type: T.Type, _ text: String) -> String {
    do throws(JSONRecordFailure) {
      return "decoded \(try decode(type, text))"
    } catch {
      return error.sentence
    }
  }

  @Test func `a record becomes a value of its type`() throws {
    let text = """
      {"id": 7, "crew": {"deck": 3, "b\\u00fcro": 1}, "name": "Aurora \\"II\\" 漢字", "more": [{}],
       "isDocked": true, "positions": [{"lat": 53.5, "lon": -9.25e0}, {"lon": 1, "lat": 0.1}],
       "note": null}
      """
    let expected = Ship(
      id: 7, name: "Aurora \"II\" 漢字", isDocked: true,
      positions: [.init(lat: 53.5, lon: -9.25), .init(lat: 0.1, lon: 1)],
      crew: ["deck": 3, "büro": 1], note: nil, draught: nil)
    #expect(try decode(Ship.self, text) == expected)
  }

  @Test func `the payload of a batch's entry can be decoded as it is`() throws {
    var decoder = NDJSONDecoder()
    var batch = RecordBatch()
    try Array("[1,2]\n[3]\n".utf8).withUnsafeBytes { try decoder.decode($0, into: &batch) }
    let rows = try batch.entries.map {
      try JSONRecordDecoder().decode([Int].self, from: batch.bytes[$0.payload])
    }
    #expect(rows == [[1, 2], [3]])
  }

  @Test(arguments: [
    (#"{"id":1}"#, "name: there is no such value"),
    (#"{"id":"1"}"#, "id: expected Int, found a string"),
    (#"{"id":null}"#, "id: expected Int, found null"),
    (#"{"id":1.5}"#, "id: the number 1.5 does not fit Int"),
    (#"[]"#, "expected Dictionary<String, Any>, found an array"),
    (#"{"id":1,}"#, "expected a member name in double quotes or the end of the object at byte 8"),
    (
      #"{"id":1,"name":"","isDocked":true,"positions":[{"lat":1,"lon":1},{"lat":1,"lon":[]}]}"#,
      "positions[1].lon: expected Float, found an array"
    ),
    (
      #"{"id":1,"name":"","isDocked":true,"positions":[],"crew":{"a b":true}}"#,
      #"crew["a b"]: expected Int, found a boolean"#
    ),
    (
      #"{"id":1,"name":"","isDocked":true,"positions":[],"crew":{},"draught":1e999}"#,
      "draught: the number 1e999 does not fit Double"
    ),
  ])
  func `what does not fit is told with its place`(text: String, expected: String) {
    #expect(sentence(Ship.self, text) == expected)
  }

  @Test func `whole numbers must fit their type, whatever way they are written`() throws {
    #expect(
      try decode([Int8].self, "[-128, 127, 1e2, 12.00, -0, 0e9, 0.0]")
        == [-128, 127, 100, 12, 0, 0, 0])
    #expect(try decode([UInt8].self, "[255, 2.55e2, -0, 2550e-1]") == [255, 255, 0, 255])
    #expect(try decode([UInt64].self, "[18446744073709551615]") == [.max])
    #expect(
      try decode([Int64].self, "[-9223372036854775808, 9223372036854775807]") == [.min, .max])
    #expect(try decode(Int.self, "9007199254740993.000") == 9_007_199_254_740_993)
    #expect(try decode([Int16].self, "[-32768]") == [.min])
    #expect(try decode([UInt16].self, "[65535]") == [.max])
    #expect(try decode([Int32].self, "[-2147483648]") == [.min])
    #expect(try decode([UInt32].self, "[4294967295]") == [.max])
    #expect(try decode([UInt].self, "[1]") == [1])
  }

  @Test(arguments: [
    "128", "-129", "1e3", "0.1", "1e-1", "1e999999999999999999", "99999999999999999999999",
    "1.0000000000000000000000001", "-1e30",
  ])
  func `a number that is not in the type is an error, not another number`(text: String) {
    #expect(sentence(Int8.self, text).hasSuffix("does not fit Int8"))
  }

  @Test(arguments: ["-1", "-0.1", "18446744073709551616", "1844674407370955161e1e"])
  func `there is no way around the bounds of an unsigned type`(text: String) {
    #expect(throws: JSONRecordFailure.self) { try decode(UInt64.self, text) }
  }

  @Test func `floating point is rounded as Swift's own literals are`() throws {
    var dice = AnyCutTests.Dice(state: 4)
    for _ in 0..<2000 {
      let value = Double(bitPattern: dice.next())
      guard value.isFinite else { continue }
      for text in ["\(value)", "\(Float(value))", "\(Int(dice.next() >> 12))e\(dice.next() % 60)"] {
        guard let double = Double(text), double.isFinite else { continue }
        #expect(try decode(Double.self, text) == double, "\(text)")
        guard let float = Float(text), float.isFinite else { continue }
        #expect(try decode(Float.self, text) == float, "\(text)")
      }
    }
    for text in ["0.1", "-0.0", "1e22", "1e23", "9007199254740993", "4.9e-324", "123456.789e-5"] {
      #expect(try decode(Double.self, text) == Double(text))
    }
    #expect(try decode(Double.self, "-0").sign == .minus)
  }

  @Test func `of members with the same name the last one counts, in small and large objects`()
    throws
  {
    for filler in [0, 100] {
      let members = (0..<filler).map { "\"k\($0)\":\($0)" }
      let text =
        "{" + (["\"a\":1"] + members + ["\"b\":2", "\"\\u0061\":3"]).joined(separator: ",")
        + "}"
      let decoded = try decode([String: Int].self, text)
      #expect(decoded["a"] == 3)
      #expect(decoded.count == filler + 2)
    }
  }

  @Test func `names are compared by their bytes`() throws {
    struct Composed: Decodable {
      enum CodingKeys: String, CodingKey { case value = "\u{e9}" }
      var value: Int?
    }
    #expect(try decode(Composed.self, "{\"\u{e9}\":1}").value == 1)
    #expect(try decode(Composed.self, "{\"e\u{301}\":1}").value == nil)
  }

  @Test func `nested containers, super decoders and optional elements are there`() throws {
    struct Base: Decodable { var id: Int }
    struct Odd: Decodable {
      enum CodingKeys: CodingKey { case list, inner, deep }
      var numbers: [Int?] = []
      var inner = 0
      var baseID = 0
      var elementID = 0

      init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        var list = try members.nestedUnkeyedContainer(forKey: .list)
        #expect(list.count == 5)
        while list.currentIndex < 3 {
          numbers.append(try list.decodeNil() ? nil : list.decode(Int.self))
        }
        elementID = try Base(from: list.superDecoder()).id
        #expect(list.codingPath.map(\.stringValue) == ["list"])
        var rest = try list.nestedUnkeyedContainer()
        #expect(rest.isAtEnd && list.isAtEnd)
        #expect(throws: DecodingError.self) { try rest.decode(Int.self) }
        inner = try members.nestedContainer(keyedBy: CodingKeys.self, forKey: .inner)
          .decode(Int.self, forKey: .deep)
        baseID = try Base(from: members.superDecoder()).id
        #expect(members.allKeys.map(\.stringValue) == ["list", "inner"])
      }
    }
    let odd = try decode(
      Odd.self, #"{"list":[1,null,3,{"id":4},[]],"inner":{"deep":5},"super":{"id":6}}"#)
    #expect(odd.numbers == [1, nil, 3])
    #expect([odd.elementID, odd.inner, odd.baseID] == [4, 5, 6])
  }

  @Test func `a type may try one thing after the other, and say itself what is wrong`() throws {
    struct Refusal: Error, CustomStringConvertible { var description: String { "no ships today" } }
    enum Union: Decodable, Equatable {
      case number(Int)
      case text(String)

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Int.self) {
          self = .number(number)
        } else if let text = try? value.decode(String.self) {
          self = .text(text)
        } else if value.decodeNil() {
          throw Refusal()
        } else {
          throw DecodingError.dataCorruptedError(in: value, debugDescription: "neither of both")
        }
      }
    }
    #expect(try decode([Union].self, #"[1,"a"]"#) == [.number(1), .text("a")])
    #expect(sentence([Union].self, #"[1,{}]"#) == "[1]: neither of both")
    #expect(sentence([Union].self, #"[null]"#) == "no ships today")
  }

  @Test func `a long array of such values is read in linear time`() throws {
    struct Either: Decodable {
      init(from decoder: any Decoder) throws {
        if (try? Int(from: decoder)) == nil { _ = try String(from: decoder) }
      }
    }
    func effort(for count: Int) throws -> Double {
      let text = "[" + repeatElement("\"a\"", count: count).joined(separator: ",") + "]"
      return try ScriptedServers.effort {
        let found = try decode([Either].self, text).count
        #expect(found == count)
      }
    }
    // Of a square it would be the four-hundredfold.
    #expect(try effort(for: 20_000) < 100 * effort(for: 1_000))
  }

  @Test func `a decoder that a type keeps outlives the bytes`() throws {
    struct Kept: Decodable {
      let decoder: any Decoder
      init(from decoder: any Decoder) { self.decoder = decoder }
    }
    let kept = try decode(Kept.self, #"{"text":"a long text that is in no small string"}"#)
    let again = try [String: String](from: kept.decoder)
    #expect(again == ["text": "a long text that is in no small string"])
  }

  @Test func `types find what the decoder was given for them`() throws {
    struct Asking: Decodable {
      let answer: String
      init(from decoder: any Decoder) throws {
        let key = try #require(CodingUserInfoKey(rawValue: "answer"))
        answer = decoder.userInfo[key] as? String ?? "none"
      }
    }
    var decoder = JSONRecordDecoder()
    let key = try #require(CodingUserInfoKey(rawValue: "answer"))
    decoder.userInfo[key] = "42"
    #expect(try decoder.decode([Asking].self, from: Array("[0]".utf8)).map(\.answer) == ["42"])
  }

  @Test func `512 levels are read, and one more is a fault`() throws {
    indirect enum Nested: Decodable {
      case end
      case level(Nested)
      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        self = list.isAtEnd ? .end : .level(try list.decode(Nested.self))
      }
      var depth: Int {
        var (depth, rest) = (1, self)
        while case .level(let inner) = rest { (depth, rest) = (depth + 1, inner) }
        return depth
      }
    }
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    for levels in [1, 64, 65, 512] {
      #expect(try decode(Nested.self, nested(levels)).depth == levels)
    }
    #expect(throws: JSONRecordFailure.self) { try decode(Nested.self, nested(513)) }
  }
}
