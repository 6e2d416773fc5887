import Endpoints
import StreamDecoding

/// Where a value stands, which its type depends on.
enum ValuePlace: CaseIterable {
  /// What the server sends has its defaults filled in.
  case answer
  /// What it takes may leave them out.
  case request
  /// The same as a form in parts: a part carries bytes as they are, where JSON has a text.
  case parts

  /// What tells a model's type for this place from its first one.
  var ending: String {
    switch self {
    case .answer: ""
    case .request: "Input"
    case .parts: "Form"
    }
  }

  /// The schemas that answers and records, requests, or forms in parts begin with.
  func starts(of endpoints: [Endpoint]) -> [JSONValue] {
    switch self {
    case .answer:
      endpoints.flatMap(\.answers).flatMap { item in
        (item.name.map { [SchemaReference(to: $0).schema] } ?? []) + [item.schema]
      }
    case .request, .parts:
      endpoints.flatMap { endpoint in
        let bodies = endpoint.body.map { [$0] } ?? []
        return (self == .request ? endpoint.parameters.map(\.schema) : [])
          + bodies.filter { $0.place == self }.map(\.schema)
      }
    }
  }
}

extension RequestBody {
  /// Which types its values have.
  var place: ValuePlace { isMultipart ? .parts : .request }
}

extension Endpoint {
  /// The shapes of all that it may send.
  var answers: [NamedSchema] { ([item, answer] + events.map(\.item)).compactMap(\.self) }
}
