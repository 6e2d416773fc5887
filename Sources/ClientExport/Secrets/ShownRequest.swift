import Endpoints
import StreamDecoding

/// A request as it may be shown and copied: `$NAME` stands for what is secret, as in exported code.
public struct ShownRequest {
  private let endpoint: Endpoint
  private let schemes: JSONObject

  /// For the requests of one endpoint.
  ///
  /// - Parameter schemes: OpenAPI's security schemes by their names, whose values are secrets.
  public init(_ endpoint: Endpoint, schemes: JSONObject = [:]) {
    self.endpoint = endpoint
    self.schemes = schemes
  }

  /// The URL of a request.
  public func url(of planned: PlannedRequest) -> String {
    ShellRequest(
      endpoint: endpoint, planned: planned,
      variables: RequestVariables(endpoint: endpoint, schemes: schemes, isTyped: true)
    ).url.shown
  }

  /// What was typed for a parameter.
  public static func text(_ text: String, for parameter: Parameter) -> String {
    // A name is no secret.
    if TextWithVariables(EnvironmentText(text)).isWithoutText { return text }
    let variables = Self.variables(for: [parameter])
    guard let variable = variables.secret(parameter.name, in: parameter.location) else {
      return text
    }
    return parameter.location == .header
      ? variables.masked(header: parameter.name, value: text).shown : "$" + variable
  }

  /// What was typed for a body.
  public static func body(_ text: String, mediaType: String) -> String {
    let body = ShellBody(
      bytes: Array(text.utf8), mediaType: mediaType, variables: variables(for: []))
    return switch body.content {
    case .text(let word): word.shown
    case .pairs(let pairs): pairs.word.shown
    case .form, .file: text
    }
  }

  private static func variables(for parameters: [Parameter]) -> RequestVariables {
    RequestVariables(
      endpoint: Endpoint(name: "", path: "/", parameters: parameters), isTyped: true)
  }
}
