import Endpoints
import StreamDecoding
import Testing

/// A document of Swagger 2.0 of these members.
private func swagger(_ members: String, at: String = "swagger.json") throws -> Catalog {
  let text = #"{"swagger": "2.0", "info": {"title": "S", "version": "1"}, \#(members)}"#
  return try OpenAPIDocument(parsing: Array(text.utf8)).catalog(at: at)
}

@Suite struct `Documents of Swagger 2_0` {
  /// Shaped as docker's: types for all operations, streams of bytes, and a stream told in prose.
  private static let docker = """
    "basePath": "/v1.45", "schemes": ["http", "https"],
    "produces": ["application/json", "text/plain"], "consumes": ["application/json", "text/plain"],
    "definitions": {
      "Event": {"type": "object", "properties": {"Type": {"type": "string"},
        "time": {"type": "integer", "x-nullable": true}, "next": {"$ref": "#/definitions/Event"}}}},
    "paths": {
      "/events": {"get": {"operationId": "SystemEvents", "produces": ["application/json"],
        "description": "Stream real-time events from the server.",
        "parameters": [{"name": "since", "in": "query", "type": "string"}],
        "responses": {"200": {"schema": {"$ref": "#/definitions/Event"}}}}},
      "/containers/{id}/logs": {"get": {"operationId": "Logs",
        "produces": ["application/vnd.docker.raw-stream"],
        "parameters": [{"name": "id", "in": "path", "required": true, "type": "string"},
          {"name": "follow", "in": "query", "type": "boolean", "default": false}],
        "responses": {"200": {"schema": {"type": "string", "format": "binary"}},
          "404": {"schema": {"$ref": "#/definitions/Event"}}}}},
      "/containers/{id}/top": {"get": {"operationId": "Top",
        "responses": {"200": {"schema": {"type": "object"}}}}},
      "/build": {"post": {"operationId": "Build",
        "parameters": [{"name": "in", "in": "body", "schema": {"type": "string", "format": "binary"}}],
        "consumes": ["application/octet-stream"], "produces": ["application/json"],
        "responses": {"200": {"description": "no error"}}}}}
    """

  /// Shaped as kubernetes': one operation answers in several forms, and as a watch.
  private static let kubernetes = """
    "definitions": {
      "io.k8s.PodList": {"type": "object", "properties": {"items": {"type": "array", "items": {}}}},
      "io.k8s.WatchEvent": {"type": "object", "required": ["type", "object"]}},
    "securityDefinitions": {"BearerToken": {"type": "apiKey", "in": "header", "name": "authorization"}},
    "security": [{"BearerToken": []}],
    "parameters": {"pretty": {"name": "pretty", "in": "query", "type": "string"}},
    "paths": {
      "/api/v1/pods": {
        "parameters": [{"$ref": "#/parameters/pretty"}],
        "get": {"operationId": "listPods", "consumes": ["*/*"],
          "produces": ["application/json", "application/yaml",
            "application/vnd.kubernetes.protobuf", "application/json;stream=watch",
            "application/vnd.kubernetes.protobuf;stream=watch"],
          "parameters": [{"name": "watch", "in": "query", "type": "boolean", "uniqueItems": true}],
          "responses": {"200": {"schema": {"$ref": "#/definitions/io.k8s.PodList"}},
            "401": {"description": "Unauthorized"}}},
        "post": {"operationId": "createPod", "consumes": ["*/*"], "produces": ["application/json"],
          "parameters": [{"name": "body", "in": "body", "required": true,
            "schema": {"$ref": "#/definitions/io.k8s.PodList"}}],
          "responses": {"201": {"schema": {"$ref": "#/definitions/io.k8s.PodList"}}}}},
      "/api/v1/watch/pods": {"get": {"operationId": "watchPods",
        "produces": ["application/json", "application/json;stream=watch"],
        "responses": {"200": {"schema": {"$ref": "#/definitions/io.k8s.WatchEvent"}}}}}}
    """

