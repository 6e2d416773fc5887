import Endpoints
import StreamDecoding

extension ShellRequest {
  /// The same with a variable for the secret that the endpoint's first security scheme asks for,
  /// unless the request has something in its place.
  func carryingSecret(of endpoint: Endpoint, schemes: JSONObject) -> ShellRequest {
    guard let secret = SecretPlace.all(of: endpoint, schemes: schemes).first else { return self }
    let value = ShellWord(text: secret.prefix) + ShellWord(variable: secret.variable)
    switch secret.location {
    case .header, .path: return has(secret.name) ? self : with(secret.name, value)
    case .cookie:
      return has("cookie") ? self : with("Cookie", ShellWord(text: secret.name + "=") + value)
    case .query:
      let text = url.written { _ in "" }
      if text.contains("?" + secret.name + "=") || text.contains("&" + secret.name + "=") {
        return self
      }
      return at(url + ShellWord(text: (text.contains("?") ? "&" : "?") + secret.name + "=") + value)
    }
  }

  private func has(_ name: String) -> Bool {
    headers.contains { $0.name.lowercased() == name.lowercased() }
  }
}

extension SecretPlace {
  /// `$TOKEN` for what a word stands before, else the name on the wire.
  fileprivate var variable: String {
    switch prefix {
    case "": ShellWord.variableName(for: name)
    case "Basic ": "CREDENTIALS"
    default: "TOKEN"
    }
  }
}
