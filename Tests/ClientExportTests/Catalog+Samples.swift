import Endpoints
import StreamDecoding

extension Catalog {
  /// A backend with one endpoint of each kind, and the shapes that FastAPI gives them.
  static let classic = Catalog(
    title: "Streaming example", version: "1.0", baseURL: "http://127.0.0.1:8000",
    endpoints: [
      Endpoint(
        name: "stream_notifications", path: "/notifications/stream", kind: .sse,
        mediaType: "text/event-stream", summary: "Stream real-time notifications",
        parameters: [Parameter(name: "user_id", location: .query, required: true, schema: integer)],
        item: NamedSchema(name: "Notification"), events: [NamedEvent(name: "notification")]),
      Endpoint(
        name: "download_file", path: "/files/{file_id}/download", kind: .file,
        mediaType: "application/octet-stream", summary: "Stream file download",
        parameters: [Parameter(name: "file_id", location: .path, required: true, schema: string)]),
      Endpoint(
        name: "stream_analytics_data", path: "/analytics/stream", kind: .ndjson,
        mediaType: "application/x-ndjson", summary: "Stream a large analytics dataset",
        item: NamedSchema(name: "AnalyticsRecord")),
      Endpoint(
        name: "stream_logs", path: "/logs/stream", kind: .text, mediaType: "text/plain",
        parameters: [
          Parameter(
            name: "lines", location: .query, required: false,
            schema: ["type": "integer", "default": 100], summary: "How many lines")
        ]),
      Endpoint(
        name: "stream_chat", method: "POST", path: "/chat/stream", kind: .sse,
        mediaType: "text/event-stream", summary: "Answer in deltas",
        body: RequestBody(schema: reference("ChatRequest")), item: NamedSchema(name: "Delta"),
        sentinel: "[DONE]"),
      Endpoint(
        name: "read_user", path: "/users/{user_id}", mediaType: "application/json",
        parameters: [Parameter(name: "user_id", location: .path, required: true, schema: integer)],
        item: NamedSchema(name: "User")),
    ],
    models: [
      "Notification": object(["id": integer, "user_id": integer, "message": string]),
      "AnalyticsRecord": object(["name": string, "value": ["type": "number"]]),
      "ChatRequest": [
        "type": "object", "required": ["message"],
        "properties": ["message": string, "model": ["type": "string", "default": "parrot-1"]],
      ],
      "Delta": object(["delta": string]),
      "User": object(["id": integer, "name": string, "role": reference("Role")]),
      "Role": ["type": "string", "enum": ["admin", "reader"]],
      "Unreached": object(["name": string]),
    ])

