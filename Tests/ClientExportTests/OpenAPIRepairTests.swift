import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

/// The document that a backend has of itself, exported with what discovery found besides.
struct OpenAPIRepairTests {
  private static let document = """
    {"openapi":"3.0.3","info":{"title":"Harbour","version":"2.3","contact":{"name":"Ann"}},
     "servers":[{"url":"http://127.0.0.1:8000","description":"here"}],
     "tags":[{"name":"feeds","description":"What moves"}],"x-team":"docks",
     "security":[{"Key":[]}],
     "components":{
       "parameters":{"Since":{"name":"since","in":"query","schema":{"type":"string"},"example":"now"}},
       "responses":{"Missing":{"description":"No such ship"}},
       "schemas":{"Ship":{"type":"object","properties":{"name":{"type":"string","nullable":true}}},
         "Unused":{"type":"string"}},
       "securitySchemes":{"Key":{"type":"apiKey","in":"header","name":"X-Key"}}},
     "paths":{
       "/ships/{id}/feed":{"summary":"One ship",
         "parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],
         "get":{"operationId":"feed","externalDocs":{"url":"http://docs"},
           "parameters":[{"$ref":"#/components/parameters/Since"}],
           "responses":{"200":{"description":"The feed","headers":{"X-Rate":{"schema":{"type":"integer"}}},
               "content":{"application/json":{"schema":{}}}},
             "404":{"$ref":"#/components/responses/Missing"},
             "429":{"description":"Slower","content":{"application/json":{"example":{"wait":3}}}}}}},
       "/ships":{"get":{"operationId":"ships","security":[],"responses":{"200":{"description":"All",
           "content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/Ship"}},
             "example":[{"name":null}]}}}}},
         "post":{"operationId":"enter","responses":{"201":{"description":"Entered"}}}}}}
    """

  /// The same backend as its document and its source together tell of it.
  private static func harbour() throws -> Catalog {
    let declared = try OpenAPIDocument(root: JSONValue(parsing: document)).catalog(
      at: "http://127.0.0.1:8000/openapi.json")
    let source = Catalog(
      sources: [CatalogSource(kind: .source, at: "main.py", endpoints: 2)],
      endpoints: [
        Endpoint(
          name: "feed", path: "/ships/{id:path}/feed", kind: .sse, mediaType: "text/event-stream",
          item: NamedSchema(name: "Ship"), events: [NamedEvent(name: "moved")], sentinel: "[DONE]"),
        Endpoint(name: "log", path: "/log", kind: .text, mediaType: "text/plain"),
      ])
    return Catalog(merging: [declared, source])
  }

  private static func exported(only names: [String] = []) throws -> JSONValue {
    let catalog = try harbour()
    let endpoints = catalog.endpoints.filter { names.isEmpty || names.contains($0.name) }
    let text = ClientCode.text(for: catalog, endpoints: endpoints, language: .openapi)
    return try JSONValue(parsing: text)
  }

