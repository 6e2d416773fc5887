import RecordStore
import StreamDecoding
import Testing

@Suite struct RecordFilterTests {
  /// The numbers of these records that the filter takes.
  private func taken(_ filter: String, _ events: [String]) throws -> [Int] {
    var store = RecordStore()
    for event in events {
      var decoder = StreamDecoder(format: .sse)
      var batch = RecordBatch()
      try decoder.decode(Array("\(event)\n\n".utf8), into: &batch)
      store.append(batch, at: .zero)
    }
    let filter = try RecordFilter(parsing: filter)
    return store.indices.filter { filter.matches(store[$0]) }
  }

  @Test(arguments: [
    ("", [0, 1, 2, 3, 4]), ("  ", [0, 1, 2, 3, 4]), ("price", [1, 2]), ("Price", []),
    ("a price: 7", [1]),
    ("pricey!", [2]), ("zzz", []), ("é", [3]), (":", [1, 3, 4]), ("\"event:x\"", [3]), ("!", [2]),
    ("/pri.e[y:]/", [1, 2]), ("/PRICE/", []), ("/PRICE/i", [1, 2]), ("/^x$/", [0]), ("..", [3]),
    ("ware", [4]), ("warE", []), ("\"ware\"", []), ("a ware: 7", [4]),
  ])
  func `text and patterns are looked for in the payload`(filter: String, numbers: [Int]) throws {
    let events = [
      "data: x", "data: a price: 7", "data: pricey!", "data: event:xé..", "data: A Ware: 7",
    ]
    #expect(try taken(filter, events) == numbers)
  }

  @Test(arguments: [
    ("event:tick", [0]), ("event: tick ", [0]), ("event:message", [1]), ("event:ti", []),
  ])
  func `events are chosen by their whole type`(filter: String, numbers: [Int]) throws {
    #expect(try taken(filter, ["event: tick\ndata: x", "data: tick", ": tick"]) == numbers)
  }

  @Test(arguments: [
    (".id == 7", [0]), (".id==7.0", [0]), (".id != 7", [1, 2]), (".id > 7", [1]),
    (".id >= 7", [0, 1]),
    (".id < 8", [0]), (".id <= 6", []), (".id", [0, 1, 2]), (".user.name == Ann", [0]),
    (".user.name == \"Ann\"", [0]), (".user.name < Bob", [0]), (".user.name >= Ann", [0, 1]),
    (".tags[0] == x", [0]), (".tags[1][0] == 2", [0]), (".tags[9]", []),
    (".tags == [\"x\",[2]]", [0]),
    (".user", [0, 1]), (".user.name.first", []), (".ok == true", [1]), (".ok != true", [0]),
    (".none == null", [1]), (".none != null", []), (".last == 1", [0]),
    (".big == 12345678901234567", [1]),
  ])
  func `fields of JSON payloads are compared`(filter: String, numbers: [Int]) throws {
    let events = [
      #"data: {"user":{"id":1,"name":"Ann"},"id":7,"tags":["x",[2]],"ok":false,"last":1}"#,
      #"data: {"id":8,"user":{"name":"Bob"},"ok":true,"none":null,"big":12345678901234567}"#,
      #"data: {"id":"7"}"#,
      "data: not JSON .id == 7", "data: [7]", "data: 7",
    ]
    #expect(try taken(filter, events) == numbers)
  }

  @Test(arguments: [
    ("/é+$/", true), ("/\\bcaf/", true), ("/[à-ü]/", true), ("/CAFÉ/i", true),
    ("/^caf\\w$/", true),
    ("/\\d{2,3}/", false), ("/(?:x|c)af/", true), ("/[^a-z]/", true), ("/\\u00e9/", true),
  ])
  func `patterns read characters, not bytes`(pattern: String, isFound: Bool) throws {
    #expect(try taken(pattern, ["data: café"]) == (isFound ? [0] : []))
  }

  @Test func `names with escapes are found`() throws {
    #expect(try taken(".é == 1", [#"data: {"\u00e9":1}"#]) == [0])
  }

