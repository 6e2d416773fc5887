import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

struct HTTPieTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one command for each endpoint`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .httpie)
    GoldenFile(name + ".httpie.sh").expect(text)
  }

  @Test func `a value of a form never means a file`() {
    let schema: JSONValue = [
      "type": "object", "required": ["note", "sum"],
      "properties": ["note": ["default": "@/etc/passwd"], "sum": ["default": "=1"]],
    ]
    let endpoint = Endpoint(
      name: "send", method: "POST", path: "/send",
      body: RequestBody(mediaType: "multipart/form-data", schema: schema))
    let text = ClientCode.text(for: endpoint, baseURL: "http://host", language: .httpie)
    #expect(text.contains(#"'note=\@/etc/passwd'"#))
    #expect(text.contains(#"'sum=\=1'"#))
  }

  @Test func `secrets never stand in a command`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "PATCH", baseURL: "http://me:hunter2@host", path: [.text("/read")],
      query: [.init(name: "api_key", values: ["hunter2"]), .init(name: "page", values: ["1"])],
      headers: [
        .init(name: "Authorization", value: "Bearer hunter2"), .init(name: "X-Empty", value: ""),
        .init(name: "X-Odd", value: "=it's"), .init(name: "X:Y", value: "1"),
      ],
      body: Array(#"{"user":"ada","password":"hunter2"}"#.utf8), bodyMediaType: "application/json")
    let text = ClientCode.text(for: endpoint, planned: planned, baseURL: "", language: .httpie)
    #expect(
      text == #"""
        # Percent-encode CREDENTIALS: nothing else does it here.
        # Escape PASSWORD as JSON does: nothing else does it here.
        # HTTPie takes = or @ at the start of API_KEY, and a backslash before a sign, for its own.
        # HTTPie drops a backslash before : ; = or @ in TOKEN.
        http --ignore-stdin PATCH "http://$CREDENTIALS@host/read?page=1" \
          "api_key==$API_KEY" \
          "Authorization:Bearer $TOKEN" \
          'X-Empty;' \
          'X-Odd:\=it'\''s' \
          'X\:Y:1' \
          'Content-Type:application/json' \
          --raw='{"user":"ada","password":"'"$PASSWORD"'"}'

        """#)
  }

  @Test func `a header keeps its colon whatever its variable holds, and no item is an option`() {
    let text: JSONValue = ["type": "string"]
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(name: "-d", location: .query, required: true, schema: text),
        Parameter(name: "X-My-Key", location: .header, required: true, schema: text),
      ])
    let command = ClientCode.text(for: endpoint, baseURL: "http://host", language: .httpie)
    #expect(
      command == #"""
        # HTTPie takes = or @ at the start of D, and a backslash before a sign, for its own.
        # HTTPie drops a backslash before : ; = or @ in X_MY_KEY.
        http --ignore-stdin GET 'http://host/read' \
          -- \
          "-d==$D" \
          "X-My-Key: $X_MY_KEY"

        """#)
  }

  @Test func `a body with a dash at its start is no option`() {
    let endpoint = Endpoint(
      name: "say", method: "POST", path: "/say", body: RequestBody(mediaType: "text/plain"))
    let planned = endpoint.outline(
      baseURL: "http://h", values: [], body: Array("--verbose".utf8)
    ) { _ in "" }
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: .httpie)
    #expect(text.contains("--raw='--verbose'"))
  }

  @Test func `what HTTPie cannot write is said`() {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [Parameter(name: "X-Note", location: .header, schema: ["type": "string"])])
    let planned = endpoint.outline(
      baseURL: "http://h", values: [("X-Note", #"a\=b"#)]
    ) { _ in "" }
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: .httpie)
    #expect(text.hasPrefix("# HTTPie drops a backslash before : ; = or @ in X-Note.\n"))
  }

  @Test(arguments: [
    ("basic", #"--auth="$CREDENTIALS""#), ("digest", #"-A digest --auth="$CREDENTIALS""#),
  ])
  func `a user and a password go through HTTPie's own options`(scheme: String, options: String) {
    let text = ClientCode.text(
      for: Endpoint(name: "door", path: "/door", security: ["Door"]),
      securitySchemes: ["Door": ["type": "http", "scheme": .string(scheme)]],
      baseURL: "http://h", language: .httpie)
    #expect(text == "http --ignore-stdin \(options) GET 'http://h/door'\n")
  }
}
