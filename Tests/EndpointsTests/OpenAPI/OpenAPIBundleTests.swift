import Endpoints
import StreamDecoding
import Testing

/// A document whose files are these, each by its path; the document is `openapi.json`.
private func catalog(of files: [String: String]) throws -> Catalog {
  let folder = OpenAPIFiles(document: "openapi.json") {
    path, limit throws(ReferenceProblem) in
    guard let text = files[path] else { throw .noFile }
    guard let value = try? JSONValue(parsing: text) else { throw .unreadable }
    guard text.utf8.count <= limit else { throw .tooMuch }
    return (value, text.utf8.count)
  }
  let document = try OpenAPIDocument(
    parsing: Array((files["openapi.json"] ?? "").utf8), files: folder)
  return document.catalog(at: "openapi.json")
}

/// A document of `paths`, and of more members behind them.
private func document(_ paths: String, _ more: String = "") -> String {
  #"{"openapi": "3.1.0", "paths": {\#(paths)}\#(more)}"#
}

/// `GET PATH` with an answer of this schema.
private func answering(_ schema: String) -> String {
  #"{"get": {"responses": {"200": {"content": {"application/json": {"schema": \#(schema)}}}}}}"#
}

private let stream = #"{"responses": {"200": {"content": {"text/event-stream": {}}}}}"#

private let outside = "which lies outside of the document's folder and is not read"
private let unfetched = "a URL, which is not fetched"

