import Endpoints
import StreamDecoding
import Testing

/// One document of `paths` and, if wanted, of models; read as if a server had sent it.
func catalog(
  paths: String, schemas: String = "{}", version: String = "3.1.0", more: String = ""
) throws -> Catalog {
  let text = """
    {"openapi": "\(version)", "info": {"title": "T", "version": "1"}\(more),
     "paths": \(paths), "components": {"schemas": \(schemas)}}
    """
  let document = try OpenAPIDocument(parsing: Array(text.utf8))
  return document.catalog(at: "http://127.0.0.1:8000/openapi.json")
}

/// `GET /x` with this as the content of its 200.
func endpoint(content: String, schemas: String = "{}", version: String = "3.1.0") throws
  -> Endpoint
{
  let paths = #"{"/x": {"get": {"responses": {"200": {"content": \#(content)}}}}}"#
  return try #require(try catalog(paths: paths, schemas: schemas, version: version).endpoints.first)
}

@Suite struct `Reading OpenAPI documents` {
  @Test(arguments: [
    ("text/event-stream", #"{"itemSchema": {}}"#, EndpointKind.sse),
    ("text/event-stream; charset=utf-8", "{}", .sse),
    ("application/x-ndjson", "{}", .ndjson),
    ("application/jsonl", #"{"itemSchema": {}}"#, .ndjson),
    ("application/json-seq", "{}", .ndjson),
    ("application/json", #"{"itemSchema": {"type": "object"}}"#, .ndjson),
    ("application/json", #"{"schema": {"type": "object"}}"#, .unary),
    ("application/problem+json", "{}", .unary),
    ("text/plain", #"{"schema": {"type": "string"}}"#, .unary),
    ("text/plain", #"{"itemSchema": {"type": "string"}}"#, .text),
    ("text/csv", #"{"schema": {"type": "string", "format": "binary"}}"#, .file),
    ("application/octet-stream", "{}", .file),
    ("application/pdf", "{}", .file),
    ("image/png", "{}", .file),
  ])
  func `the kind follows the media type`(type: String, media: String, kind: EndpointKind) throws {
    #expect(try endpoint(content: #"{"\#(type)": \#(media)}"#).kind == kind)
  }

  @Test func `a Content-Disposition header makes a download`() throws {
    let response = """
      {"headers": {"content-disposition": {}}, "content": {"text/csv": {}}}
      """
    let paths = #"{"/x": {"get": {"responses": {"200": \#(response)}}}}"#
    #expect(try catalog(paths: paths).endpoints.map(\.kind) == [.file])
  }

  @Test func `the answer beside a stream has a shape of its own`() throws {
    let schemas = #"{"Piece": {"type": "object"}, "Whole": {"type": "object"}}"#
    let endpoint = try endpoint(
      content: """
        {"application/json": {"schema": {"$ref": "#/components/schemas/Whole"}},
         "text/event-stream": {"itemSchema": {"$ref": "#/components/schemas/Piece"}}}
        """, schemas: schemas)
    #expect(endpoint.item?.name == "Piece")
    #expect(endpoint.answer?.name == "Whole")
  }

  @Test func `an answer that may stream or not is listed as the stream and keeps both kinds`()
    throws
  {
    let endpoint = try endpoint(
      content: #"{"application/json": {"schema": {"type": "object"}}, "text/event-stream": {}}"#)
    #expect(endpoint.kinds == [.sse, .unary])
    #expect(endpoint.mediaType == "text/event-stream")
  }

  @Test func `FastAPI's silence about a response is only a guess`() throws {
    let endpoint = try endpoint(content: #"{"application/json": {"schema": {}}}"#)
    #expect(endpoint.kind == .unary)
    #expect(endpoint.$kinds.isAssumed)
    #expect(
      endpoint.evidence(of: .kind).map(\.detail) == [
        "200 application/json without a schema"
      ])
  }

  @Test func `the item of FastAPI's events is the contentSchema inside data`() throws {
    let media = """
      {"text/event-stream": {"itemSchema": {"type": "object", "required": ["data"], "properties": {
        "data": {"type": "string", "contentMediaType": "application/json",
                 "contentSchema": {"$ref": "#/components/schemas/Order"}},
        "event": {"type": "string"}, "id": {"type": "string"}, "retry": {"type": "integer"}}}}}
      """
    let endpoint = try endpoint(content: media, schemas: #"{"Order": {"type": "object"}}"#)
    #expect(endpoint.item == NamedSchema(name: "Order", schema: ["type": "object"]))
    #expect(endpoint.events.isEmpty)
  }

  @Test func `events with names of their own keep their own items`() throws {
    let media = """
      {"text/event-stream": {"itemSchema": {"oneOf": [
        {"properties": {"event": {"const": "tick"},
                        "data": {"contentSchema": {"$ref": "#/components/schemas/Tick"}}}},
        {"properties": {"event": {"enum": ["end", "stop"]}, "data": {"type": "string"}}}]}}}
      """
    let endpoint = try endpoint(content: media, schemas: #"{"Tick": {"type": "object"}}"#)
    #expect(endpoint.item == nil)
    #expect(
      endpoint.events == [
        NamedEvent(name: "tick", item: NamedSchema(name: "Tick", schema: ["type": "object"])),
        NamedEvent(name: "end"), NamedEvent(name: "stop"),
      ])
  }

  @Test func `an older document describes the payload itself`() throws {
    let schemas = #"{"Chunk": {"type": "object"}}"#
    let endpoint = try endpoint(
      content: ##"{"text/event-stream": {"schema": {"$ref": "#/components/schemas/Chunk"}}}"##,
      schemas: schemas, version: "3.0.3")
    #expect(endpoint.item?.name == "Chunk")
  }

  @Test(arguments: [
    ("stream_logs_logs_stream_get", "/logs/stream", "stream_logs"),
    ("download_file_files__file_id__download_get", "/files/{file_id}/download", "download_file"),
    ("root__get", "/", "root"),
    ("listPets", "/pets", "listPets"),
    ("pets/list all", "/pets", "pets_list_all"),
    ("2nd", "/pets", "_2nd"),
  ])
  func `the name is the function's, or an identifier made of the operation ID`(
    id: String, path: String, name: String
  ) throws {
    let found = try catalog(paths: #"{"\#(path)": {"get": {"operationId": "\#(id)"}}}"#)
    #expect(found.endpoints.map(\.name) == [name])
  }

  @Test func `two methods of one FastAPI function have one operation ID between them`() throws {
    let found = try catalog(
      paths: """
        {"/multi": {"get": {"operationId": "multi_multi_get"},
                    "post": {"operationId": "multi_multi_get"}}}
        """)
    #expect(found.endpoints.map(\.name) == ["multi", "multi"])
    #expect(found.endpoints.map(\.title) == ["GET /multi", "POST /multi"])
  }

  @Test func `without an operation ID the method and the path make the name`() throws {
    let found = try catalog(paths: #"{"/pets/{id}/toys": {"delete": {}}}"#)
    #expect(found.endpoints.map(\.name) == ["delete_pets_id_toys"])
  }

  @Test func `a summary that says only the name gives way to the description`() throws {
    let found = try catalog(
      paths: """
        {"/a": {"get": {"operationId": "read_a_a_get", "summary": "Read A",
                        "description": "\\n  Reads it.\\nSlowly."}},
         "/b": {"get": {"summary": "Its own", "description": "More"}}}
        """)
    #expect(found.endpoints.map(\.summary) == ["Reads it. Slowly.", "Its own"])
  }

  @Test func `parameters of the path belong to every method, and its own win`() throws {
    let found = try catalog(
      paths: """
        {"/x/{id}": {"parameters": [
           {"name": "id", "in": "path", "schema": {"type": "string"}},
           {"$ref": "#/components/schemas/../parameters/nowhere"}],
         "get": {"parameters": [
           {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
           {"name": "Accept", "in": "header"},
           {"name": "c", "in": "query", "schema": {"$ref": "#/components/schemas/Colour"}}]}}}
        """, schemas: #"{"Colour": {"type": "string", "enum": ["red"]}}"#)
    #expect(
      found.endpoints[0].parameters == [
        Parameter(name: "id", location: .path, required: true, schema: ["type": "integer"]),
        Parameter(name: "c", location: .query, schema: ["type": "string", "enum": ["red"]]),
      ])
    #expect(found.warnings == ["GET /x/{id}: a parameter cannot be read and is left out"])
  }

  @Test func `a body prefers JSON and security comes from the operation or the document`() throws {
    let found = try catalog(
      paths: """
        {"/a": {"post": {"security": [], "requestBody": {"required": true, "content": {
           "multipart/form-data": {}, "application/json": {"schema": {"type": "object"}}}}}},
         "/b": {"post": {"tags": ["x"], "deprecated": true}}}
        """, more: #", "security": [{"Bearer": []}]"#)
    #expect(
      found.endpoints[0].body
        == RequestBody(
          mediaType: "application/json", required: true, schema: ["type": "object"]))
    #expect(found.endpoints.map(\.security) == [[], ["Bearer"]])
    #expect(found.endpoints[1].tags == ["x"])
    #expect(found.endpoints[1].deprecated)
  }

  @Test(arguments: [
    // Texts alone go in either, so the document's order decides.
    (
      #"{"multipart/form-data": {}, "application/x-www-form-urlencoded": {}}"#,
      "multipart/form-data"
    ),
    (
      #"{"application/x-www-form-urlencoded": {}, "multipart/form-data": {}}"#,
      "application/x-www-form-urlencoded"
    ),
    // A file decides, wherever it stands, and however it is written.
    (
      """
      {"application/x-www-form-urlencoded": {"schema": \(one)}, "multipart/form-data": {"schema": \(one)}}
      """, "multipart/form-data"
    ),
    (
      """
      {"application/x-www-form-urlencoded": {"schema": {"type": "object"}},
       "multipart/form-data": {"schema": {"$ref": "#/components/schemas/Upload"}}}
      """, "multipart/form-data"
    ),
    (
      """
      {"application/x-www-form-urlencoded": {}, "multipart/form-data; charset=utf-8": {"schema":
        {"allOf": [{"type": "object"}, {"$ref": "#/components/schemas/Upload"}]}}}
      """, "multipart/form-data"
    ),
    // Base 64 is a text.
    (
      """
      {"application/x-www-form-urlencoded": {}, "multipart/form-data": {"schema": {"properties": {
        "f": {"type": "string", "contentMediaType": "image/png", "contentEncoding": "base64"}}}}}
      """, "application/x-www-form-urlencoded"
    ),
    (#"{"application/json": {}, "multipart/form-data": {"schema": \#(one)}}"#, "application/json"),
  ])
  func `of two forms of a body the one in parts is taken for files, else the first`(
    content: String, mediaType: String
  ) throws {
    let found = try catalog(
      paths: #"{"/x": {"post": {"requestBody": {"content": \#(content)}}}}"#,
      schemas: """
        {"Upload": {"type": "object", "properties": {"files": {"type": "array", "items":
          {"type": "string", "contentMediaType": "application/octet-stream"}}}}}
        """)
    #expect(found.endpoints[0].body?.mediaType == mediaType)
  }

  /// A body with one file.
  private static let one = """
    {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    """

  @Test func `circles of references and foreign documents cost a warning, not the document`()
    throws
  {
    let found = try catalog(
      paths: """
        {"/loop": {"get": {"parameters": [
            {"name": "q", "in": "query", "schema": {"$ref": "#/components/schemas/A"}},
            {"name": "t", "in": "query", "schema": {"$ref": "#/components/schemas/Tree"}}]}},
         "/far": {"$ref": "other.json#/paths/~1far"}, "/round": {"$ref": "#/paths/~1round"}, "/no": 1,
         "/answer": {"get": {"responses": {"200": {"$ref": "other.json#/r"}}}}}
        """,
      schemas: """
        {"A": {"$ref": "#/components/schemas/B"}, "B": {"$ref": "#/components/schemas/A"},
         "Tree": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}}
        """)
    #expect(found.endpoints.map(\.path) == ["/loop", "/answer"])
    #expect(
      found.warnings == [
        "GET /loop: the schema of q refers to itself, in a circle",
        "/far refers out of the document and is left out",
        "/round refers to nothing in the document, or to itself, and is left out",
        "/no has no operations and is left out",
        "GET /answer: response 200 is not in the document",
      ])
  }

  @Test func `a list of lists of events does not run in a circle`() throws {
    let endpoint = try endpoint(
      content: ##"{"text/event-stream": {"schema": {"$ref": "#/components/schemas/L"}}}"##,
      schemas: ##"{"L": {"type": "array", "items": {"$ref": "#/components/schemas/L"}}}"##)
    #expect(endpoint.kind == .sse)
  }

  @Test func `schemas of 3.0 become JSON Schema 2020-12`() throws {
    let found = try catalog(
      paths: "{}",
      schemas: """
        {"A": {"type": "object", "nullable": true, "properties": {
           "nullable": {"type": "string", "nullable": true, "enum": ["a"]},
           "n": {"type": "integer", "minimum": 1, "exclusiveMinimum": true, "maximum": 9,
                 "exclusiveMaximum": false},
           "ref": {"$ref": "#/components/schemas/A", "nullable": true}}}}
        """, version: "3.0.1")
    #expect(
      found.models["A"]?.text() == """
        {"type":["object","null"],"properties":{"nullable":{"type":["string","null"],\
        "enum":["a",null]},"n":{"type":"integer","exclusiveMinimum":1,"maximum":9},\
        "ref":{"anyOf":[{"$ref":"#/components/schemas/A"},{"type":"null"}]}}}
        """)
  }

  @Test(arguments: [
    ("<!doctype html><html>", "a web page, not an OpenAPI document"),
    ("openapi: 3.1.0\npaths: {}", "neither JSON nor a web page"),
    (#"{"openapi": "3.1.0", "paths": {"/a": {"get"#, "a JSON document that breaks off at byte 42"),
    (#"{"openapi": "3.1.0", nonsense}"#, "no valid JSON: "),
    (#"{"name": "x", "version": 1}"#, "no OpenAPI document (its keys: name, version)"),
    ("[1]", "no OpenAPI document"),
    (
      #"{"swagger": "1.2"}"#, "version 1.2 of OpenAPI, and 2.0 (Swagger), 3.0, 3.1 and 3.2 are read"
    ),
    (
      #"{"openapi": "4.0.0"}"#,
      "version 4.0.0 of OpenAPI, and 2.0 (Swagger), 3.0, 3.1 and 3.2 are read"
    ),
  ])
  func `what is no document is told apart`(text: String, sentence: String) {
    let failure = #expect(throws: OpenAPIFailure.self) {
      try OpenAPIDocument(parsing: Array(text.utf8))
    }
    #expect(failure?.sentence.hasPrefix(sentence) == true, "\(failure?.sentence ?? "")")
  }
}

@Suite struct `Where requests go` {
  private func base(servers: String, at: String, named: String? = nil) throws -> Catalog {
    let text = #"{"openapi": "3.1.0", "paths": {}, "servers": \#(servers)}"#
    return try OpenAPIDocument(parsing: Array(text.utf8)).catalog(at: at, server: named)
  }

  @Test(arguments: [
    ("[]", "http://h:1/openapi.json", "http://h:1"),
    (#"[{"url": "/"}]"#, "http://h:1/openapi.json", "http://h:1"),
    (#"[{"url": "/api/v1/"}]"#, "http://h:1/openapi.json", "http://h:1/api/v1"),
    (#"[{"url": "../v2"}]"#, "http://h:1/docs/x/openapi.json", "http://h:1/docs/v2"),
    (#"[{"url": "https://api.example.com/v1/"}]"#, "file.json", "https://api.example.com/v1"),
    (#"[{"url": "//api.example.com/v1"}]"#, "https://h/openapi.json", "https://api.example.com/v1"),
    (
      #"[{"url": "https://{host}/v1", "variables": {"host": {"default": "a.b"}}}]"#, "file.json",
      "https://a.b/v1"
    ),
  ])
  func `servers of a document are made absolute`(servers: String, at: String, url: String) throws {
    #expect(try base(servers: servers, at: at).baseURL == url)
  }

  @Test(arguments: [
    (#"[{"url": "/api/v1/"}]"#, "/api/v1"), (#"[{"url": "/"}]"#, ""), ("[]", nil),
    (#"[{"url": "//other.example/v1"}]"#, nil), (#"[{"url": "/v1"}, {"url": "http://h"}]"#, nil),
  ])
  func `a file's server without a host gives its path alone`(servers: String, path: String?) throws
  {
    let found = try base(servers: servers, at: "openapi.json")
    #expect(found.basePath == path)
    #expect(found.baseURL == (servers.contains("http:") ? "http://h" : nil))
    #expect(try base(servers: servers, at: "http://h/openapi.json").basePath == nil)
  }

  @Test func `credentials do not follow a document to another host than the user named`() throws {
    let found = try base(
      servers: #"[{"url": "https://prod.example.com"}]"#,
      at: "http://127.0.0.1:8000/openapi.json", named: "http://127.0.0.1:8000")
    #expect(found.baseURL == "http://127.0.0.1:8000")
    #expect(
      found.warnings == [
        "the document names the server https://prod.example.com; "
          + "requests go to http://127.0.0.1:8000"
      ])
  }

  @Test func `the path of the named host's own server is kept`() throws {
    let found = try base(
      servers: #"[{"url": "/api"}]"#, at: "http://127.0.0.1:8000/openapi.json",
      named: "http://127.0.0.1:8000")
    #expect(found.baseURL == "http://127.0.0.1:8000/api")
  }

  @Test func `the named host is the document's, however the two are written`() throws {
    let found = try base(
      servers: #"[{"url": "https://Api.example.com:443/v1"}]"#, at: "openapi.json",
      named: "https://api.example.com")
    #expect(found.baseURL == "https://Api.example.com:443/v1")
  }

  @Test func `another name of this machine keeps the path of the document's server`() throws {
    let text = #"{"openapi": "3.1.0", "servers": [{"url": "http://localhost:8000/api/v3"}]}"#
    let document = try OpenAPIDocument(parsing: Array(text.utf8))
    let at = "http://127.0.0.1:8000/openapi.json"
    func base(_ server: String) -> String? { document.catalog(at: at, server: server).baseURL }
    #expect(base("http://127.0.0.1:8000") == "http://127.0.0.1:8000/api/v3")
    #expect(base("http://127.0.0.1:9000") == "http://127.0.0.1:9000")
    #expect(base("http://127.0.0.1:8000/v4") == "http://127.0.0.1:8000/v4")
  }

  @Test func `several values are written in the style that the document says`() throws {
    let found = try catalog(
      paths: #"""
        {"/x": {"get": {"responses": {}, "parameters": [
          {"name": "a", "in": "query", "schema": {"type": "array"}},
          {"name": "b", "in": "query", "explode": false, "schema": {"type": "array"}},
          {"name": "c", "in": "query", "style": "pipeDelimited", "schema": {"type": "array"}},
          {"name": "d", "in": "query", "style": "spaceDelimited", "schema": {"type": "array"}},
          {"name": "e", "in": "query", "style": "deepObject", "deprecated": true,
           "schema": {"type": "object"}},
          {"name": "f", "in": "query", "style": "matrix", "schema": {}}]}}}
        """#)
    let plan = try found.endpoints[0].plan(
      baseURL: "http://h",
      values: "abcd".flatMap { name in [("\(name)", "1"), ("\(name)", "2,3")] })
    #expect(plan.url == "http://h/x?a=1&a=2%2C3&b=1,2%2C3&c=1%7C2%2C3&d=1%202%2C3")
    #expect(found.endpoints[0].parameters[4].schema["deprecated"] == true)
    #expect(
      found.warnings == [
        "GET /x: f is written in the style matrix, which is not known; "
          + "it is written as if there were none"
      ])
  }

  @Test func `a reference to nowhere and a server of its own are told`() throws {
    let found = try catalog(
      paths: #"""
        {"/x": {"post": {"servers": [{"url": "https://other.example"}],
          "requestBody": {"content": {"application/json": {"schema":
            {"properties": {"a": {"$ref": "other.yaml#/A"}}}}}},
          "responses": {"200": {"content": {"application/x-ndjson": {"schema":
            {"$ref": "#/components/schemas/Gone"}}}}}}}}
        """#, schemas: ##"{"M": {"items": {"$ref": "#/components/schemas/N"}}}"##)
    #expect(
      found.warnings == [
        "the model M refers to #/components/schemas/N, which is not in the document",
        "POST /x: its answer refers to #/components/schemas/Gone, which is not in the document",
        "POST /x: it has a server of its own, https://other.example; "
          + "requests go to the backend's",
        "POST /x: its body refers to other.yaml#/A, which is not in the document",
      ])
  }

  @Test func `security schemes are kept, and say where a key goes`() throws {
    let text = #"""
      {"openapi": "3.1.0", "security": [{"Key": []}, {"Login": []}],
       "paths": {"/x": {"get": {"responses": {}}}},
       "components": {"securitySchemes": {
         "Key": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
         "Login": {"type": "http", "scheme": "bearer"}}}}
      """#
    let document = try OpenAPIDocument(parsing: Array(text.utf8))
    let found = Catalog(merging: [document.catalog(at: "openapi.json")])
    #expect(found.securitySchemes["Key"]?["name"] == "X-API-Key")
    #expect(
      found.endpoints[0].evidence.last
        == Evidence(
          fact: .security, source: .openapi,
          detail: "Key (X-API-Key in header), Login (bearer)"))
  }

  @Test func `a parameter's description is not cut at its first line`() throws {
    let found = try catalog(
      paths: #"""
        {"/x": {"get": {"responses": {}, "parameters": [
          {"name": "q", "in": "query", "description": "What to look for:\n\n- names\n- ids\n"}]}}}
        """#)
    #expect(found.endpoints[0].parameters[0].summary == "What to look for: - names - ids")
  }

  @Test(arguments: [
    #""example": {"a": 1}"#, #""examples": {"one": {"value": {"a": 1}}}"#,
    ##""examples": {"one": {"$ref": "#/components/schemas/One"}}"##,
  ])
  func `the example beside a body's schema is kept`(example: String) throws {
    let found = try catalog(
      paths: """
        {"/x": {"post": {"responses": {}, "requestBody": {"content": {"application/json": {
          "schema": {"type": "object"}, \(example)}}}}}}
        """, schemas: #"{"One": {"value": {"a": 1}}}"#)
    #expect(found.endpoints[0].body?.example == ["a": 1])
  }
}
