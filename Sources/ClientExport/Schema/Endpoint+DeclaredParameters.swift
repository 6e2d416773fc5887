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
}
