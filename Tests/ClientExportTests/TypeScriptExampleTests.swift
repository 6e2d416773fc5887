import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct TypeScriptExampleTests {
  /// The lines of the call that a file shows.
  private func call(
    of endpoint: Endpoint, planned: PlannedRequest? = nil, schemes: JSONObject = [:],
    language: ExportLanguage = .typescript
  ) -> [String] {
    let text = ClientCode.text(
      for: endpoint, planned: planned, securitySchemes: schemes, baseURL: "http://h",
      language: language)
    let shown = text.split(separator: "\n").drop { $0 != "// Call it so:" }.dropFirst(2)
    return shown.prefix { $0.hasPrefix("//   ") }.map { String($0.dropFirst(5)) }
  }

  // MARK: Secrets

  private static let bearer: JSONObject = ["Login": ["type": "http", "scheme": "bearer"]]

  @Test(arguments: [
    (EndpointKind.unary, "const result = await call({ auth: () => ({ Login: \"$TOKEN\" }) });"),
    (.file, "const blob = await call(undefined, { auth: () => ({ Login: \"$TOKEN\" }) });"),
    (.text, "}, { auth: () => ({ Login: \"$TOKEN\" }) });"),
    (.sse, "}, { auth: () => ({ Login: \"$TOKEN\" }) });"),
  ])
  func `a call shows where its secret goes`(kind: EndpointKind, line: String) {
    let endpoint = Endpoint(name: "call", path: "/", kind: kind, security: ["Login"])
    #expect(call(of: endpoint, schemes: Self.bearer).contains(line))
  }

  @Test(
    arguments: [
      (["type": "http", "scheme": "basic"], "{ auth: () => ({ \"a b\": \"$CREDENTIALS\" }) }"),
      (
        ["type": "apiKey", "in": "query", "name": "api_key"],
        "{ auth: () => ({ \"a b\": \"$API_KEY\" }) }"
      ),
    ] as [(JSONValue, String)])
  func `a secret goes by its scheme's name and is called as in a command`(
    scheme: JSONValue, options: String
  ) {
    let optional = Parameter(
      name: "q", location: .query, required: false, schema: ["type": "string"])
    let endpoint = Endpoint(name: "call", path: "/", parameters: [optional], security: ["a b"])
    #expect(
      call(of: endpoint, schemes: ["a b": scheme]) == [
        "const result = await call(undefined, " + options + ");"
      ])
  }

  @Test func `a secret that a parameter takes is not shown twice`() {
    let key = Parameter(
      name: "x-key", location: .header, required: true, schema: ["type": "string"])
    let endpoint = Endpoint(name: "call", path: "/", parameters: [key], security: ["Key"])
    let schemes: JSONObject = ["Key": ["type": "apiKey", "in": "header", "name": "X-Key"]]
    #expect(call(of: endpoint, schemes: schemes) == ["const result = await call(\"$X_KEY\");"])
  }

  @Test(arguments: [
    (ExportLanguage.svelte, "call_state({ auth: () => ({ Login: \"$TOKEN\" }) });"),
    (.react, "useCall({ auth: () => ({ Login: \"$TOKEN\" }) });"),
  ])
  func `a component shows where its secret goes`(language: ExportLanguage, call: String) {
    let endpoint = Endpoint(name: "call", path: "/", kind: .sse, security: ["Login"])
    let text = ClientCode.text(
      for: endpoint, securitySchemes: Self.bearer, baseURL: "", language: language)
    #expect(text.contains(" = " + call))
  }

  // MARK: Forms

  private static let form: JSONValue = [
    "type": "object", "required": ["count", "on", "name", "tags", "password", "file", "files"],
    "properties": [
      "count": ["type": "integer"], "on": ["type": "boolean"], "name": ["type": "string"],
      "tags": ["type": "array", "items": ["type": "integer"]], "password": ["type": "string"],
      "file": ["type": "string", "format": "binary"],
      "files": ["type": "array", "items": ["type": "string", "format": "binary"]],
    ],
  ]

  @Test func `a form shows values of its schema's types`() {
    let endpoint = Endpoint(
      name: "call", method: "POST", path: "/",
      body: RequestBody(mediaType: "multipart/form-data", schema: Self.form))
    #expect(
      call(of: endpoint) == [
        "const result = await call({ count: 0, on: true, name: \"string\", tags: [], "
          + "password: \"$PASSWORD\", file: new Blob([\"content\"]), files: [new Blob([\"content\"])] });"
      ])
  }

  @Test func `the present values of a form have its schema's types`() throws {
    let endpoint = Endpoint(
      name: "call", method: "POST", path: "/",
      body: RequestBody(mediaType: "application/x-www-form-urlencoded", schema: Self.form))
    let planned = try endpoint.plan(
      baseURL: "http://h", values: [],
      body: Array("count=3&on=false&name=7&tags=1&password=x&file=f&files=f".utf8))
    #expect(
      call(of: endpoint, planned: planned) == [
        "const result = await call({ count: 3, on: false, name: \"7\", tags: [1], "
          + "password: \"$PASSWORD\", file: \"f\", files: [\"f\"] });"
      ])
  }

  @Test(arguments: [
    ("application/octet-stream", "new Blob([\"content\"])"), ("text/plain", "\"string\""),
  ])
  func `any other body is one that can be sent`(mediaType: String, body: String) {
    let endpoint = Endpoint(
      name: "call", method: "POST", path: "/", body: RequestBody(mediaType: mediaType, schema: [:]))
    #expect(call(of: endpoint) == ["const result = await call(" + body + ");"])
  }
}
