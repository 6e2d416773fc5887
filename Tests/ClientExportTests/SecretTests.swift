import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct SecretTests {
  private static let reset = Endpoint(
    name: "reset", method: "POST", path: "/users/{user_id}/reset/{reset_token}",
    parameters: [
      Parameter(name: "user_id", location: .path, required: true, schema: ["type": "string"]),
      Parameter(name: "reset_token", location: .path, required: true, schema: ["type": "string"]),
      Parameter(name: "sid", location: .cookie, schema: ["type": "string"]),
      Parameter(name: "lang", location: .cookie, schema: ["type": "string"]),
    ],
    body: RequestBody(
      mediaType: "application/x-www-form-urlencoded",
      schema: ["type": "object", "properties": ["username": [:], "password": [:]]]))

  @Test(arguments: [
    ExportLanguage.typescript, .javascript, .svelte, .react, .vue, .curl, .httpie, .python, .swift,
    .http,
  ])
  func `a secret in the path, in a cookie or in a form stands as its name`(
    language: ExportLanguage
  ) throws {
    let planned = try Self.reset.plan(
      baseURL: "http://127.0.0.1:8000",
      values: [
        ("user_id", "7"), ("reset_token", "hunter2"), ("sid", "hunter3"), ("lang", "hunter4"),
      ], body: Array("username=me&password=hunter5".utf8))
    let text = ClientCode.text(
      for: Self.reset, planned: planned, baseURL: "http://127.0.0.1:8000", language: language)
    #expect(!text.contains("hunter"))
    if language != .swift { #expect(text.contains("RESET_TOKEN") && text.contains("PASSWORD")) }
  }

  @Test func `curl has the variable in the place of the secret`() throws {
    let planned = try Self.reset.plan(
      baseURL: "http://127.0.0.1:8000",
      values: [("user_id", "7"), ("reset_token", "hunter2")], body: Array("username=me".utf8))
    let text = ClientCode.text(
      for: Self.reset, planned: planned, baseURL: "http://127.0.0.1:8000", language: .curl)
    #expect(text.contains(#""http://127.0.0.1:8000/users/7/reset/$RESET_TOKEN""#))
  }

  @Test func `a URL is shown with names in the place of secrets`() throws {
    let endpoint = Endpoint(
      name: "login", path: "/login",
      parameters: ["user", "password", "api_key"].map {
        Parameter(name: $0, location: .query, schema: ["type": "string"])
      })
    let planned = try endpoint.plan(
      baseURL: "http://h",
      values: [("user", "me"), ("password", "hunter2"), ("api_key", "$MINE")])
    #expect(
      ShownRequest(endpoint).url(of: planned)
        == "http://h/login?user=me&password=$PASSWORD&api_key=$MINE")
    #expect(
      endpoint.parameters.map { ShownRequest.text("x", for: $0) } == ["x", "$PASSWORD", "$API_KEY"])
    #expect(
      ShownRequest.body(#"{"password":"hunter2","n":1}"#, mediaType: "application/json")
        == #"{"password":"$PASSWORD","n":1}"#)
  }

  @Test func `a variable that the user named stays one`() throws {
    let planned = try Self.reset.plan(
      baseURL: "http://127.0.0.1:8000",
      values: [("user_id", "$WHO"), ("reset_token", "$MINE")], body: Array("username=me".utf8))
    let text = ClientCode.text(
      for: Self.reset, planned: planned, baseURL: "http://127.0.0.1:8000", language: .curl)
    #expect(text.contains("/users/$WHO/reset/$MINE"))
  }

  @Test func `all that a secret's member holds is hidden`() throws {
    let value = try JSONValue(
      parsing: #"{"a":[{"tokens":["x",1,null]}],"pin":1234,"max_tokens":5}"#)
    #expect(
      MaskedValue(value).withVariables.text()
        == #"{"a":[{"tokens":["$TOKENS","$TOKENS",null]}],"pin":"$PIN","max_tokens":5}"#)
  }

  @Test(arguments: [
    ExportLanguage.typescript, .javascript, .svelte, .react, .vue, .python, .swift, .curl, .http,
  ])
  func `a password in the address is in no client`(language: ExportLanguage) throws {
    let endpoint = Endpoint(name: "read", path: "/")
    for url in [
      "http://me:hunter2@127.0.0.1:8000", "http://me:hunter2/7@127.0.0.1", "wss://me:hunter2@h/a",
      "http://me:hunter2?7@127.0.0.1:8000/a",
    ] {
      for planned in [nil, try endpoint.plan(baseURL: url, values: [])] {
        let text = ClientCode.text(
          for: endpoint, planned: planned, baseURL: url, language: language)
        #expect(!text.contains("hunter2"))
      }
    }
  }

  @Test(arguments: ExportLanguage.allCases.filter { ![.openapi, .json].contains($0) })
  func `a document's example of a scheme's secret is in no example call`(
    language: ExportLanguage
  ) throws {
    let schemes: JSONObject = ["Door": ["type": "apiKey", "in": "header", "name": "X-Door"]]
    let endpoint = Endpoint(
      name: "enter", path: "/enter",
      parameters: [
        Parameter(
          name: "X-Door", location: .header, required: true,
          schema: ["type": "string", "example": "hunter6", "examples": ["hunter7"]])
      ], security: ["Door"])
    let planned = try endpoint.plan(
      baseURL: "http://127.0.0.1:8000", values: [("X-Door", "hunter8")])
    for request in [nil, planned] {
      let text = ClientCode.text(
        for: endpoint, planned: request, securitySchemes: schemes,
        baseURL: "http://127.0.0.1:8000", language: language)
      #expect(!text.contains("hunter"))
    }
  }

  @Test(arguments: [ExportLanguage.openapi, .json])
  func `a document's values of secrets are in no description`(language: ExportLanguage) throws {
    let document = try JSONValue(
      parsing: """
        {"openapi":"3.1.0","info":{"title":"Doors","version":"1"},
         "components":{"securitySchemes":{"Door":{"type":"apiKey","in":"header","name":"X-Door"}},
          "schemas":{"Login":{"type":"object","example":{"user":"ann","password":"hunter1"},
           "properties":{"password":{"type":"string","default":"hunter2","examples":["hunter3"]},
            "default":{"type":"string","default":"kept1"}}}}},
         "paths":{"/enter":{"post":{"operationId":"enter","security":[{"Door":[]}],
          "parameters":[{"name":"X-Door","in":"header","example":"hunter4","schema":{"type":"string","default":"hunter5"}},
           {"name":"page","in":"query","example":"kept2","schema":{"type":"string","example":"kept3"}}],
          "requestBody":{"required":true,"content":{"application/json":{
           "schema":{"$ref":"#/components/schemas/Login"},
           "examples":{"ann":{"value":{"user":"kept4","password":"hunter6"}}}}}},
          "responses":{"default":{"description":"kept5"}}}}}}
        """)
    let catalog = try OpenAPIDocument(root: document).catalog(at: "doors.json")
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: language)
    #expect(!text.contains("hunter") && !text.contains(#""default": null"#))
    let kept = language == .openapi ? 1...5 : 1...1
    for number in kept { #expect(text.contains("kept\(number)")) }
  }
}
