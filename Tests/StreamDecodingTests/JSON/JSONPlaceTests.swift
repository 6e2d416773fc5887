import StreamDecoding
import Testing

/// Where a value stands, found without reading what comes after it.
@Suite struct JSONPlaceTests {
  private func found(_ steps: [JSONPlace.Step], in text: String) -> String? {
    Array(text.utf8).withUnsafeBytes { bytes in
      JSONPlace(steps).range(in: bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
  }

  @Test(arguments: [
    (#"{"a":1}"#, "1"), (#" { "b" : [1,{"a":2}] , "a" : "x\"y" } "#, #""x\"y""#),
    (#"{"a":{"c":[]}}"#, #"{"c":[]}"#), (#"{"a":[1,2] }"#, "[1,2]"), (#"{"a":-1.5e3}"#, "-1.5e3"),
    (#"{"\u0061":true}"#, "true"), (#"{"a\u0000":1,"a":2}"#, "2"), (#"{"A":1,"":2,"a ":3}"#, nil),
    // The first of a name counts.
    (#"{"a":1,"a":2}"#, "1"),
    // What comes after it is not looked at; what comes before has to be JSON.
    (#"{"a":1,nonsense"#, "1"), (#"{"a":{"x":1}nonsense"#, #"{"x":1}"#), (#"{"b":nul,"a":1}"#, nil),
    (#"{"b":"\#u{1}","a":1}"#, nil), (#"{"b":1 "a":1}"#, nil), (#"{"a" 1}"#, nil),
    // Half a value is none.
    (#"{"a":1x}"#, nil), (#"{"a":truefalse}"#, nil), (#"{"a":01}"#, nil), (#"{"a":tru"#, nil),
    (#"{"a":"x"#, nil), (#"{"a":[1"#, nil), (#"{"a":1"#, "1"), (#"{"a":"#, nil),
    ("[1]", nil), (#"["a",1]"#, nil), (#""a""#, nil), ("1", nil), ("", nil), ("{}", nil),
    (#"{"b":{"a":1}}"#, nil), (#"[{"a":1}]"#, nil),
  ])
  func `a member is found by its name`(text: String, value: String?) {
    #expect(found([.name("a")], in: text) == value)
  }

  @Test(arguments: [
    ([JSONPlace.Step.index(0)], "1"), ([.index(1)], #"{"x":[[],"z"]}"#), ([.index(2)], nil),
    ([.index(1), .name("x")], #"[[],"z"]"#), ([.index(1), .name("x"), .index(0)], "[]"),
    ([.index(1), .name("x"), .index(1)], #""z""#), ([.index(1), .name("x"), .index(2)], nil),
    ([.index(1), .name("x"), .index(0), .index(0)], nil), ([.index(1), .index(0)], nil),
    ([.index(0), .index(0)], nil), ([.name("x")], nil), ([], #"[1,{"x":[[],"z"]}]"#),
  ])
  func `a value is found by its steps`(steps: [JSONPlace.Step], value: String?) {
    #expect(found(steps, in: #" [1,{"x":[[],"z"]}] "#) == value)
  }

  @Test(arguments: [3, 63, 64, 65, 200, 511])
  func `a value is found however deep it lies, up to the limit of levels`(depth: Int) {
    let text =
      String(repeating: #"{"b":[0],"a":"#, count: depth) + "7"
      + String(repeating: "}", count: depth)
    let steps = Array(repeating: JSONPlace.Step.name("a"), count: depth)
    #expect(found(steps, in: text) == "7")
    #expect(found(steps + [.name("a")], in: text) == nil)
    #expect(found(Array(steps.dropLast()) + [.name("c")], in: text) == nil)
  }

  @Test(
    arguments: [
      ("0", 0, 0), ("-0", 0, 0), ("7", 7, 7), ("-12", -12, -12), ("1.0", 1, 1), ("1e2", 100, 100),
      ("1.5", nil, 1.5), ("9223372036854775807", .max, 0x1p63),
      ("9223372036854775808", nil, 0x1p63),
      ("1e400", nil, .infinity), ("0.1", nil, 0.1),
      ("123456789012345678901", nil, 1.2345678901234568e20),
    ] as [(String, Int?, Double?)])
  func `numbers are read as a value has them`(text: String, int: Int?, double: Double?) throws {
    let value = try JSONValue(parsing: text)
    Array(text.utf8).withUnsafeBytes { bytes in
      #expect(JSONValue.int(ofNumber: bytes) == int)
      #expect(JSONValue.double(ofNumber: bytes) == double)
      #expect(value.intValue == int)
      #expect(value.doubleValue == double)
    }
  }
}