  /// Shaped as slack's: forms, uploads, a login, and streams that say so.
  private static let slack = """
    "host": "slack.com", "basePath": "/api", "schemes": ["https"],
    "consumes": ["application/x-www-form-urlencoded"], "produces": ["application/json"],
    "securityDefinitions": {"slackAuth": {"type": "oauth2", "flow": "accessCode",
      "authorizationUrl": "https://slack.com/a", "tokenUrl": "https://slack.com/t",
      "scopes": {"chat:write": "x"}}, "plain": {"type": "basic"}},
    "definitions": {"Pet": {"type": "object", "discriminator": "kind", "required": ["kind"],
      "properties": {"kind": {"type": "string"}, "odd": {"items": [{"type": "string"}, {"type": "null"}]}}}},
    "responses": {"Live": {"description": "x", "schema": {"$ref": "#/definitions/Pet"}}},
    "paths": {
      "/chat.post": {"post": {"operationId": "post", "security": [{"slackAuth": ["chat:write"]}],
        "parameters": [{"name": "text", "in": "formData", "type": "string", "required": true},
          {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"}}],
        "responses": {"default": {"schema": {"type": "object"}}}}},
      "/files.upload": {"post": {"operationId": "upload",
        "parameters": [{"name": "file", "in": "formData", "type": "file"}],
        "responses": {"200": {"schema": {"type": "object"}}}}},
      "/find": {"get": {"operationId": "find", "parameters": [
          {"name": "a", "in": "query", "type": "array", "items": {"type": "string"}},
          {"name": "b", "in": "query", "type": "array", "collectionFormat": "multi", "items": {}},
          {"name": "c", "in": "query", "type": "array", "collectionFormat": "pipes", "items": {}},
          {"name": "d", "in": "query", "type": "array", "collectionFormat": "ssv", "items": {}}],
        "responses": {"200": {"schema": {"type": "file"}}}}},
      "/live": {"get": {"operationId": "live", "produces": ["text/event-stream"],
        "responses": {"200": {"$ref": "#/responses/Live"}}}},
      "/bare": {"get": {"operationId": "bare", "produces": ["text/event-stream"],
        "responses": {"200": {"description": "x"}}}},
      "/lines": {"get": {"operationId": "lines",
        "produces": ["application/json", "application/x-ndjson", "application/json-seq"],
        "responses": {"200": {"schema": {"$ref": "#/definitions/Pet"}}}}}}
    """

  @Test(arguments: [
    (
      docker,
      """
      ndjson GET /events SystemEvents Event
      file GET /containers/{id}/logs Logs -
      unary GET /containers/{id}/top Top -
      unary? POST /build Build -
      """
    ),
    (
      kubernetes,
      """
      ndjson/unary GET /api/v1/pods listPods io.k8s.WatchEvent
      unary POST /api/v1/pods createPod io.k8s.PodList
      ndjson GET /api/v1/watch/pods watchPods io.k8s.WatchEvent
      """
    ),
    (
      slack,
      """
      unary POST /chat.post post -
      unary POST /files.upload upload -
      file GET /find find -
      sse GET /live live Pet
      sse GET /bare bare -
      ndjson/unary GET /lines lines Pet
      """
    ),
  ])
  func `its streams are found where it says so`(members: String, sketch: String) throws {
    let found = try swagger(members)
    let lines = found.endpoints.map { endpoint in
      endpoint.kinds.map(\.rawValue).joined(separator: "/")
        + (endpoint.$kinds.isAssumed ? "?" : "") + " \(endpoint.title) \(endpoint.name) "
        + (endpoint.item?.name ?? "-")
    }
    #expect(lines.joined(separator: "\n") == sketch)
    #expect(found.warnings.isEmpty)
  }

