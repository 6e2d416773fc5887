import Endpoints

/// How a generated function calls its endpoint: what it returns, and what it can read.
enum TypeScriptCall: Hashable, Sendable {
  /// A stream of one of these formats: `sse`, `ndjson`, `text`; the answer says which.
  case stream(Set<EndpointKind>)
  case file
  case result

  init(_ endpoint: Endpoint) {
    let kinds = Set(endpoint.kinds)
    var formats = kinds.intersection([.sse, .ndjson, .text])
    // Beside a stream an ordinary answer is a stream of one record.
    if !formats.isEmpty, kinds.contains(.unary) { formats.insert(.ndjson) }
    if !formats.isEmpty {
      self = .stream(formats)
    } else {
      self = endpoint.kind == .file ? .file : .result
    }
  }

  /// Every call that there can be, as far as the runtime is concerned.
  static let all: Set<TypeScriptCall> = [
    .stream([.sse, .ndjson, .text]), .stream([.ndjson, .text]), .file, .result,
  ]

  /// The formats of a stream; empty for the others.
  var formats: Set<EndpointKind> {
    if case .stream(let formats) = self { formats } else { [] }
  }

  /// A connection that is made again, as against a promise.
  var isEvents: Bool { formats.contains(.sse) }
  var hasChunks: Bool { !formats.isDisjoint(with: [.ndjson, .text]) }

  /// The runtime's formats besides events, in the order in which an answer is tried.
  var formatNames: [String] {
    [(EndpointKind.ndjson, "recordFormat"), (.text, "textFormat")]
      .filter { formats.contains($0.0) }.map(\.1)
  }
}
