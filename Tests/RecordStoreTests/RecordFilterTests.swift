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
    return store.indices.filter { filter.verdict(on: store[$0]) == true }
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

  @Test(arguments: [
    (".cpu > 50 and .host == a", [0]), (".cpu > 50 && .host == \"a\"", [0]),
    (".cpu>50&&.host==a", [0]), (".cpu > 50 or event:tick", [0, 1, 2]),
    (".cpu > 50||event:tick", [0, 1, 2]), ("not event:tick", [0, 3]), ("!event:tick", [0, 3]),
    ("not .cpu", [3]), ("NOT .cpu AND \"bread\"", [3]), ("not not .cpu", [0, 1, 2]),
    (".host == b or .host == a and .cpu > 50", [0, 2]),
    ("(.host == b or .host == a) and .cpu > 50", [0, 2]),
    ("(.host == b or .host == a) and .cpu < 50", [1]),
    ("not (event:tick or .cpu)", [3]), ("! ( .cpu > 90 || /bread/ )", [1, 2]),
    ("/a\"/ and /4/", [1]), ("/BREAD/i or .cpu == 41", [1, 3]), ("(/BREAD/i)", [3]),
    ("\"bread\" and not \"milk\"", [3]), ("(\"bread\")", [3]), ("event:\"warn\" and .cpu", [0]),
    ("event: tick and .host == b", [2]), ("(event:tick) and (.host == b)", [2]),
    (".list == [1, 2] or .host == a and .cpu", [0, 1, 2]), (".cpu and .list", [2]),
    ("(.cpu)and(.list)", [2]), ("  (.list)  ", [2]), (".name == f(x)", [0]),
    ("(.name == f(x))", [0]),
  ])
  func `tests are joined by and, or, not and parentheses`(filter: String, numbers: [Int]) throws {
    let events = [
      "event: warn\ndata: {\"cpu\":91,\"host\":\"a\",\"name\":\"f(x)\"}",
      "event: tick\ndata: {\"cpu\":41,\"host\":\"a\"}",
      "event: tick\ndata: {\"cpu\":60,\"host\":\"b\",\"list\":[1, 2]}", "data: bread and butter",
    ]
    #expect(try taken(filter, events) == numbers)
  }

  @Test(arguments: [
    "bread and butter", "and", "not found", "not", "salt or (pepper)", "(none)", "!", "!important",
    "a && b", "fish || chips", "(see event:x)", "AND so on", "\"half a quote", "not (yet)",
    "\"name\": \"Ann\"", "/a/b and c/", "event or not", "( or )",
  ])
  func `a text that only holds words and signs of operators stays a text`(text: String) throws {
    let lookedFor = text.hasPrefix("/") ? String(text.dropFirst().dropLast()) : text
    #expect(try taken(text, ["data: <\(lookedFor)>", "data: and or not ( ) && || !"]).first == 0)
    #expect(try taken(text, ["data: other"]) == [])
  }

  @Test func `of what a pattern gives up on, not nobody knows either`() throws {
    let hard = String(repeating: "a", count: 96 << 10) + "!"
    for (text, verdict) in [
      ("not /(a+)+$/", nil), ("/(a+)+$/ and /b/", false), ("/(a+)+$/ or /!/", true),
      ("/(a+)+$/ or /^(a|a?)+$/", nil),
    ] as [(String, Bool?)] {
      var store = RecordStore()
      var decoder = StreamDecoder(format: .sse)
      var batch = RecordBatch()
      try decoder.decode(Array("data: \(hard)\n\n".utf8), into: &batch)
      store.append(batch, at: .zero)
      #expect(try RecordFilter(parsing: text).verdict(on: store[0]) == verdict, "\(text)")
    }
  }

  @Test func `marks pass every filter`() throws {
    var store = RecordStore()
    store.appendMark("reconnected", at: .zero)
    for text in ["zzz", "event:x", ".a == 1", "/z/", "not /reconnected/"] {
      #expect(try RecordFilter(parsing: text).verdict(on: store[0]) == true)
    }
  }

  @Test(arguments: [
    ("event:", "at character 7: type the name of the event after “event:”, for example event:tick"),
    ("/abc", "a regular expression ends with a slash, for example /4[0-9]+/"),
    ("/[/", "“[” is not a regular expression: missing terminating ] for character class"),
    ("/a(b/", "“a(b” is not a regular expression: missing closing parenthesis"),
    ("//", "“” is not a regular expression"),
    (".a..b", "“.a..b” is not a path; write for example .user.id, .items[0].name or .[\"a b\"]"),
    (
      ".a[x] == 1",
      "“.a[x]” is not a path; write for example .user.id, .items[0].name or .[\"a b\"]"
    ),
    (".a = 1", "at character 4: “=” is not a comparison; after a path type ==, !=, <, <=, > or >="),
    (
      ".a like x",
      "at character 4: “like” is not a comparison; after a path type ==, !=, <, <=, > or >="
    ),
    (
      ".name == Ann Lee",
      "at character 14: “Lee” is no operator; after a test type and, or, or put a text of several "
        + "words in quotes"
    ),
    (".a ==", "at character 6: type a value after “==”, for example 7, true or \"text\""),
    (
      ".a == \"x and .b",
      "at character 7: “\"x” is no whole value; a text ends with a quote"
    ),
    (
      ".i > 1 && i < 3",
      "at character 11: “i” is no test; type .path > 1, /regex/, event:NAME or \"text\""
    ),
    (
      "\"é\" and timeout",
      "at character 9: “timeout” is no test; type .path > 1, /regex/, event:NAME or \"text\""
    ),
    (
      "event:tick and later",
      "at character 16: “later” is no test; type .path > 1, /regex/, event:NAME or \"text\""
    ),
    (".a or", "at character 6: type a test: .path > 1, /regex/, event:NAME or \"text\""),
    (
      ".a > 1 & .b",
      "at character 8: “&” is no operator; after a test type and, or, or put a text "
        + "of several words in quotes"
    ),
    (".a || \"b", "at character 7: a text ends with a quote, for example \"not found\""),
    (".a and /b", "at character 8: a regular expression ends with a slash, for example /4[0-9]+/"),
    (
      ".a and /[/",
      "at character 8: “[” is not a regular expression: missing terminating ] for "
        + "character class"
    ),
    (".a and (.b or .c", "at character 8: this ( has no )"),
    ("(.a and .b", "this ( has no )"),
    (".a)", "at character 3: this ) has no ("),
    (
      "(.a) .b",
      "at character 6: “.b” is no operator; after a test type and, or, or put a text of "
        + "several words in quotes"
    ),
    (
      ".a or event: and .b",
      "at character 14: type the name of the event after “event:”, for example event:tick"
    ),
    (
      String(repeating: "(", count: 40) + ".a",
      "at character 33: more than 32 parentheses within each other"
    ),
    (
      String(repeating: "!", count: 40) + ".a",
      "at character 33: more than 32 parentheses within each other"
    ),
    (
      String(repeating: ".a or ", count: 70) + ".a", "at character 385: more than 64 tests"
    ),
    (String(repeating: "a", count: 70_000), "a filter of more than 64 KiB"),
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
    #expect(filter.verdict(on: store[0]) == nil)
    #expect(filter.verdict(on: store[1]) == (pattern != "/(.*a){12}$/"))
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
