import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

struct PythonTests {
  @Test(arguments: ["classic", "nasty"])
  func `a catalog becomes one module`(name: String) {
    let catalog = name == "classic" ? Catalog.classic : .nasty
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .python)
    GoldenFile(name + ".py").expect(text)
  }

  @Test(
    arguments: [
      (
        "stream_notifications", [("user_id", "7")], nil,
        "for event in client.stream_notifications(7):"
      ),
      (
        "download_file", [("file_id", "a b/ü")], nil,
        #"print(client.download_file("a b/ü", to="file"))"#
      ),
      ("stream_logs", [], nil, "for text in client.stream_logs():"),
      ("stream_logs", [("lines", "5")], nil, "for text in client.stream_logs(lines=5):"),
      (
        "stream_chat", [], #"{"message":"\\ hi","token":"hunter2"}"#,
        #"for event in client.stream_chat({"message": "\\ hi", "token": os.environ["TOKEN"]}):"#
      ),
    ] as [(String, [(name: String, value: String)], String?, String)])
  func `the call has the present values`(
    name: String, values: [(name: String, value: String)], body: String?, call: String
  ) throws {
    let endpoint = try #require(Catalog.classic.endpoint(named: name))
    let planned = try endpoint.plan(
      baseURL: "http://127.0.0.1:8000", values: values, body: body.map { Array($0.utf8) })
    let text = ClientCode.text(
      for: endpoint, planned: planned, models: Catalog.classic.models,
      baseURL: "http://127.0.0.1:8000", language: .python)
    let line = text.split(separator: "\n").first { $0.contains("client." + name + "(") }
    #expect(line.map(String.init) == "#         " + call)
  }

  /// The call that the module of one endpoint shows for the values of its form on the screen.
  private func call(
    _ endpoint: Endpoint, body: String? = nil, values: [(name: String, value: String)] = []
  ) throws -> String {
    let planned = endpoint.outline(
      baseURL: "http://h", values: values, body: body.map { Array($0.utf8) },
      placeholder: ClientCode.placeholder)
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: .python)
    let line = try #require(text.split(separator: "\n").first { $0.contains("print(client.") })
    return String(line.dropFirst("#         print(client.".count).dropLast())
  }

  @Test func `the values of a form have the types of its members`() throws {
    let form = #"{"name": "a b", "n": 3, "on": True, "tags": ["x"], "pin": int(os.environ["PIN"])}"#
    #expect(
      try call(.counting, body: "name=a+b&n=3&on=true&tags=x&pin=1234") == "count(" + form + ")")
  }

  @Test func `the call has a file for each upload`() {
    let text = ClientCode.text(for: .upload, baseURL: "http://h", language: .python)
    let form = #"{"file": open("file.bin", "rb"), "more": [open("file.bin", "rb")], "level": 0}"#
    #expect(text.contains("print(client.upload(" + form + "))"))
  }

  @Test func `a variable for a number is read as one`() throws {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [("n", "integer"), ("size", "number"), ("on", "boolean")].map { name, type in
        Parameter(
          name: name, location: .query, required: true, schema: ["type": .string(type)])
      })
    #expect(
      try call(endpoint)
        == #"read(int(os.environ["N"]), float(os.environ["SIZE"]), os.environ["ON"] == "true")"#)
  }

  @Test func `a text that is sent as it is stands in the call`() throws {
    let raw = Endpoint(
      name: "raw", method: "POST", path: "/raw",
      body: RequestBody(mediaType: "text/plain", schema: ["type": "string"]))
    #expect(try call(raw, body: "@it's !x") == #"raw("@it's !x")"#)
  }

  @Test func `the call gives the secret of the endpoint's scheme`() {
    let schemes: JSONObject = ["HTTPBearer": ["type": "http", "scheme": "bearer"]]
    let text = ClientCode.text(
      for: Endpoint(name: "me", path: "/me", security: ["HTTPBearer"]), securitySchemes: schemes,
      baseURL: "http://h", language: .python)
    #expect(
      text.contains(
        #"with Client(auth=lambda: {"HTTPBearer": os.environ["TOKEN"]}) as client:"#))
  }

  @Test func `credentials are looked up in the environment`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "GET", baseURL: "http://me:hunter2@host", path: [.text("/read")],
      headers: [.init(name: "Authorization", value: "Bearer hunter2")])
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://me:hunter2@host", language: .python)
    #expect(!text.contains("hunter2"))
    #expect(text.contains(#"headers={"Authorization": "Bearer " + os.environ["TOKEN"]}"#))
  }

  @Test func `a variable that the user named is looked up in the environment`() throws {
    let endpoint = Endpoint(
      name: "read", path: "/read",
      parameters: [
        Parameter(name: "X-Signed-By", location: .header, schema: ["type": "string"]),
        Parameter(name: "api_key", location: .query, schema: ["type": "string"]),
      ])
    let planned = try endpoint.plan(
      baseURL: "http://h", values: [("X-Signed-By", "by $WHO"), ("api_key", "$MINE")])
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://h", language: .python)
    #expect(text.contains(#""by " + os.environ["WHO"]"#))
    #expect(text.contains(#"api_key=os.environ["MINE"]"#))
  }

  @Test func `the same catalog gives the same bytes`() {
    let texts = (0..<5).map { _ in
      ClientCode.text(for: .nasty, endpoints: Catalog.nasty.endpoints, language: .python)
    }
    #expect(Set(texts).count == 1)
  }

  private func module(_ endpoint: Endpoint, models: JSONObject = [:]) -> String {
    ClientCode.text(for: endpoint, models: models, baseURL: "http://host", language: .python)
  }

  @Test func `bytes are a file in the parts of a form, and a text within JSON`() {
    let bytes: JSONValue = ["type": "string", "contentMediaType": "application/octet-stream"]
    let model: JSONValue = ["type": "object", "properties": ["data": bytes]]
    let reference: JSONValue = ["$ref": "#/components/schemas/Data"]
    var endpoint = Endpoint(
      name: "send", method: "POST", path: "/send", body: RequestBody(schema: reference))
    #expect(module(endpoint, models: ["Data": model]).contains("    data: NotRequired[str]\n"))
    endpoint.body?.mediaType = "multipart/form-data"
    #expect(module(endpoint, models: ["Data": model]).contains("    data: NotRequired[FilePart]\n"))
  }

  @Test func `the tag of a union can't be left out`() {
    let text = module(.tagged, models: Endpoint.taggedModels)
    #expect(text.contains("class Text(TypedDict):\n    kind: Literal[\"text\"]\n    body: str\n"))
    #expect(text.contains("class Image(TypedDict):\n    kind: Literal[\"image\"]\n    size: Not"))
  }

  @Test func `a body that must be there is null for None`() {
    let nullable: JSONValue = ["anyOf": [["type": "integer"], ["type": "null"]]]
    var endpoint = Endpoint(
      name: "put", method: "PUT", path: "/put",
      body: RequestBody(required: true, schema: ["$ref": "#/components/schemas/Maybe"]))
    #expect(module(endpoint, models: ["Maybe": nullable]).contains("takes_null=True"))
    #expect(!module(endpoint, models: ["Maybe": ["type": "integer"]]).contains("takes_null=True"))
    endpoint.body?.required = false
    #expect(!module(endpoint, models: ["Maybe": nullable]).contains("takes_null=True"))
  }

  @Test func `no parameter hides a type, and no method what the client stands on`() {
    let endpoint = Endpoint(
      name: "_connections", path: "/c",
      parameters: ["Item", "_Call"].map {
        Parameter(name: $0, location: .query, required: true, schema: ["type": "string"])
      }, item: NamedSchema(name: "Item"))
    let text = module(
      endpoint, models: ["Item": ["type": "object", "properties": ["a": ["type": "string"]]]])
    #expect(text.contains("    def _connections_(self, Item_: str, _Call_: str) -> Item:\n"))
  }

  @Test func `no model hides a built-in that the module stands on`() {
    let models: JSONObject = [
      "set": ["type": "object", "properties": ["a": ["type": "string"]]], "ord": ["type": "string"],
    ]
    let body: JSONValue = [
      "anyOf": [["$ref": "#/components/schemas/set"], ["$ref": "#/components/schemas/ord"]]
    ]
    let text = module(
      Endpoint(name: "print", method: "POST", path: "/", body: RequestBody(schema: body)),
      models: models)
    #expect(text.contains("class Set(TypedDict):\n"))
    #expect(text.contains("Ord: TypeAlias = str\n"))
    #expect(text.contains("    def print(self, body: Set | Ord) -> Any:\n"))
  }

  @Test func `names of any writing stay as they are`() {
    let endpoint = Endpoint(
      name: "lire_événement", path: "/e/{numéro}", item: NamedSchema(name: "注文一覧"))
    let text = module(
      endpoint,
      models: ["注文一覧": ["type": "object", "properties": ["個数": ["type": "integer"]]]])
    #expect(text.contains("    def lire_événement(self, numéro: str) -> 注文一覧:\n"))
    #expect(text.contains("        \"個数\": NotRequired[int],\n"))
  }

  @Test func `a tuple arrives as a list`() {
    let places: JSONValue = [
      "type": "array", "prefixItems": [["type": "integer"], ["type": "string"]],
    ]
    let text = module(Endpoint(name: "read", path: "/", item: NamedSchema(schema: places)))
    #expect(text.contains("    def read(self) -> Sequence[int | str]:\n"))
  }

  @Test func `the end of a stream is told, and left by the call`() throws {
    let chat = try #require(Catalog.classic.endpoint(named: "stream_chat"))
    let text = module(chat, models: Catalog.classic.models)
    #expect(
      text.contains(#"        The last event's data is \"[DONE]\", which is no JSON."# + "\n"))
    #expect(
      text.contains(
        #"""
        #     with Client() as client:
        #         for event in client.stream_chat({"message": "string"}):
        #             if event.data == "[DONE]":
        #                 break
        #             print(event.type, event.data)
        """#))
  }

  @Test func `a list is written as its document says`() {
    var ids = Parameter(
      name: "ids", location: .query, required: true,
      schema: ["type": "array", "items": ["type": "integer"]])
    ids.style = ParameterStyle(.pipeDelimited)
    let text = module(Endpoint(name: "read", path: "/read", parameters: [ids]))
    #expect(text.contains(#"_Call("GET", "/read", query={"ids": _Styled(ids, "pipeDelimited")})"#))
  }

  @Test func `the call has a list as it was given, whatever parts its values`() throws {
    var ids = Parameter(
      name: "ids", location: .query, schema: ["type": "array", "items": ["type": "string"]])
    ids.style = ParameterStyle(.form)
    let tags = Parameter(
      name: "X-Tag", location: .header, schema: ["type": "array", "items": ["type": "string"]])
    let endpoint = Endpoint(name: "read", path: "/read", parameters: [ids, tags])
    let planned = try endpoint.plan(
      baseURL: "http://host",
      values: [("ids", "a,b"), ("ids", "c"), ("X-Tag", "d, e"), ("X-Tag", "f")])
    let text = ClientCode.text(
      for: endpoint, planned: planned, baseURL: "http://host", language: .python)
    #expect(text.contains(#"client.read(ids=["a,b", "c"], X_Tag=["d, e", "f"])"#))
  }

  @Test func `the methods of one path have their method in the name`() {
    let endpoints = ["GET", "POST"].map { Endpoint(name: "multi", method: $0, path: "/multi") }
    let catalog = Catalog(endpoints: endpoints + [Endpoint(name: "multi", path: "/other")])
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .python)
    for name in ["multi_get", "multi_post", "multi"] {
      #expect(text.contains("    def \(name)(self)"))
    }
  }
}
