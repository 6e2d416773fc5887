import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

struct CurlTests {
  @Test func `without values a command has a variable for each required one`() {
    let text = ClientCode.text(
      for: .classic, endpoints: Catalog.classic.endpoints, language: .curl)
    GoldenFile("classic.sh").expect(text)
  }

  @Test func `a form has its parts, and bytes come from a file`() throws {
    let upload = try #require(Catalog.nasty.endpoint(named: "upload"))
    let text = ClientCode.text(for: upload, baseURL: "http://host", language: .curl)
    #expect(text == "curl 'http://host/upload' \\\n  -F 'file=@file.bin'\n")
    let store = try #require(Catalog.nasty.endpoint(named: "store"))
    let other = ClientCode.text(for: store, baseURL: "http://host", language: .curl)
    #expect(other.hasSuffix("--data-binary @body.bin\n"))
  }

  @Test func `the head alone is asked for without waiting for a body`() {
    let endpoint = Endpoint(name: "look", method: "HEAD", path: "/look")
    let text = ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl)
    #expect(text == "curl -I 'http://host/look'\n")
  }

  @Test func `what a document says has no control characters in a command`() {
    let endpoint = Endpoint(
      name: "look", path: "/a\u{1b}[201~/{id}",
      parameters: [
        Parameter(name: "a b&\u{1b}", location: .query, required: true, schema: ["type": "string"])
      ])
    let text = ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl)
    #expect(
      text == """
        # Percent-encode ID: nothing else does it here.
        curl -G "http://host/a%1B%5B201~/$ID" \\
          --data-urlencode "a%20b%26%1B=$A_B"

        """)
  }

  @Test func `a stream is not held back, and says what it accepts`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_notifications"))
    let planned = try endpoint.plan(
      baseURL: "http://127.0.0.1:8000", values: [("user_id", "1")], body: nil)
    #expect(
      command(endpoint, planned) == """
        curl -N 'http://127.0.0.1:8000/notifications/stream?user_id=1' \\
          -H 'Accept: text/event-stream'

        """)
  }

  @Test func `a body is quoted for the shell`() throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let body = Array(#"{"message":"it's $HOME & `id` !"}"#.utf8)
    let planned = try endpoint.plan(baseURL: "http://127.0.0.1:8000", values: [], body: body)
    #expect(
      command(endpoint, planned) == #"""
        curl -N 'http://127.0.0.1:8000/chat/stream' \
          -H 'Accept: text/event-stream' \
          -H 'Content-Type: application/json' \
          --data-raw '{"message":"it'\''s $HOME & `id` !"}'

        """#)
  }

  @Test func `secrets never stand in a command`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "PATCH", baseURL: "http://me:hunter2@host", path: [.text("/read")],
      query: [.init(name: "api_key", values: ["hunter2"]), .init(name: "page", values: ["1"])],
      headers: [
        .init(name: "Authorization", value: "Bearer hunter2"),
        .init(name: "X-API-Key", value: "hunter2"),
        .init(name: "Cookie", value: "sid=hunter2; theme=hunter2"),
        .init(name: "X-Trace", value: "a $TRACE b"),
      ],
      cookies: [.init(name: "seen", values: ["hunter2"])],
      body: Array(#"{"user":"ada","password":"hunter2","max_tokens":5}"#.utf8),
      bodyMediaType: "application/json")
    #expect(
      command(endpoint, planned) == #"""
        # Percent-encode CREDENTIALS, API_KEY: nothing else does it here.
        # Escape PASSWORD as JSON does: nothing else does it here.
        curl -X 'PATCH' "http://$CREDENTIALS@host/read?api_key=$API_KEY&page=1" \
          -H "Authorization: Bearer $TOKEN" \
          -H "X-API-Key: $X_API_KEY" \
          -H "X-Trace: a $TRACE b" \
          -H "Cookie: sid=$SID; theme=$THEME; seen=$SEEN" \
          -H 'Content-Type: application/json' \
          --data-raw '{"user":"ada","password":"'"$PASSWORD"'","max_tokens":5}'

        """#)
  }

  @Test(arguments: [
    (
      "/t/{api_key}/{p:path}/meta", [("api_key", "hunter2"), ("p", "a/meta/b")],
      "/t/$API_KEY/a/meta/b/meta"
    ),
    ("/t/{p:path}/{api_key}", [("api_key", "hunter2"), ("p", "a/b")], "/t/a/b/$API_KEY"),
    ("/t/{api_key}{n}", [("api_key", "hunter2"), ("n", "7")], "/t/${API_KEY}7"),
    ("/t/{n}.{token}", [("token", "hunter2"), ("n", "a.b")], "/t/a.b.$TOKEN"),
    ("/{token}{", [("token", "hunter2")], "/$TOKEN%7B"),
  ])
  func `a secret in a path is hidden whatever stands around it`(
    path: String, values: [(name: String, value: String)], shown: String
  ) throws {
    let endpoint = Endpoint(name: "read", path: path)
    let planned = try endpoint.plan(baseURL: "http://h", values: values)
    let text = command(endpoint, planned)
    #expect(!text.contains("hunter2"))
    #expect(text.contains("\"http://h" + shown + "\""))
    #expect(ShownRequest(endpoint).url(of: planned) == "http://h" + shown)
  }

  @Test func `control characters and globs do no harm`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "POST", baseURL: "http://[::1]:80", path: [.text("/a\u{1b}[2J'\n;id")],
      headers: [.init(name: "X-A", value: "b\u{1b}c")], body: [0xFF, 0x00],
      bodyMediaType: "application/octet-stream")
    #expect(
      command(endpoint, planned) == #"""
        # The body is the file body.bin: write it first.
        curl -g 'http://[::1]:80/a%1B%5B2J'\''%0A;id' \
          -H 'X-A: bc' \
          -H 'Content-Type: application/octet-stream' \
          --data-binary @body.bin

        """#)
  }

  @Test func `a secret of a form stands as its name, in parts and in pairs`() {
    let schema: JSONValue = [
      "type": "object", "required": ["user", "password", "tags", "files"],
      "properties": [
        "user": ["type": "string", "default": "a&b\nc"],
        "password": ["type": "string", "default": "hunter2"],
        "tags": ["type": "array", "items": ["type": "string"]],
        "files": [
          "type": "array",
          "items": ["type": "string", "contentMediaType": "application/octet-stream"],
        ],
      ],
    ]
    var endpoint = Endpoint(
      name: "send", method: "POST", path: "/send",
      body: RequestBody(mediaType: "multipart/form-data", schema: schema))
    #expect(
      ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl) == #"""
        curl 'http://host/send' \
          --form-string 'user=a&b
        c' \
          --form-string "password=$PASSWORD" \
          --form-string 'tags=string' \
          -F 'files=@file.bin'

        """#)
    endpoint.body?.mediaType = "application/x-www-form-urlencoded"
    endpoint.body?.schema = [
      "type": "object", "required": ["a b", "password", "tags"],
      "properties": [
        "a b": ["default": "c&d=e%"], "password": ["default": "hunter2"],
        "tags": ["type": "array", "items": ["type": "string"]],
      ],
    ]
    #expect(
      ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl) == #"""
        curl 'http://host/send' \
          -H 'Content-Type: application/x-www-form-urlencoded' \
          --data-raw 'a%20b=c%26d%3De%25' \
          --data-urlencode "password=$PASSWORD" \
          --data-raw 'tags=string'

        """#)
  }

  @Test func `a path is percent-encoded as far as it is not yet`() {
    let endpoint = Endpoint(name: "read", path: "/a b/é%20/c%zz")
    let text = ClientCode.text(for: endpoint, baseURL: "http://host", language: .curl)
    #expect(text == "curl 'http://host/a%20b/%C3%A9%20/c%25zz'\n")
  }

  @Test func `two values of one command never share a variable`() {
    let text: JSONValue = ["type": "string"]
    let endpoint = Endpoint(
      name: "read", path: "/{a-b}/{a_b}",
      parameters: ["'", "é"].map {
        Parameter(name: $0, location: .query, required: true, schema: text)
      } + [Parameter(name: "token", location: .header, required: true, schema: text)],
      security: ["Bearer"])
    let command = ClientCode.text(
      for: endpoint, securitySchemes: ["Bearer": ["type": "http", "scheme": "bearer"]],
      baseURL: "http://host", language: .curl)
    #expect(
      command == """
        # Percent-encode A_B, A_B_2: nothing else does it here.
        curl -G "http://host/$A_B/$A_B_2" \\
          -H "token: $TOKEN" \\
          -H "Authorization: Bearer $TOKEN_2" \\
          --data-urlencode "%27=$VALUE" \\
          --data-urlencode "%C3%A9=$VALUE_2"

        """)
  }

  @Test func `a list of a header is a line for each value`() throws {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(
          name: "X-Tag", location: .header,
          schema: ["type": "array", "items": ["type": "string"]])
      ])
    let planned = try endpoint.plan(
      baseURL: "http://host", values: [("X-Tag", "a"), ("X-Tag", "b, c")])
    #expect(
      command(endpoint, planned) == """
        curl 'http://host/read' \\
          -H 'X-Tag: a' \\
          -H 'X-Tag: b, c'

        """)
  }

  private func command(_ endpoint: Endpoint, _ planned: PlannedRequest) -> String {
    ClientCode.text(for: endpoint, planned: planned, baseURL: "", language: .curl)
  }

  @Test(arguments: [
    ("basic", #"-u "$CREDENTIALS""#), ("digest", #"--digest -u "$CREDENTIALS""#),
  ])
  func `a user and a password go through curl's own options`(scheme: String, options: String) {
    let text = ClientCode.text(
      for: Endpoint(name: "door", path: "/door", security: ["Door"]),
      securitySchemes: ["Door": ["type": "http", "scheme": .string(scheme)]],
      baseURL: "http://h", language: .curl)
    #expect(text == "curl 'http://h/door' \\\n  \(options)\n")
  }

  @Test(arguments: [
    (RequestBody(mediaType: "text/plain", schema: ["type": "string", "example": "hi"]), "'hi'"),
    (RequestBody(mediaType: "text/plain", schema: ["type": "string"], example: "ho"), "'ho'"),
    (RequestBody(mediaType: "application/xml", example: "<a/>"), "'<a/>'"),
    (RequestBody(schema: ["type": "object"], example: ["a": 1]), #"'{"a":1}'"#),
  ])
  func `the author's example is the body`(body: RequestBody, data: String) {
    let endpoint = Endpoint(name: "say", method: "POST", path: "/say", body: body)
    let text = ClientCode.text(for: endpoint, baseURL: "http://h", language: .curl)
    #expect(text.hasSuffix("--data-raw " + data + "\n"))
  }

  @Test func `a body that comes from a file says so`() {
    let endpoint = Endpoint(
      name: "store", method: "PUT", path: "/store",
      body: RequestBody(mediaType: "application/octet-stream"))
    let text = ClientCode.text(for: endpoint, baseURL: "http://h", language: .curl)
    #expect(text.hasPrefix("# The body is the file body.bin: write it first.\n"))
  }

  @Test func `the name of a field arrives with its quotes, and one with an equals sign is said`() {
    let schema: JSONValue = [
      "type": "object", "required": [#"a"b"#, "c=d"],
      "properties": [#"a"b"#: ["type": "string"], "c=d": ["type": "string"]],
    ]
    let endpoint = Endpoint(
      name: "send", method: "POST", path: "/send",
      body: RequestBody(mediaType: "multipart/form-data", schema: schema))
    let text = ClientCode.text(for: endpoint, baseURL: "http://h", language: .curl)
    #expect(
      text.hasPrefix(
        """
        # curl ends the name of a field at its first =: c=d cannot be sent.
        curl --form-escape 'http://h/send' \\

        """))
  }

  @Test(
    arguments: [
      ["$ref": "#/components/schemas/Upload"],
      ["allOf": [["$ref": "#/components/schemas/Upload"], ["description": "Both."]]],
      [
        "type": "object", "required": ["b"],
        "properties": ["b": ["oneOf": [["$ref": "#/components/schemas/F"]]]],
      ],
    ] as [JSONValue])
  func `what is a file behind a reference comes from a file`(schema: JSONValue) {
    let endpoint = Endpoint(
      name: "send", method: "POST", path: "/send",
      body: RequestBody(mediaType: "multipart/form-data", schema: schema))
    let models: JSONObject = [
      "F": ["type": "string", "format": "binary"],
      "Upload": [
        "type": "object", "required": ["b"],
        "properties": ["b": ["$ref": "#/components/schemas/F"]],
      ],
    ]
    let text = ClientCode.text(
      for: endpoint, models: models, baseURL: "http://h", language: .curl)
    #expect(text == "curl 'http://h/send' \\\n  -F 'b=@file.bin'\n")
  }

  @Test func `a form without parts is sent by its method`() {
    let endpoint = Endpoint(
      name: "send", method: "POST", path: "/send",
      body: RequestBody(mediaType: "multipart/form-data", schema: ["type": "object"]))
    let text = ClientCode.text(for: endpoint, baseURL: "http://h", language: .curl)
    #expect(text == "curl -X 'POST' 'http://h/send'\n")
  }

  @Test func `steps in the path of an API are sent as they are`() {
    let endpoint = Endpoint(name: "odd", path: "/a/../b")
    let text = ClientCode.text(for: endpoint, baseURL: "http://h", language: .curl)
    #expect(text == "curl --path-as-is 'http://h/a/../b'\n")
  }
}
