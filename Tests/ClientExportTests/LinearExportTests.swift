import Endpoints
import ScriptedServers
import StreamDecoding
import Testing

@testable import ClientExport

/// What an export of many models costs beside one of a few.
@Suite struct LinearExportTests {
  /// Models by how they lead to each other.
  enum Form: String, CaseIterable {
    case circle, chain, bodies, aliases

    func schema(_ number: Int, of count: Int) -> JSONValue {
      let next: JSONValue = ["$ref": .string("#/components/schemas/M\((number + 1) % count)")]
      switch self {
      case .circle: return ["type": "object", "properties": ["next": next]]
      case .chain where number + 1 < count:
        return ["type": "object", "required": ["next"], "properties": ["next": next]]
      case .chain: return ["type": "string"]
      case .bodies: return ["type": "object", "properties": ["n": ["type": "integer"]]]
      case .aliases: return ["type": "array", "items": next]
      }
    }

    func subject(of count: Int) -> ExportSubject {
      var models = JSONObject()
      for number in 0..<count { models["M\(number)"] = schema(number, of: count) }
      let endpoints = (0..<count).map { number in
        let reference: JSONValue = ["$ref": .string("#/components/schemas/M\(number)")]
        var endpoint = Endpoint(name: "op\(number)", path: "/\(number)", kind: .unary)
        endpoint.item = NamedSchema(name: "M\(number)", schema: reference)
        if self == .bodies {
          endpoint.method = "POST"
          endpoint.body = RequestBody(schema: reference)
        }
        return endpoint
      }
      let catalog = Catalog(endpoints: endpoints, models: models)
      return ExportSubject(endpoints, of: catalog)
    }
  }

  @Test(arguments: [ExportLanguage.swift, .python, .typescript], Form.allCases)
  func `an export of four times the models takes no sixteen times the work`(
    language: ExportLanguage, form: Form
  ) {
    let (few, many) = (form.subject(of: 250), form.subject(of: 1_000))
    let cost = effort { _ = ClientCode.text(of: few, in: language) }
    #expect(effort { _ = ClientCode.text(of: many, in: language) } < 10 * cost)
  }
}