  @Test func `a stream that the document calls JSON is one of events`() throws {
    let feed = try Self.exported()["paths"]?["/ships/{id}/feed"]?["get"]
    #expect(
      feed?["responses"]?["200"]?.text(pretty: true) == """
        {
          "description": "The feed",
          "headers": {
            "X-Rate": {
              "schema": {
                "type": "integer"
              }
            }
          },
          "content": {
            "text/event-stream": {
              "itemSchema": {
                "type": "object",
                "required": [
                  "data",
                  "event"
                ],
                "properties": {
                  "data": {
                    "type": "string",
                    "contentMediaType": "application/json",
                    "contentSchema": {
                      "$ref": "#/components/schemas/Ship"
                    }
                  },
                  "event": {
                    "const": "moved"
                  },
                  "id": {
                    "type": "string"
                  },
                  "retry": {
                    "type": "integer",
                    "minimum": 0
                  }
                }
              },
              "x-speakeasy-sse-sentinel": "[DONE]"
            }
          }
        }
        """)
  }

  @Test func `what the document says besides of a stream stays`() throws {
    let feed = try Self.exported()["paths"]?["/ships/{id}/feed"]?["get"]
    let slower: JSONValue = [
      "description": "Slower", "content": ["application/json": ["example": ["wait": 3]]],
    ]
    let responses = feed?["responses"]
    #expect(responses?["404"] == ["$ref": "#/components/responses/Missing"])
    #expect(responses?["429"] == slower)
    #expect(feed?["externalDocs"] == ["url": "http://docs"])
  }

  @Test func `FastAPI's event objects are not taken for data`() throws {
    let document = """
      {"openapi":"3.1.0","info":{"title":"A","version":"1"},"components":{"schemas":{"Tick":{"type":"object"},
        "ServerSentEvent":{"properties":{"data":{},"event":{},"raw_data":{}}}}},
       "paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"","content":{
         "text/event-stream":{"itemSchema":{"type":"object","properties":{"event":{"type":"string"},
           "data":{"type":"string","contentSchema":{"anyOf":[{"$ref":"#/components/schemas/Tick"},
             {"$ref":"#/components/schemas/ServerSentEvent"}]}}}}}}}}}}}}
      """
    let catalog = try OpenAPIDocument(root: JSONValue(parsing: document)).catalog(at: "a.json")
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let response = try JSONValue(parsing: text)["paths"]?["/a"]?["get"]?["responses"]?["200"]
    let data = response?["content"]?["text/event-stream"]?["itemSchema"]?["properties"]?["data"]
    #expect(data?["contentSchema"] == ["$ref": "#/components/schemas/Tick"])
  }

  @Test func `what is right of the document stays as it is`() throws {
    let document = try Self.exported()
    #expect(document["openapi"] == "3.2.0")
    #expect(document["info"] == ["title": "Harbour", "version": "2.3", "contact": ["name": "Ann"]])
    #expect(document["servers"] == [["url": "http://127.0.0.1:8000", "description": "here"]])
    #expect(document["tags"] == [["name": "feeds", "description": "What moves"]])
    #expect(document["x-team"] == "docks")
    #expect(document["security"] == [["Key": []]])
    let ships = document["paths"]?["/ships"]
    #expect(ships?["get"]?["security"] == [])
    #expect(
      ships?["get"]?["responses"]?["200"]?["content"]?["application/json"]?["example"]
        == [["name": nil]])
    #expect(ships?["post"]?["responses"] == ["201": ["description": "Entered"]])
    #expect(document["components"]?["schemas"]?["Unused"] == ["type": "string"])
  }

  @Test func `schemas of version 3.0 are written as today's`() throws {
    let ship = try Self.exported()["components"]?["schemas"]?["Ship"]
    #expect(ship?["properties"]?["name"] == ["type": ["string", "null"]])
  }

  @Test func `a response called default and a header called value are no keywords`() throws {
    let text = """
      {"openapi":"3.0.0","info":{"title":"A","version":"1"},"paths":{"/a":{"get":{"operationId":"a","responses":{
        "default":{"description":"","headers":{"value":{"schema":{"type":"string","nullable":true}}},
          "content":{"application/json":{"schema":{"type":"number","minimum":1,"exclusiveMinimum":true},
            "example":{"nullable":true}}}}}}}}}
      """
    let catalog = try OpenAPIDocument(root: JSONValue(parsing: text)).catalog(at: "a.json")
    let written = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let answer = try JSONValue(parsing: written)["paths"]?["/a"]?["get"]?["responses"]?["default"]
    #expect(answer?["headers"]?["value"]?["schema"] == ["type": ["string", "null"]])
    let media = answer?["content"]?["application/json"]
    #expect(
      media == [
        "schema": ["type": "number", "exclusiveMinimum": 1], "example": ["nullable": true],
      ])
  }

  @Test func `references follow a renamed model however they are written`() throws {
    let text = ##"""
      {"openapi":"3.1.0","info":{"title":"A","version":"1"},"components":{"schemas":{
        "Foo[Bar]":{"type":"object","properties":{"k":{"type":"string"}}},
        "Pet":{"discriminator":{"propertyName":"t","mapping":{"a":"Foo[Bar]","b":"#/components/schemas/Foo[Bar]"}}}}},
       "paths":{"/a":{"get":{"operationId":"a","responses":{"200":{"description":"","content":{"application/json":{
         "schema":{"anyOf":[{"$ref":"#/components/schemas/Foo%5BBar%5D"},
           {"$ref":"#/components/schemas/Foo[Bar]/properties/k"},{"$ref":"#/components/schemas/Pet"}]}}}}}}}}}
      """##
    let catalog = try OpenAPIDocument(root: JSONValue(parsing: text)).catalog(at: "a.json")
    let written = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let document = try JSONValue(parsing: written)
    let media = document["paths"]?["/a"]?["get"]?["responses"]?["200"]?["content"]?[
      "application/json"]
    #expect(
      media?["schema"]?["anyOf"] == [
        ["$ref": "#/components/schemas/FooBar"],
        ["$ref": "#/components/schemas/FooBar/properties/k"], ["$ref": "#/components/schemas/Pet"],
      ])
    #expect(
      document["components"]?["schemas"]?["Pet"]?["discriminator"]?["mapping"]
        == ["a": "FooBar", "b": "#/components/schemas/FooBar"])
  }

  @Test func `servers with variables stay, relative ones become whole`() throws {
    let text = """
      {"openapi":"3.1.0","info":{"title":"A","version":"1"},"paths":{"/a":{"get":{"operationId":"a"}}},
       "servers":[{"url":"/v1"},{"url":"https://{env}.example.com","variables":{"env":{"default":"api"}}}]}
      """
    let catalog = try OpenAPIDocument(root: JSONValue(parsing: text)).catalog(
      at: "http://h:1/openapi.json")
    let written = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    #expect(
      try JSONValue(parsing: written)["servers"] == [
        ["url": "http://h:1/v1"],
        ["url": "https://{env}.example.com", "variables": ["env": ["default": "api"]]],
      ])
  }

  @Test func `parameters of the path and of the document stay where they are`() throws {
    let item = try Self.exported()["paths"]?["/ships/{id}/feed"]
    #expect(item?["summary"] == "One ship")
    #expect(item?["parameters"]?[0]?["name"] == "id")
    #expect(item?["get"]?["parameters"] == [["$ref": "#/components/parameters/Since"]])
  }

  @Test func `an endpoint that only the source knows is there too`() throws {
    let log = try Self.exported()["paths"]?["/log"]?["get"]
    #expect(log?["operationId"] == "log")
    #expect(
      log?["responses"]?["200"]?["content"] == ["text/plain": ["itemSchema": ["type": "string"]]])
  }

  @Test func `one endpoint brings only what it refers to`() throws {
    let document = try Self.exported(only: ["feed"])
    #expect(document["paths"]?.objectValue?.keys == ["/ships/{id}/feed"])
    #expect(document["paths"]?["/ships/{id}/feed"]?["get"]?["responses"]?["404"] != nil)
    let components = document["components"]
    #expect(components?["schemas"]?.objectValue?.keys == ["Ship"])
    #expect(components?["parameters"]?.objectValue?.keys == ["Since"])
    #expect(components?["responses"]?.objectValue?.keys == ["Missing"])
    #expect(components?["securitySchemes"]?.objectValue?.keys == ["Key"])
  }

  @Test func `two documents become one, and neither asks for the other's secrets`() throws {
    let other = """
      {"openapi":"3.1.0","info":{"title":"Docks","version":"1"},
       "components":{"schemas":{"Ship":{"type":"integer"},"Dock":{"type":"string"}}},
       "paths":{"/docks":{"get":{"operationId":"feed","responses":{"200":{"description":"All","content":{
         "application/json":{"schema":{"$ref":"#/components/schemas/Dock"}}}}}}}}}
      """
    let docks = try OpenAPIDocument(root: JSONValue(parsing: other)).catalog(
      at: "http://127.0.0.1:8000/docks.json")
    let catalog = Catalog(merging: [try Self.harbour(), docks])
    let text = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    let document = try JSONValue(parsing: text)
    #expect(document["info"]?["title"] == "Harbour")
    let operation = document["paths"]?["/docks"]?["get"]
    #expect(operation?["operationId"] == "feed_2")
    #expect(operation?["security"] == [])
    #expect(document["components"]?["schemas"]?["Dock"] == ["type": "string"])
    #expect(document["components"]?["schemas"]?["Ship"]?["type"] == "object")
  }

  @Test func `no server's password is in the document`() throws {
    var catalog = try Self.harbour()
    let text = Self.document.replacing(
      "http://127.0.0.1:8000", with: "http://me:hunter2@127.0.0.1:8000")
    catalog.documents = [try OpenAPIDocument(root: JSONValue(parsing: text))]
    let written = ClientCode.text(for: catalog, endpoints: catalog.endpoints, language: .openapi)
    #expect(!written.contains("hunter2"))
  }
}
