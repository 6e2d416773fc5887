import Endpoints

/// A request as it may be shown and copied: `$NAME` stands for what is secret, as in exported code.
public struct ShownRequest {
  private let endpoint: Endpoint
  private let baseURL: String

  /// - Parameter baseURL: What the URLs of the requests begin with, before the endpoint's path.
  public init(_ endpoint: Endpoint, baseURL: String) {
    self.endpoint = endpoint
    self.baseURL = baseURL
  }

  /// The URL of a request.
  public func url(of planned: PlannedRequest) -> String {
    ShellRequest.masked(url: planned.url, base: baseURL, template: endpoint.path)
      .written { "$" + $0 }
  }

  /// What was typed for a parameter.
  public static func text(_ text: String, for parameter: Parameter) -> String {
    // A name is no secret.
    if text.isEmpty || ShellWord(expanding: text).isOneVariable { return text }
    let name = parameter.name
    switch parameter.location {
    case .header:
      return Secret.masked(header: name, value: text)?.written { "$" + $0 } ?? text
    case .cookie: return "$" + ShellWord.variableName(for: name)
    case .path, .query: return Secret.variable(for: name).map { "$" + $0 } ?? text
    }
  }

  /// What was typed for a body.
  public static func body(_ text: String, mediaType: String) -> String {
    ShellBody(bytes: Array(text.utf8), mediaType: mediaType).word?.written { "$" + $0 } ?? text
  }
}