  /// What nobody would write, and somebody has.
  static let nasty = Catalog(
    title: "Evil */ API\n\u{1b}[2J", baseURL: "",
    endpoints: [
      Endpoint(
        name: "delete", method: "DELETE", path: "/items/{rest:path}",
        summary: "Ends the comment */ alert(`1`) /*\u{2028}", deprecated: true,
        parameters: [
          Parameter(name: "rest", location: .path, required: true, schema: string),
          Parameter(name: "callbacks", location: .query, required: false, schema: string),
          Parameter(name: "call", location: .query, required: false, schema: string),
          Parameter(name: "X-Token", location: .header, required: true, schema: string),
          Parameter(name: "__proto__", location: .query, required: false, schema: string),
          Parameter(name: "session", location: .cookie, required: false, schema: string),
        ]),
      Endpoint(
        name: "2fa", path: "/2fa", kind: .sse,
        parameters: [
          Parameter(
            name: "class", location: .query, required: false,
            schema: ["anyOf": [["type": "array", "items": string], ["type": "null"]]]),
          Parameter(name: "a\"b\\", location: .query, required: true, schema: integer),
        ],
        item: NamedSchema(name: "Response")),
      Endpoint(name: "items", path: "/items", item: NamedSchema(name: "Page_Tree_")),
      Endpoint(
        name: "items", method: "POST", path: "/items",
        body: RequestBody(required: false, schema: reference("Tree")),
        item: NamedSchema(name: "Tree")),
      Endpoint(name: "items", path: "/v2/items", kind: .ndjson),
      Endpoint(name: "fetch", path: "/fetch", kind: .text),
      Endpoint(
        name: "поток1", path: "/поток",
        parameters: [
          Parameter(
            name: "日本", location: .query, required: false,
            schema: ["type": "string", "enum": [">", "<", "=", "<"]])
        ], item: NamedSchema(name: "Заказ")),
      Endpoint(
        name: "save_book", method: "PUT", path: "/books/{id}",
        parameters: [
          Parameter(name: "id", location: .path, required: true, schema: form("uuid")),
          Parameter(name: "since", location: .query, required: false, schema: form("date-time")),
        ],
        body: RequestBody(schema: reference("Book")), item: NamedSchema(name: "Shelf"),
        security: ["OAuth2PasswordBearer"]),
      Endpoint(
        name: "chat", path: "/chat", kind: .sse, kinds: [.sse, .unary],
        item: NamedSchema(name: "Book"),
        events: [
          NamedEvent(name: "surge", item: NamedSchema(name: "Shelf")), NamedEvent(name: "x"),
        ]),
      Endpoint(
        name: "upload", method: "POST", path: "/upload",
        body: RequestBody(
          mediaType: "multipart/form-data",
          schema: object(["file": ["type": "string", "format": "binary"]]))),
      Endpoint(
        name: "store", method: "PUT", path: "/blob/{key}",
        body: RequestBody(mediaType: "application/octet-stream", schema: string)),
    ],
    models: [
      "Response": [
        "oneOf": [reference("Cat"), reference("Circle"), ["type": "null"]],
        "description": "Hides */ a global",
      ],
      "Cat": object([
        "kind": ["const": "cat"], "lives": ["enum": [7, 9]], "a-b": ["type": ["string", "null"]],
        "where": ["type": "array", "prefixItems": [["type": "number"], ["type": "number"]]],
        "extra": ["type": "object", "additionalProperties": reference("Tree")],
      ]),
      "Заказ": object(["日本": string, "語": ["enum": [">", "<"]]]),
      "Shelf": object(["books": ["type": "array", "items": reference("Book")]]),
      "Book": [
        "type": "object", "required": ["title"],
        "properties": [
          "title": string, "price": ["type": "string", "pattern": "^(?!^[-+.]*$)[+-]?0*\\d*$"],
          "day": form("date"), "tags": ["items": string, "default": []],
        ],
      ],
      "Circle": ["anyOf": [reference("Round"), ["type": "string"]]],
      "Round": ["anyOf": [reference("Circle"), ["type": "integer"]]],
      "Tree": [
        "type": "object", "description": "A tree",
        "properties": [
          "children": [
            "type": "array", "items": ["anyOf": [reference("Tree"), ["type": "null"]]],
            "description": "Maybe\nnone",
          ],
          "any": [:],
        ],
      ],
      "Page_Tree_": [
        "allOf": [object(["total": integer]), object(["items": ["items": reference("Tree")]])]
      ],
    ])

  private static let integer: JSONValue = ["type": "integer"]
  private static let string: JSONValue = ["type": "string"]

  private static func form(_ format: JSONValue) -> JSONValue {
    ["type": "string", "format": format]
  }

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/" + name)]
  }

  private static func object(_ properties: JSONObject) -> JSONValue {
    [
      "type": "object", "properties": .object(properties),
      "required": .array(properties.keys.map(JSONValue.string)),
    ]
  }
}

extension Endpoint {
  /// A call whose body holds one of several models, told apart by a tag with a default.
  static let tagged = Endpoint(
    name: "msg", method: "POST", path: "/msg",
    body: RequestBody(schema: [
      "type": "object", "required": ["part"],
      "properties": [
        "part": [
          "oneOf": [["$ref": "#/components/schemas/Text"], ["$ref": "#/components/schemas/Image"]],
          "discriminator": ["propertyName": "kind"],
        ]
      ],
    ]))

  /// A call whose form has members of several types.
  static let counting = Endpoint(
    name: "count", method: "POST", path: "/count",
    body: RequestBody(
      mediaType: "application/x-www-form-urlencoded",
      schema: [
        "type": "object", "required": ["name", "n"],
        "properties": [
          "name": ["type": "string"], "n": ["type": "integer"], "on": ["type": "boolean"],
          "tags": ["type": "array", "items": ["type": "string"]], "pin": ["type": "integer"],
        ],
      ]))

  /// A call whose form has files.
  static let upload = Endpoint(
    name: "upload", method: "POST", path: "/upload",
    body: RequestBody(
      mediaType: "multipart/form-data",
      schema: [
        "type": "object", "required": ["file", "more", "level"],
        "properties": [
          "file": ["type": "string", "format": "binary"],
          "more": ["type": "array", "items": ["type": "string", "format": "binary"]],
          "level": ["type": "integer"], "note": ["type": "string"],
        ],
      ]))

  static let taggedModels: JSONObject = [
    "Text": [
      "type": "object", "required": ["body"],
      "properties": [
        "kind": ["type": "string", "const": "text", "default": "text"],
        "body": ["type": "string"],
      ],
    ],
    "Image": [
      "type": "object",
      "properties": [
        "kind": ["type": "string", "const": "image", "default": "image"],
        "size": ["type": "integer"],
      ],
    ],
  ]
}
