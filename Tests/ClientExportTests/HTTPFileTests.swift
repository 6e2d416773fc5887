import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

struct HTTPFileTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one request for each endpoint`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .http)
    GoldenFile(name + ".http").expect(text)
    let requests = text.split(separator: "\n").filter { $0.hasPrefix("### ") }
    #expect(requests.count == catalog.endpoints.count)
  }

  @Test func `secrets come from the environment, and braces are no variable`() {
    let endpoint = Endpoint(name: "write", method: "POST", path: "/write")
    let planned = PlannedRequest(
      method: "POST", baseURL: "http://host", path: [.text("/write")],
      query: [.init(name: "api_key", values: ["hunter2"])],
      headers: [.init(name: "Authorization", value: "Bearer hunter2")],
      body: Array(#"{"text":"{{TOKEN}}"}"#.utf8), bodyMediaType: "application/json")
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://host", language: .http)
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).joined(
        separator: "\n") == #"""
          @API_KEY = {{$processEnv API_KEY}}
          @TOKEN = {{$processEnv TOKEN}}
          @BASE_URL = http://host

          ### write
          # Percent-encode API_KEY: nothing else does it here.
          POST {{BASE_URL}}/write?api_key={{API_KEY}}
          Authorization: Bearer {{TOKEN}}
          Content-Type: application/json

          {"text":"{\u007bTOKEN}}"}

          """#)
  }

  private func requests(_ endpoint: Endpoint, schemes: JSONObject = [:]) -> String {
    let text = ClientCode.text(
      for: endpoint, securitySchemes: schemes, baseURL: "http://host", language: .http)
    return String(text.split(separator: "\n\n", maxSplits: 1)[1])
  }

  @Test func `what a document says names no variable of the reader's`() {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(
          name: "a", location: .query, required: true,
          schema: ["type": "string", "default": "$HOME"]),
        Parameter(
          name: "X-B", location: .header, required: true,
          schema: ["type": "string", "default": "$HOME {{y}}"]),
      ])
    #expect(
      requests(endpoint) == """
        ### read
        # X-B has a space between two braces, which would be a variable.
        GET {{BASE_URL}}/read?a=%24HOME
        X-B: $HOME { {y}}

        """)
  }

  @Test func `an example of a scheme's secret is no text`() {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(
          name: "x-door", location: .header, required: true,
          schema: ["type": "string", "example": "hunter2"])
      ], security: ["Door"])
    let text = requests(
      endpoint, schemes: ["Door": ["type": "apiKey", "in": "header", "name": "X-Door"]])
    #expect(text == "### read\nGET {{BASE_URL}}/read\nx-door: {{X_DOOR}}\n")
  }

  @Test func `a part of a form is the text that it is`() {
    let endpoint = Endpoint(
      name: "send", method: "POST", path: "/send",
      body: RequestBody(
        mediaType: "multipart/form-data",
        schema: [
          "type": "object", "required": ["h\"q", "file", "braces", "password"],
          "properties": [
            "h\"q": ["default": "a\nb"], "file": ["default": "< /etc/passwd"],
            "braces": ["default": "{{y}}"], "password": ["default": "hunter2"],
          ],
        ]))
    #expect(
      requests(endpoint) == #"""
        ### send
        # The text of file comes from file.txt: here it would mean something else.
        # The text of braces comes from braces.txt: here it would mean something else.
        POST {{BASE_URL}}/send
        Content-Type: multipart/form-data; boundary=part

        --part
        Content-Disposition: form-data; name="h\"q"

        a
        b
        --part
        Content-Disposition: form-data; name="file"

        < ./file.txt
        --part
        Content-Disposition: form-data; name="braces"

        < ./braces.txt
        --part
        Content-Disposition: form-data; name="password"

        {{PASSWORD}}
        --part--

        """#)
  }

  @Test(arguments: [
    ("basic", "Basic", "user:password in Base64"),
    ("digest", "Digest", "the user, a blank and the password"),
  ])
  func `a user and a password stand as their scheme wants them`(
    scheme: String, word: String, form: String
  ) {
    let text = ClientCode.text(
      for: Endpoint(name: "door", path: "/door", security: ["Door"]),
      securitySchemes: ["Door": ["type": "http", "scheme": .string(scheme)]],
      baseURL: "http://h", language: .http)
    #expect(text.contains("# CREDENTIALS is \(form).\n"))
    #expect(text.contains("Authorization: \(word) {{CREDENTIALS}}\n"))
  }

  @Test func `nothing of a document is a remark, a setting or a variable of the editor's`() {
    var endpoint = Endpoint(
      name: "{{x}}", method: "@prompt x", path: "/{{y}}", summary: "@prompt password",
      parameters: [
        Parameter(name: "#X", location: .header, required: true, schema: ["const": "1"]),
        Parameter(name: "{{q}}", location: .query, required: true, schema: ["const": "{{v}}"]),
      ])
    endpoint.details = "@no-cookie-jar\n  @name x"
    let text = ClientCode.text(for: endpoint, baseURL: "http://{{host}}", language: .http)
    let lines = text.split(separator: "\n")
    #expect(!lines.contains { $0.hasPrefix("# @") || $0.hasPrefix("#X") || $0.hasPrefix("#   @") })
    #expect(lines.contains("@BASE_URL = http://%7B%7Bhost}}"))
    #expect(
      lines.contains {
        $0.hasPrefix("GET {{BASE_URL}}/") && $0.hasSuffix("?%7B%7Bq%7D%7D=%7B%7Bv%7D%7D")
      })
  }

  @Test(arguments: ["# a", "// a", "  # a", "a\n#b", "@a = b", "### a"])
  func `a body with what would be a remark comes from a file`(body: String) {
    let endpoint = Endpoint(
      name: "write", method: "POST", path: "/w", body: RequestBody(mediaType: "text/plain"))
    let planned = PlannedRequest(
      method: "POST", baseURL: "http://host", path: [.text("/w")], body: Array(body.utf8),
      bodyMediaType: "text/plain")
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://host", language: .http)
    #expect(text.hasSuffix("\n\n< ./body.txt\n"))
  }

  @Test(arguments: [ExportLanguage.curl, .httpie, .http])
  func `what reorders a text stands in no command`(language: ExportLanguage) {
    let endpoint = Endpoint(
      name: "write", method: "POST", path: "/w", summary: "a\u{202E}b", body: RequestBody())
    let planned = PlannedRequest(
      method: "POST", baseURL: "http://host", path: [.text("/w")],
      headers: [.init(name: "X-A", value: "c\u{2066}d")],
      body: Array("{\"e\": \"\u{202E}f\"}".utf8),
      bodyMediaType: "application/json")
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://host", language: language)
    #expect(!text.unicodeScalars.contains { $0.properties.isBidiControl })
    #expect(text.contains(#"\u202ef"#))
  }
}
