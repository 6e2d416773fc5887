import Endpoints
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

  @Test func `credentials are looked up in the environment`() {
    let endpoint = Endpoint(name: "read", path: "/read")
    let planned = PlannedRequest(
      method: "GET", url: "http://me:hunter2@host/read",
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

  @Test func `bytes are bytes in the parts of a form, and a text within JSON`() {
    let bytes: JSONValue = ["type": "string", "contentMediaType": "application/octet-stream"]
    let model: JSONValue = ["type": "object", "properties": ["data": bytes]]
    let reference: JSONValue = ["$ref": "#/components/schemas/Data"]
    var endpoint = Endpoint(
      name: "send", method: "POST", path: "/send", body: RequestBody(schema: reference))
    #expect(module(endpoint, models: ["Data": model]).contains("    data: NotRequired[str]\n"))
    endpoint.body?.mediaType = "multipart/form-data"
    #expect(module(endpoint, models: ["Data": model]).contains("    data: NotRequired[bytes]\n"))
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

  @Test func `a list is written as its document says`() {
    var ids = Parameter(
      name: "ids", location: .query, required: true,
      schema: ["type": "array", "items": ["type": "integer"]])
    ids.listStyle = .pipe
    let text = module(Endpoint(name: "read", path: "/read", parameters: [ids]))
    #expect(text.contains(#"_Call("GET", "/read", query={"ids": ids}, joints={"ids": "%7C"})"#))
  }

  @Test func `the call has a list as it was given, whatever parts its values`() throws {
    var ids = Parameter(
      name: "ids", location: .query, schema: ["type": "array", "items": ["type": "string"]])
    ids.listStyle = .comma
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
