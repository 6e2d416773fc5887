import Endpoints
import StreamDecoding
import Testing

@Suite struct `Planning requests` {
  private let search = Endpoint(
    name: "search", path: "/shops/{shop}/files/{rest:path}",
    parameters: [
      Parameter(name: "shop", location: .path, required: true, schema: ["type": "string"]),
      Parameter(name: "rest", location: .path, required: true, schema: ["type": "string"]),
      Parameter(
        name: "tag", location: .query,
        schema: ["type": "array", "items": ["type": "string"]]),
      Parameter(
        name: "limit", location: .query, required: true,
        schema: ["type": "integer", "minimum": 1, "maximum": 100]),
      Parameter(
        name: "order", location: .query, schema: ["enum": ["asc", "desc"], "type": "string"]),
      Parameter(
        name: "after", location: .query,
        schema: ["anyOf": [["type": "integer"], ["type": "null"]]]),
      Parameter(name: "X-Token", location: .header, schema: ["type": "string"]),
      Parameter(name: "sid", location: .cookie, schema: ["type": "string"]),
    ])

  private func request(_ values: [(name: String, value: String)]) throws -> PlannedRequest {
    try search.plan(baseURL: "http://h:1/", values: values, body: nil)
  }

  @Test func `an outline keeps the values that fit and has placeholders for the others`() {
    let outline = search.outline(
      baseURL: "http://h:1", values: [("shop", "a b"), ("limit", "many"), ("order", "asc")]
    ) { "$" + $0.name.uppercased() }
    #expect(
      outline.url == "http://h:1/shops/a%20b/files/%24REST?limit=%24LIMIT&order=asc")
  }

  @Test func `values are placed by the endpoint's schema and encoded`() throws {
    let request = try request([
      ("shop", "a b/ü?"), ("rest", "x/y z"), ("limit", "5"), ("tag", "a&b"), ("tag", "c"),
      ("x_token", "s3"), ("sid", "q;r"),
    ])
    #expect(
      request
        == PlannedRequest(
          method: "GET", baseURL: "http://h:1",
          path: [
            .text("/shops/"), .value(name: "shop", text: "a b/ü?", takesSlashes: false),
            .text("/files/"), .value(name: "rest", text: "x/y z", takesSlashes: true),
          ],
          query: [.init(name: "tag", values: ["a&b", "c"]), .init(name: "limit", values: ["5"])],
          headers: [.init(name: "X-Token", value: "s3")],
          cookies: [.init(name: "sid", values: ["q;r"])]))
    #expect(
      request.url == "http://h:1/shops/a%20b%2F%C3%BC%3F/files/x/y%20z?tag=a%26b&tag=c&limit=5")
    #expect(
      request.headerLines == [
        .init(name: "X-Token", value: "s3"), .init(name: "Cookie", value: "sid=q%3Br"),
      ])
  }

  @Test(arguments: [
    ("/files/{name}.{ext}", [("name", "report.v1"), ("ext", "csv")]),
    ("/t/{a}/{p:path}/meta", [("a", "x"), ("p", "a/meta/b")]),
    ("/{a}{b}", [("a", "1"), ("b", "2")]), ("/{a}/{a}", [("a", "1/2")]),
    ("/{a}-{b}", [("a", "x-y"), ("b", "")]),
  ])
  func `a planned request knows each value that it was made of`(
    path: String, values: [(name: String, value: String)]
  ) {
    let request = Endpoint(name: "x", path: path).outline(baseURL: "http://h", values: values) {
      _ in ""
    }
    for (name, value) in values {
      #expect(request.values(of: name, in: .path) == [value])
    }
  }

  @Test func `a name that stands in a path twice is one parameter`() {
    let endpoint = Endpoint(name: "x", path: "/{id}/of/{id}")
    #expect(endpoint.allParameters.map(\.name) == ["id"])
    #expect(endpoint.problems([]).count == 1)
  }

  @Test(arguments: [
    ("/{a:path}/b", "/{a}/b", "/{a:path}/b", ["a"]), ("/{a:int}", "/{a}", "/{a}", ["a"]),
    ("/{a", "/{a", "/{a", []), ("/a}", "/a}", "/a}", []),
    ("/{a}.{b}", "/{a}.{b}", "/{a}.{b}", ["a", "b"]),
    ("/{}", "/{}", "/{}", [""]), ("", "", "", []),
  ])
  func `a path is cut at its braces`(
    path: String, plain: String, canonical: String, names: [String]
  ) {
    let template = PathTemplate(path)
    #expect(template.plain == plain)
    #expect(template.canonical == canonical)
    #expect(template.names == names)
  }

  @Test(arguments: [
    ("a+b/c==", "a+b/c=="), ("x%41", "x%41"), ("a b", "a%20b"), (#"q"q"#, "q%22q"),
    ("a,b", "a%2Cb"),
    (#"a\b"#, "a%5Cb"), ("é", "%C3%A9"),
  ])
  func `a cookie arrives as it was given, but for what no cookie can hold`(
    value: String, sent: String
  ) throws {
    let request = try request([("shop", "s"), ("rest", "r"), ("limit", "5"), ("sid", value)])
    #expect(request.headerLines == [.init(name: "Cookie", value: "sid=" + sent)])
  }

  @Test func `each value of a header's list has a line of its own`() throws {
    let endpoint = Endpoint(
      name: "x", path: "/x",
      parameters: [
        Parameter(
          name: "X-Tag", location: .header, schema: ["type": "array", "items": ["type": "string"]])
      ])
    let request = try endpoint.plan(
      baseURL: "http://h", values: [("X-Tag", "a, b"), ("x_tag", "c")])
    #expect(
      request.headers == [.init(name: "X-Tag", value: "a, b"), .init(name: "X-Tag", value: "c")])
  }

  @Test func `a path with other characters than a URL has is encoded`() throws {
    let endpoint = Endpoint(name: "x", path: "/a b/é%20/{id}")
    let request = try endpoint.plan(baseURL: "http://h", values: [("id", "1/2")])
    #expect(request.url == "http://h/a%20b/%C3%A9%20/1%2F2")
  }

  @Test func `null is left out where only a number could stand`() throws {
    let request = try request([("shop", "s"), ("rest", "r"), ("limit", "5"), ("after", "null")])
    #expect(request.url == "http://h:1/shops/s/files/r?limit=5")
  }

  @Test(arguments: [
    ("limit", "five", "limit does not fit: it must be integer from 1 to 100"),
    ("limit", "101", "limit does not fit: it must be integer from 1 to 100"),
    ("limit", "1.5", "limit does not fit: it must be integer from 1 to 100"),
    ("order", "up", "order does not fit: it must be one of asc, desc"),
    ("after", "x", "after does not fit: it must be integer or null"),
    ("shop", "..", "shop does not fit: it must be something other than a dot segment"),
    ("rest", "a/../b", "rest does not fit: it must be without . and .. between its slashes"),
    ("rest", "./b", "rest does not fit: it must be without . and .. between its slashes"),
    ("shop", "", "shop does not fit: it must be at least one character"),
    (
      "X-Token", "a\r\nb",
      "X-Token does not fit: it must be one line without control characters"
    ),
    (
      "colour", "red",
      "there is no parameter colour: this endpoint takes "
        + "shop, rest, tag, limit, order, after, X-Token, sid"
    ),
  ])
  func `a value that cannot be sent is named with what it must be`(
    name: String, value: String, sentence: String
  ) {
    var values = [("shop", "s"), ("rest", "r"), ("limit", "5")].filter { $0.0 != name }
    values.append((name, value))
    #expect(search.problems(values).map(\.sentence) == [sentence])
  }

  @Test func `every missing parameter is named at once, with its type and how to give it`() {
    let problem = #expect(throws: RequestProblem.self) { try request([("shop", "s")]) }
    #expect(
      problem?.sentence
        == "missing path parameter rest (string): give it with -p rest=VALUE; "
        + "missing query parameter limit (integer from 1 to 100): give it with -p limit=1")
  }

  @Test func `the classic endpoint asks for its user`() {
    let endpoint = Endpoint(
      name: "stream_notifications", path: "/notifications/stream", kind: .sse,
      parameters: [
        Parameter(name: "user_id", location: .query, required: true, schema: ["type": "integer"])
      ])
    #expect(
      endpoint.problems([]).map(\.sentence) == [
        "missing query parameter user_id (integer): give it with -p user_id=1"
      ])
  }

  @Test func `a path parameter that nobody declared is still needed`() throws {
    let endpoint = Endpoint(name: "f", path: "/files/{id}")
    #expect(endpoint.problems([]).count == 1)
    let request = try endpoint.plan(baseURL: "http://h", values: [("id", "7")])
    #expect(request.url == "http://h/files/7")
  }

  @Test func `a body is required, and carries its media type`() throws {
    let endpoint = Endpoint(
      name: "chat", method: "POST", path: "/chat", body: RequestBody(mediaType: "text/plain"))
    let problem = #expect(throws: RequestProblem.self) {
      try endpoint.plan(baseURL: "http://h", values: [])
    }
    #expect(
      problem?.sentence
        == "this endpoint needs a body (text/plain): give it with -d DATA or -d @FILE")
    let request = try endpoint.plan(baseURL: "http://h", values: [], body: [1])
    #expect(request.bodyMediaType == "text/plain")
  }

  @Test func `without a server there is no request`() {
    #expect(throws: RequestProblem.missingBaseURL) {
      try Endpoint(name: "x", path: "/x").plan(baseURL: "", values: [])
    }
  }

  @Test(arguments: [
    ("integer", "+07", true), ("integer", "-3.0", true), ("integer", "1e3", false),
    ("integer", "", false), ("number", "1e3", true), ("number", "x", false),
    ("boolean", "On", true), ("boolean", "maybe", false), ("string", "", true),
    ("somethingNew", "x", true),
  ])
  func `no value is refused that a backend would take`(type: String, value: String, fits: Bool) {
    let endpoint = Endpoint(
      name: "x", path: "/x",
      parameters: [Parameter(name: "p", location: .query, schema: ["type": .string(type)])])
    #expect(endpoint.problems([("p", value)]).isEmpty == fits)
  }
}