  @Test func `parameters, bodies and lists are those of OpenAPI 3`() throws {
    let slack = try swagger(Self.slack)
    let post = try #require(slack.endpoint(named: "post"))
    #expect(post.body?.mediaType == "application/x-www-form-urlencoded")
    #expect(post.body?.schema["required"] == ["text"])
    #expect(post.security == ["slackAuth"])
    let upload = try #require(slack.endpoint(named: "upload")?.body)
    #expect(upload.mediaType == "multipart/form-data")
    #expect(upload.schema["properties"]?["file"] == ["type": "string", "format": "binary"])
    let find = try #require(slack.endpoint(named: "find"))
    let values = "abcd".flatMap { [("\($0)", "1"), ("\($0)", "2")] }
    #expect(
      try find.plan(baseURL: "http://h", values: values).url
        == "http://h/find?a=1,2&b=1&b=2&c=1%7C2&d=1%202")
    let pods = try swagger(Self.kubernetes)
    #expect(
      pods.endpoint(named: "listPods")?.parameters.map(\.name) == ["pretty", "watch"])
    #expect(pods.endpoint(named: "createPod")?.body?.mediaType == "application/json")
    #expect(pods.endpoint(named: "createPod")?.body?.required == true)
    let docker = try swagger(Self.docker)
    #expect(docker.endpoint(named: "Build")?.body?.mediaType == "application/octet-stream")
    #expect(
      docker.models["Event"]?["properties"]?["time"] == ["type": ["integer", "null"]])
  }

  @Test(arguments: [
    (
      #"["application/x-www-form-urlencoded", "multipart/form-data"]"#, "string",
      "application/x-www-form-urlencoded"
    ),
    (
      #"["multipart/form-data", "application/x-www-form-urlencoded"]"#, "string",
      "multipart/form-data"
    ),
    (
      #"["application/x-www-form-urlencoded", "multipart/form-data"]"#, "file",
      "multipart/form-data"
    ),
    (#"["application/json"]"#, "string", "application/x-www-form-urlencoded"),
    ("[]", "file", "multipart/form-data"),
  ])
  func `of two forms of a body the one in parts is taken for files, else the first`(
    consumes: String, type: String, mediaType: String
  ) throws {
    let found = try swagger(
      """
      "paths": {"/x": {"post": {"operationId": "x", "consumes": \(consumes),
        "parameters": [{"name": "a", "in": "formData", "type": "\(type)"}]}}}
      """)
    #expect(found.endpoint(named: "x")?.body?.mediaType == mediaType)
  }

  @Test func `security schemes and discriminators have their words of 3`() throws {
    let found = try swagger(Self.slack)
    #expect(found.securitySchemes["plain"] == ["type": "http", "scheme": "basic"])
    #expect(
      found.securitySchemes["slackAuth"]?["flows"]?["authorizationCode"]?["tokenUrl"]
        == "https://slack.com/t")
    #expect(found.models["Pet"]?["discriminator"] == ["propertyName": "kind"])
    #expect(
      found.models["Pet"]?["properties"]?["odd"]?["items"]
        == ["anyOf": [["type": "string"], ["type": "null"]]])
  }

  @Test(arguments: [
    (
      #""host": "h.example", "basePath": "/v1", "schemes": ["http", "https"]"#, "a.json",
      "https://h.example/v1"
    ),
    (#""host": "h.example", "schemes": ["http"]"#, "a.json", "http://h.example"),
    (#""host": "h.example""#, "a.json", "https://h.example"),
    (#""host": "h:1", "basePath": "/""#, "http://h:1/swagger.json", "http://h:1"),
    (#""basePath": "/api""#, "http://h:1/swagger.json", "http://h:1/api"),
  ])
  func `where its requests go`(members: String, at: String, url: String) throws {
    #expect(try swagger(members + #", "paths": {}"#, at: at).baseURL == url)
  }

  @Test func `an operation with schemes of its own is said to have a server of its own`() throws {
    let found = try swagger(
      """
      "host": "h.example", "schemes": ["https"],
      "paths": {"/a": {"get": {"schemes": ["http"], "responses": {}}}}
      """)
    #expect(
      found.warnings == [
        "GET /a: it has a server of its own, http://h.example; requests go to the backend's"
      ])
  }

  @Test func `a list that is separated by tabs is said`() throws {
    let found = try swagger(
      """
      "paths": {"/a": {"get": {"responses": {}, "parameters": [
        {"name": "t", "in": "query", "type": "array", "collectionFormat": "tsv", "items": {}}]}}}
      """)
    #expect(
      found.warnings == [
        "GET /a: t is written in the style tsv, which is not known; "
          + "it is written as if there were none"
      ])
  }

  @Test func `parts of it may lie in files`() throws {
    let files = OpenAPIFiles(document: "swagger.json") { path, _ throws(ReferenceProblem) in
      guard path == "a.json" else { throw .noFile }
      let text = """
        {"op": {"operationId": "a", "produces": ["text/event-stream"], "responses": {"200":
          {"schema": {"$ref": "#/Tick"}}}}, "Tick": {"type": "object"}}
        """
      guard let value = try? JSONValue(parsing: text) else { throw .unreadable }
      return (value, text.utf8.count)
    }
    let text = #"{"swagger": "2.0", "paths": {"/a": {"get": {"$ref": "a.json#/op"}}}}"#
    let found = try OpenAPIDocument(parsing: Array(text.utf8), files: files).catalog(at: "x")
    #expect(found.endpoints.map(\.kind) == [.sse])
    #expect(found.endpoints.first?.item?.name == "Tick")
    #expect(found.models["Tick"] == ["type": "object"])
    #expect(found.warnings.isEmpty)
  }
}
