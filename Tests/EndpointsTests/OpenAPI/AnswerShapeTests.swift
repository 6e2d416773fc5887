import Endpoints
import StreamDecoding
import Testing

/// What a document says of the shapes of answers.
@Suite struct `Shapes of answers in a document` {
  private static let models = #"{"User": {"type": "object"}, "Accepted": {"type": "object"}}"#

  private func endpoint(responses: String) throws -> Endpoint {
    try #require(
      try catalog(paths: #"{"/x": {"get": {"responses": \#(responses)}}}"#, schemas: Self.models)
        .endpoints.first)
  }

  private func media(_ model: String) -> String {
    ##"{"content": {"application/json": {"schema": {"$ref": "#/components/schemas/\##(model)"}}}}"##
  }

  @Test func `answers of several statuses are any of theirs`() throws {
    let found = try endpoint(
      responses: #"{"200": \#(media("User")), "202": \#(media("Accepted"))}"#)
    #expect(found.item?.name == nil)
    #expect(
      found.item?.schema == [
        "oneOf": [
          ["$ref": "#/components/schemas/User"], ["$ref": "#/components/schemas/Accepted"],
        ]
      ])
  }

  @Test func `the same answer of several statuses is one`() throws {
    let found = try endpoint(
      responses: #"{"200": \#(media("User")), "201": \#(media("User")), "204": {}}"#)
    #expect(found.item?.name == "User")
  }

  @Test func `an answer of which one status says nothing may be anything`() throws {
    let silent = #"{"content": {"application/json": {"schema": {}}}}"#
    #expect(
      try endpoint(responses: #"{"200": \#(media("User")), "206": \#(silent)}"#).item == nil)
  }

  @Test func `events without a name are message beside those that have one`() throws {
    let events = """
      {"text/event-stream": {"itemSchema": {"oneOf": [
        {"properties": {"data": {"contentSchema": {"$ref": "#/components/schemas/User"}}}},
        {"properties": {"event": {"const": "end"}, "data": {"type": "string"}}}]}}}
      """
    let found = try endpoint(responses: #"{"200": {"content": \#(events)}}"#)
    #expect(found.item == nil)
    #expect(found.events.map(\.name) == ["message", "end"])
    #expect(found.events.map(\.item?.name) == ["User", nil])
  }

  @Test func `FastAPI's event objects are no data`() throws {
    let events = """
      {"text/event-stream": {"itemSchema": {"properties": {"event": {"type": "string"}, "data": {
        "contentSchema": {"anyOf": [{"$ref": "#/components/schemas/User"},
                                    {"$ref": "#/components/schemas/ServerSentEvent"}]}}}}}}
      """
    let object = #"{"properties": {"data": {}, "event": {}, "raw_data": {}}}"#
    let found = try catalog(
      paths: #"{"/x": {"get": {"responses": {"200": {"content": \#(events)}}}}}"#,
      schemas: #"{"User": {"type": "object"}, "ServerSentEvent": \#(object)}"#)
    #expect(found.endpoints.first?.item?.name == "User")
    #expect(found.endpoints.first?.$item.isAssumed == true)
  }

  @Test func `a server's password is in no warning`() throws {
    let more = #", "servers": [{"url": "http://svc:hunter2@other.example"}]"#
    let own = #""servers": [{"url": "http://me:hunter3@third.example"}]"#
    let text = """
      {"openapi": "3.1.0", "paths": {"/x": {"get": {\(own), "responses": {}}}}\(more)}
      """
    let found = try OpenAPIDocument(parsing: Array(text.utf8)).catalog(
      at: "http://h/openapi.json", server: "http://me:hunter4@h")
    #expect(
      found.warnings == [
        "GET /x: it has a server of its own, http://third.example; requests go to the backend's",
        "the document names the server http://other.example; requests go to http://h",
      ])
  }
}
