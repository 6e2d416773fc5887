import StreamDecoding

extension JSONValue {
  /// The models of the OpenAPI document.
  static let harbourModels: JSONValue = [
    "Sample": model(["cpu": number, "mem": number, "host": string]),
    "ShipEvent": model([
      "ship": string, "imo": integer, "berth": integer,
      "status": ["type": "string", "enum": ["arriving", "moored", "departing", "delayed"]],
      "eta": string, "containers": integer,
    ]),
    "ChatRequest": model(["message": string]),
    "ChatDelta": model(["delta": string]),
    "ShipRow": model([
      "row": integer, "ship": string, "imo": integer, "flag": string, "teu": integer,
    ]),
    "ContainerRow": model([
      "row": integer, "container": string, "teu": integer, "kg": integer,
      "temperature": optional("number"),
    ]),
    "TideRow": model(["row": integer, "time": string, "level": number]),
    "Row": [
      "title": "Row", "anyOf": [.model("ShipRow"), .model("ContainerRow"), .model("TideRow")],
    ],
    "Reading": model(["gauge": integer, "level": number]),
    "Berth": model(["id": integer, "ship": optional("string"), "depth": number, "free": boolean]),
    "Health": model(["status": string, "version": string, "berths": integer]),
    "ValidationError": model([
      "loc": ["type": "array", "items": ["anyOf": [["type": "string"], ["type": "integer"]]]],
      "msg": string, "type": string,
    ]),
    "HTTPValidationError": [
      "title": "HTTPValidationError", "type": "object",
      "properties": ["detail": ["type": "array", "items": .model("ValidationError")]],
    ],
  ]

  private static let string: JSONValue = ["type": "string"]
  private static let integer: JSONValue = ["type": "integer"]
  private static let number: JSONValue = ["type": "number"]
  private static let boolean: JSONValue = ["type": "boolean"]

  private static func optional(_ type: String) -> JSONValue {
    ["anyOf": [["type": .string(type)], ["type": "null"]]]
  }

  /// An object whose members are all required.
  private static func model(_ properties: JSONValue) -> JSONValue {
    let names = properties.objectValue?.keys ?? []
    return [
      "type": "object", "properties": properties,
      "required": .array(names.map(JSONValue.string)),
    ]
  }
}
