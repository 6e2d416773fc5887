import Endpoints
import WebText

/// Headers and credentials for a server, under a name that a user gave them. No secret's text is in
/// it, only names of the environment's variables.
public struct Profile: Hashable, Sendable {
  /// What the user calls it.
  public let name: String
  /// The server as discovery finds it: `http://localhost:8000`.
  public let server: String
  /// Where requests go in its place; nil for the server itself.
  public let baseURL: String?
  /// `NAME: VALUE`.
  public let headers: [String]
  /// What is sent for security schemes, by their names: `$TOKEN`.
  public let credentials: [String: String]

  /// A profile as it was kept.
  public init(
    name: String, server: String, baseURL: String? = nil, headers: [String] = [],
    credentials: [String: String] = [:]
  ) {
    self.name = name
    self.server = server
    self.baseURL = baseURL
    self.headers = headers
    self.credentials = credentials
  }

  /// What is filled in, without what is secret of it.
  ///
  /// - Returns: The profile, and the names of what is not kept.
  static func kept(
    _ draft: RequestDraft, as name: String, server: String, baseURL: String?
  ) -> (profile: Profile, left: [String]) {
    var headers: [String] = []
    var credentials: [String: String] = [:]
    var left: [String] = []
    let secretHeaders = draft.fields.compactMap(\.scheme).compactMap(\.header).map {
      $0.lowercased()
    }
    for field in draft.fields where !field.isEmpty {
      let text = field.text
      if let line = field.headerLine {
        let isSecret = secretHeaders.contains(line.name.lowercased())
        let isKept = isSecret ? line.isSpelledOut : line.isSpelledOut || !line.isSecret
        if isKept { headers.append(text) } else { left.append(line.name) }
      } else if let scheme = field.scheme {
        if MaskedText(text).isSpelledOut {
          credentials[scheme.name] = text
        } else {
          left.append(scheme.name)
        }
      }
    }
    let profile = Profile(
      name: name, server: server, baseURL: baseURL, headers: headers, credentials: credentials)
    return (profile, left)
  }
}

extension PlannedRequest.Header {
  fileprivate var isSecret: Bool { SecretName.matches(name) }

  /// Whether nothing of it but the word before a credential is text.
  fileprivate var isSpelledOut: Bool {
    let parts = value.split(separator: " ", maxSplits: 1)
    return MaskedText(String(parts.last ?? "")).isSpelledOut
  }
}
