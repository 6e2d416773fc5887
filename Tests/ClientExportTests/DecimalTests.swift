import Endpoints
import StreamDecoding
import Testing

@testable import ClientExport

struct DecimalTests {
  /// As Pydantic 2.14 describes `Decimal` to requests; to answers it writes `string`.
  private static let given: JSONValue = ["anyOf": [["type": "number"], ["type": "string"]]]

  private func members(request: JSONValue, answer: JSONValue) throws -> [String] {
    let models: JSONObject = [
      "Item-Input": ["type": "object", "required": ["a"], "properties": ["a": request]],
      "Item-Output": ["type": "object", "required": ["a"], "properties": ["a": answer]],
    ]
    let endpoint = Endpoint(
      name: "save", method: "PUT", path: "/",
      body: RequestBody(schema: ["$ref": "#/components/schemas/Item-Input"]),
      item: NamedSchema(name: "Item-Output"))
    let text = ClientCode.text(
      for: endpoint, models: models, baseURL: "", language: .typescript)
    return text.split(separator: "\n").filter { $0.hasPrefix("  a: ") }.map(String.init)
  }

  @Test(
    arguments: [
      (given, ["type": "string"], "number | FluidTypes.Decimal", "FluidTypes.Decimal"),
      (
        ["anyOf": [["type": "number", "minimum": 0], ["type": "string"], ["type": "null"]]],
        ["anyOf": [["type": "string"], ["type": "null"]]],
        "number | FluidTypes.Decimal | null", "FluidTypes.Decimal | null"
      ),
      (
        ["type": "array", "items": given], ["type": "array", "items": ["type": "string"]],
        "(number | FluidTypes.Decimal)[]", "FluidTypes.Decimal[]"
      ),
      (
        ["type": "object", "properties": ["b": given]],
        ["type": "object", "properties": ["b": ["type": "string"]]],
        "{ b?: number | FluidTypes.Decimal }", "{ b?: FluidTypes.Decimal }"
      ),
    ] as [(JSONValue, JSONValue, String, String)])
  func `a text in answers that requests may give as a number is a decimal`(
    request: JSONValue, answer: JSONValue, sent: String, got: String
  ) throws {
    let found = try members(request: request, answer: answer)
    #expect(found == ["  a: " + sent + ";", "  a: " + got + ";"])
  }

  @Test(
    arguments: [
      (given, given, "number | string", "number | string"),
      (["type": "string"], ["type": "string"], "string", "string"),
      (
        given, ["type": "string", "format": "date"], "number | string", "FluidTypes.Date"
      ),
    ] as [(JSONValue, JSONValue, String, String)])
  func `any other text stays one`(
    request: JSONValue, answer: JSONValue, sent: String, got: String
  ) throws {
    let found = try members(request: request, answer: answer)
    #expect(found == ["  a: " + sent + ";", "  a: " + got + ";"])
  }
}