@Suite struct `Documents of several files` {
  @Test(arguments: [
    (#""/a": {"get": {"$ref": "ops/feed.json"}}"#, ["ops/feed.json": stream]),
    (#""/a": {"$ref": "ops/a.json"}"#, ["ops/a.json": #"{"get": \#(stream)}"#]),
    (
      #""/a": {"get": {"$ref": "ops/all.json#/x~1y/0"}}"#,
      ["ops/all.json": #"{"x/y": [\#(stream)]}"#]
    ),
    (
      #""/a": {"get": {"responses": {"200": {"$ref": "./a%20b.json#/ok"}}}}"#,
      ["a b.json": #"{"ok": {"content": {"text/event-stream": {}}}}"#]
    ),
    (
      #""/a": {"get": {"responses": {"200": {"content": {"$ref": "x/c.json"}}}}}"#,
      ["x/c.json": #"{"text/event-stream": {"$ref": "../m.json"}}"#, "m.json": "{}"]
    ),
    (
      #""/a": {"get": {"responses": {"$ref": "x/y/r.json"}}}"#,
      [
        "x/y/r.json": #"{"200": {"$ref": "../../openapi.json#/components/responses/S"}}"#
      ]
    ),
  ])
  func `a stream behind references to files is one`(path: String, files: [String: String]) throws {
    let components =
      #", "components": {"responses": {"S": {"content": {"text/event-stream": {}}}}}"#
    let found = try catalog(
      of: files.merging(["openapi.json": document(path, components)]) { $1 })
    #expect(found.endpoints.map(\.title) == ["GET /a"])
    #expect(found.endpoints.map(\.kind) == [.sse])
    #expect(found.warnings.isEmpty)
  }

  @Test func `paths, parameters and their lists may be files, and words beside them win`() throws {
    let found = try catalog(of: [
      "openapi.json": #"{"openapi": "3.1.0", "paths": {"$ref": "paths.json"}}"#,
      "paths.json": """
      {"/a/{id}": {"parameters": {"$ref": "parameters.json#/all"},
        "get": {"$ref": "op.json", "summary": "Mine"}}}
      """,
      "parameters.json": """
      {"all": [{"$ref": "#/id"}, {"$ref": "parameters.json#/q"}],
       "id": {"name": "id", "in": "path", "required": true, "schema": {"$ref": "#/Id"}},
       "q": {"name": "q", "in": "query", "schema": {"type": "integer"}},
       "Id": {"type": "string", "format": "uuid"}}
      """,
      "op.json": #"{"summary": "Theirs", "responses": {"204": {}}}"#,
    ])
    let endpoint = try #require(found.endpoints.first)
    #expect(endpoint.summary == "Mine")
    #expect(endpoint.parameters.map(\.name) == ["id", "q"])
    #expect(endpoint.parameters.first?.schema == ["type": "string", "format": "uuid"])
    #expect(found.warnings.isEmpty)
  }

  @Test func `schemas of files become models, each once, and circles end`() throws {
    let found = try catalog(of: [
      "openapi.json": document(
        #""/a": \#(answering(#"{"$ref": "models/Item.json"}"#)),"#
          + #""/b": \#(answering(#"{"$ref": "models/Other.json#/Part"}"#))"#,
        ##"""
        , "components": {"schemas": {
            "Item": {"$ref": "models/Item.json"}, "Part": {"type": "string"},
            "Named": {"$anchor": "named", "type": "integer"},
            "User": {"items": {"$ref": "#named"}}}}
        """##),
      "models/Item.json":
        ##"{"properties": {"next": {"$ref": "#"}, "o": {"$ref": "Other.json"}}}"##,
      "models/Other.json": """
      {"properties": {"item": {"$ref": "./Item.json"}}, "Part": {"enum": [1]},
       "discriminator": {"propertyName": "t", "mapping": {"x": "Item.json"}}}
      """,
    ])
    #expect(found.endpoints.map(\.item?.name) == ["Item", "Part_2"])
    #expect(Set(found.models.keys) == ["Item", "Part", "Named", "User", "Other", "Part_2"])
    let item: JSONValue = ["$ref": "#/components/schemas/Item"]
    #expect(
      found.models["Item"]?["properties"]
        == ["next": item, "o": ["$ref": "#/components/schemas/Other"]])
    #expect(found.models["Other"]?["properties"]?["item"] == item)
    #expect(
      found.models["Other"]?["discriminator"]?["mapping"] == ["x": "#/components/schemas/Item"])
    #expect(found.models["Part_2"] == ["enum": [1]])
    #expect(found.models["User"] == ["items": ["$ref": "#/components/schemas/Named"]])
    #expect(found.warnings.isEmpty)
  }

  @Test(arguments: [
    ("gone.json", "which is not there", "check the reference"),
    ("../up.json", outside, "move the document into a folder above both"),
    ("x/../../up.json", outside, "move the document into a folder above both"),
    ("%2e%2e/up.json", outside, "move the document into a folder above both"),
    ("%2Fetc%2Fpasswd", outside, "move the document into a folder above both"),
    ("/etc/passwd", outside, "move the document into a folder above both"),
    ("http://h/x.json", unfetched, "save that beside the document and refer to the file"),
    ("//h/x.json", unfetched, "save that beside the document and refer to the file"),
    ("file:///etc/passwd", unfetched, "save that beside the document and refer to the file"),
    (
      "bad.json", "which is no file of JSON or YAML that can be read",
      "check what is in it, and its permissions"
    ),
    ("op.json#/nowhere", "where there is nothing", "check the reference"),
    ("op.json#anchor", "where there is nothing", "check the reference"),
    ("circle.json", "which leads back to itself", ""),
  ])
  func `what can't be followed is left out and said with its place`(
    reference: String, words: String, remedy: String
  ) throws {
    let next = remedy.isEmpty ? "" : "; " + remedy
    let files = ["bad.json": "{", "op.json": "{}", "circle.json": #"{"$ref": "circle.json"}"#]
    let places = [
      (#""/a": {"get": {"$ref": "R"}}"#, "GET /a"),
      (#""/a": {"$ref": "R"}"#, "/a"),
      (
        #""/a": {"get": {"responses": {"200": {"content": {"$ref": "R"}}}}}"#,
        "GET /a responses 200 content"
      ),
      (
        #""/a": \#(answering(#"{"$ref": "R"}"#))"#,
        "GET /a responses 200 content application/json schema"
      ),
    ]
    for (path, place) in places {
      let text = document(path.replacing("R\"", with: reference + "\""))
      let found = try catalog(of: files.merging(["openapi.json": text]) { $1 })
      let said = "\(place) refers to \(reference), \(words); it is left out\(next)"
      #expect(found.warnings == [said])
      #expect(found.endpoints.allSatisfy { $0.mediaType != "$ref" })
      #expect(found.endpoints.isEmpty == !path.contains("responses"))
    }
  }

  @Test func `references to references don't grow without end`() throws {
    var files = ["openapi.json": document(#""/a": {"get": {"$ref": "0.json"}}"#)]
    let parts = Array(repeating: "{}", count: 500).joined(separator: ", ")
    for level in 0..<40 {
      let next = #"{"$ref": "\#(level + 1).json"}"#
      let headers = #"{"a": \#(next), "b": \#(next)}"#
      files["\(level).json"] = """
        {"responses": {"200": \(next), "201": \(next)},
         "content": {"a/b": {"schema": {"allOf": [\(parts)]},
           "encoding": {"c": {"headers": \(headers)}}}}, "headers": \(headers)}
        """
    }
    let found = try catalog(of: files)
    #expect(found.warnings.count == 21)
  }

  @Test(.timeLimit(.minutes(1)))
  func `thousands of references in a row, of many names alike, take no minutes`() throws {
    let chain = (0..<4000).map {
      ##""A\##($0)": {"$ref": "#/components/schemas/A\##($0 + 1)"}"##
    }
    let many = (0..<4000).map { #""m\#($0)": {"$ref": "b.json#/a\#($0)/x"}"# }
    let answer = answering(#"{"properties": {\#(many.joined(separator: ","))}}"#)
    let models = #", "components": {"schemas": {\#(chain.joined(separator: ","))}}"#
    let alike = (0..<4000).map { #""a\#($0)": {"x": {"type": "string"}}"# }
    let found = try catalog(of: [
      "openapi.json": document(#""/a": \#(answer)"#, models),
      "b.json": "{\(alike.joined(separator: ","))}",
    ])
    #expect(found.models.keys.contains("x"))
    #expect(found.models.keys.contains("x_4000"))
  }

  @Test func `files that go deeper with each other end before the stack does`() throws {
    let levels = 40
    var files = ["openapi.json": document(#""/a": {"$ref": "f0.json"}"#)]
    for number in 0..<30 {
      let opening = String(repeating: #"{"get": {"callbacks": {"a": {"b": "#, count: levels)
      let end = String(repeating: "}}}}", count: levels)
      files["f\(number).json"] = opening + #"{"$ref": "f\#(number + 1).json"}"# + end
    }
    let found = try catalog(of: files)
    #expect(found.warnings.contains { $0.contains("which is too much") })
  }

  @Test func `of a document without a folder nothing is fetched`() throws {
    let text = document(
      ##"""
      "/a": {"get": {"$ref": "ops/a.json"}}, "/b": {"get": {"$ref": "#/x-ops/b"}},
      "/c": {"$ref": "c.json"}
      """##, #", "x-ops": {"b": \#(stream)}"#)
    let found = try OpenAPIDocument(parsing: Array(text.utf8)).catalog(at: "http://h/openapi.json")
    #expect(found.endpoints.map(\.title) == ["GET /b"])
    #expect(found.endpoints.first?.kind == .sse)
    #expect(
      found.warnings == [
        "GET /a refers to ops/a.json, which is not fetched; it is left out; "
          + "save the document with the files beside it and name its file",
        "/c refers out of the document and is left out",
      ])
  }
}
