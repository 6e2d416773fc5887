import Endpoints

extension Endpoint {
  /// The declared parameters and those that only the path knows, without what a connection sends
  /// by itself.
  var declaredParameters: [Parameter] {
    undeclaredParameters
      + parameters.filter {
        kind != .sse || $0.location != .header || $0.name.lowercased() != "last-event-id"
      }
  }

  /// Parameters that only the path knows.
  var undeclaredParameters: [Parameter] {
    let known = Set(parameters.lazy.filter { $0.location == .path }.map(\.name))
    let pieces = path.split(separator: "{").dropFirst().compactMap { piece in
      piece.contains("}") ? piece.prefix { $0 != "}" && $0 != ":" } : nil
    }
    return pieces.map(String.init).filter { !known.contains($0) }.map {
      Parameter(name: $0, location: .path, required: true, schema: ["type": "string"])
    }
  }
}