  @Test func `marks pass every filter`() throws {
    var store = RecordStore()
    store.appendMark("reconnected", at: .zero)
    for text in ["zzz", "event:x", ".a == 1", "/z/"] {
      #expect(try RecordFilter(parsing: text).matches(store[0]))
    }
  }

  @Test(arguments: [
    ("event:", "type the name of the event after “event:”, for example event:tick"),
    ("/abc", "a regular expression ends with a slash, for example /4[0-9]+/"),
    ("/[/", "“[” is not a regular expression: missing terminating ] for character class"),
    ("/a(b/", "“a(b” is not a regular expression: missing closing parenthesis"),
    ("//", "“” is not a regular expression"),
    (".a..b", "“.a..b” is not a path; write for example .user.id or .items[0].name"),
    (".a[x] == 1", "“.a[x]” is not a path; write for example .user.id or .items[0].name"),
    (".a = 1", "“=” is not a comparison; after a path type ==, !=, <, <=, > or >="),
    (".a like x", "“like” is not a comparison; after a path type ==, !=, <, <=, > or >="),
    (
      ".host == \"web-1\" && .cpu > 50",
      "“\"web-1\" && .cpu > 50” is more than one value: one comparison at a time, and a text of "
        + "several words in quotes"
    ),
    (
      ".i > 1 && .i < 3",
      "“1 && .i < 3” is more than one value: one comparison at a time, and a text of several words "
        + "in quotes"
    ),
    (
      ".name == Ann Lee",
      "“Ann Lee” is more than one value: one comparison at a time, and a text of several words in "
        + "quotes"
    ),
    (".a ==", "type a value after “==”, for example 7, true or \"text\""),
  ])
  func `a filter that can't be read says why`(filter: String, sentence: String) {
    let problem = #expect(throws: RecordFilterProblem.self) { try RecordFilter(parsing: filter) }
    #expect(problem?.sentence == sentence)
  }

  @Test(arguments: [
    ("/[à-ü]/", [0]), ("/É/i", [0]), ("/^.$/", [0]), ("/\\w+/", [0, 1, 2]), ("/\\d{3}$/", [1]),
    ("/z$/", [2]), ("/(?<=y)z/", [2]), ("/(.)\\1/", [1, 2]), ("/^data/", []),
  ])
  func `patterns know characters, not bytes, and the whole of a long record`(
    filter: String, numbers: [Int]
  ) throws {
    let long = String(repeating: "y", count: 1 << 20)
    #expect(try taken(filter, ["data: é", "data: 00zz\ndata: 007", "data: \(long)z"]) == numbers)
  }

  @Test(arguments: ["/(a+)+$/", "/(a|aa)+$/", "/^(a|a?)+$/", "/(.*a){12}$/"])
  func `a pattern that tries every way gives up on the record, and says so`(
    pattern: String
  ) throws {
    var store = RecordStore()
    var decoder = StreamDecoder(format: .sse)
    var batch = RecordBatch()
    let text = String(repeating: "a", count: 96 << 10)
    try decoder.decode(Array("data: \(text)!\n\ndata: aaa\n\n".utf8), into: &batch)
    store.append(batch, at: .zero)
    let filter = try RecordFilter(parsing: pattern)
    #expect(!filter.matches(store[0]))
    #expect(filter.undecided == 1)
    #expect(filter.matches(store[1]) == (pattern != "/(.*a){12}$/"))
    #expect(filter.undecided == 1)
  }

  @Test func `a rare letter, a common letter, the first and the last byte are all found`() throws {
    let payload = "eeeeeee\"a\":Zq1"
    for start in 0..<payload.count {
      for end in start + 1...payload.count {
        let piece = Array(payload.utf8)[start..<end]
        let text = String(decoding: piece, as: UTF8.self)
        guard !text.hasPrefix("\"") else { continue }
        #expect(try taken(text, ["data: \(payload)"]) == [0], "\(text)")
      }
    }
  }
}
