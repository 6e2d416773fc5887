import Endpoints
import StreamDecoding

extension ShellRequest {
  /// The same with a variable for the secret that the endpoint's first security scheme asks for,
  /// unless the request has something in its place.
  func carryingSecret(of endpoint: Endpoint, schemes: JSONObject) -> ShellRequest {
    guard let secret = SecretPlace.all(of: endpoint, schemes: schemes).first else { return self }
    let variable = TextWithVariables(variable: unused(secret.variable))
    let value = TextWithVariables(text: secret.prefix) + variable
    switch secret.location {
    case .header where secret.isLogin:
      let login = Login(credentials: variable, isDigest: secret.prefix == "Digest ")
      return has(secret.name) || self.login != nil ? self : with(login)
    case .header, .path:
      let isLoggedIn = login != nil && secret.name == "Authorization"
      return has(secret.name) || isLoggedIn ? self : with(secret.name, value)
    case .cookie:
      let name = secret.name.percentEncoded(.cookie) + "="
      let isThere = headers.contains { header in
        header.name.lowercased() == "cookie"
          && ("; " + header.value.written { _ in "" }).contains("; " + name)
      }
      return isThere ? self : withCookie(secret.name, value)
    case .query:
      let name = secret.name.percentEncoded()
      return query.contains { $0.name == name } ? self : withQuery(secret.name, value)
    }
  }

  private func has(_ name: String) -> Bool {
    headers.contains { $0.name.lowercased() == name.lowercased() }
  }

  /// A name that stands for no other value of the request.
  private func unused(_ name: String) -> String {
    let taken = Set(variables)
    var result = name
    var number = 2
    while taken.contains(result) {
      result = name + "_" + String(number)
      number += 1
    }
    return result
  }
}

extension SecretPlace {
  /// A user's name and password.
  fileprivate var isLogin: Bool { ["Basic ", "Digest "].contains(prefix) }

  /// `$TOKEN` for what a word stands before, else the name on the wire.
  var variable: String {
    switch prefix {
    case "": TextWithVariables.variableName(for: name)
    case "Basic ", "Digest ": "CREDENTIALS"
    default: "TOKEN"
    }
  }
}
