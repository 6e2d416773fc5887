import Endpoints
import StreamDecoding
import WebText

/// The environment variables that stand for values of one request: which values are secrets, and
/// what each is called. No two of its parameters share a variable.
struct RequestVariables {
  /// Only what the user typed may name a variable: `$HOME` in a document is a text.
  let isTyped: Bool
  /// Variables for numbers and truth values, which stand everywhere as they are.
  let plain: Set<String>
  private let names: [String: String]
  /// Where the secrets of security schemes stand.
  private let places: [SecretPlace]

  init(endpoint: Endpoint, schemes: JSONObject = [:], isTyped: Bool = false) {
    self.isTyped = isTyped
    places = SecretPlace.all(of: endpoint, schemes: schemes)
    var names: [String: String] = [:]
    var taken: Set<String> = []
    // A name in the path and in the query is one value, which goes to both places.
    for parameter in endpoint.declaredParameters where names[parameter.name] == nil {
      let base = TextWithVariables.variableName(for: parameter.name)
      let others = (2...).lazy.map { base + "_" + String($0) }
      names[parameter.name] =
        taken.insert(base).inserted ? base : others.first { taken.insert($0).inserted }
    }
    self.names = names
    plain = Set(endpoint.parameters.filter(\.isPlain).compactMap { names[$0.name] })
  }

  /// The variable for a value of this name on the wire.
  func name(for wireName: String) -> String {
    names[wireName] ?? TextWithVariables.variableName(for: wireName)
  }

  /// The variable for a secret; nil for any other value. Whatever a cookie holds is a secret.
  func secret(_ wireName: String, in location: ParameterLocation) -> String? {
    let isSecret =
      location == .cookie || Secret.variable(for: wireName) != nil
      || places.contains { place in
        place.location == location
          && (location == .header
            ? place.name.lowercased() == wireName.lowercased() : place.name == wireName)
      }
    return isSecret ? name(for: wireName) : nil
  }

  /// Values of the path or the query as one, percent-encoded: a variable where they are a secret,
  /// or where the user named one.
  func masked(
    _ wireName: String, _ values: [String], in location: ParameterLocation,
    encoding: PercentEncodeSet = .reserved, separator: String = ""
  ) -> TextWithVariables {
    let words = values.map { typed($0).mapText { $0.percentEncoded(encoding) } }
    return masked(
      TextWithVariables.joined(words, separator: separator), for: secret(wireName, in: location))
  }

  /// A value as it is: a variable where it is a secret, or where the user named one.
  func masked(_ wireName: String, _ text: String, in location: ParameterLocation)
    -> TextWithVariables
  {
    masked(typed(text), for: secret(wireName, in: location))
  }

  /// A header's value with its secret part as a variable.
  func masked(header name: String, value: String) -> TextWithVariables {
    if name.lowercased() == "cookie" { return masked(cookies: value) }
    let secret = secret(name, in: .header)
    let isAuthorization = ["authorization", "proxy-authorization"].contains(name.lowercased())
    let parts = value.split(separator: " ", maxSplits: 1)
    guard secret != nil, isAuthorization, parts.count == 2 else {
      return masked(typed(value).mapText(\.printable), for: secret)
    }
    let scheme = String(parts[0]).printable
    let variable = scheme.lowercased() == "bearer" ? "TOKEN" : "CREDENTIALS"
    return TextWithVariables(text: scheme + " ") + masked(typed(String(parts[1])), for: variable)
  }

  /// A user and a password.
  func masked(login text: String) -> TextWithVariables { masked(typed(text), for: "CREDENTIALS") }

  /// The variable in place of a secret; names that the user typed for all of it stand already.
  private func masked(_ word: TextWithVariables, for secret: String?) -> TextWithVariables {
    guard let secret, !word.isWithoutText else { return word }
    return TextWithVariables(variable: secret)
  }

  /// The line of all cookies.
  func masked(_ cookies: [PlannedRequest.Cookie]) -> TextWithVariables {
    let words = cookies.map { cookie in
      let values = cookie.values.map { typed($0).mapText { $0.percentEncoded(.cookie) } }
      return TextWithVariables(text: cookie.name.percentEncoded(.cookie) + "=")
        + masked(TextWithVariables.joined(values, separator: ","), for: name(for: cookie.name))
    }
    return TextWithVariables.joined(words, separator: "; ")
  }

  /// A line of cookies that was given as a header.
  private func masked(cookies text: String) -> TextWithVariables {
    let words = text.printable.split(separator: "; ").map { cookie in
      let halves = cookie.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(halves[0])
      guard halves.count == 2 else { return TextWithVariables(variable: self.name(for: name)) }
      return TextWithVariables(text: name + "=")
        + masked(typed(String(halves[1])), for: self.name(for: name))
    }
    return TextWithVariables.joined(words, separator: "; ")
  }

  /// The value as the user typed it; one of a document is a text, whatever it holds.
  private func typed(_ text: String) -> TextWithVariables {
    isTyped ? TextWithVariables(EnvironmentText(text)) : TextWithVariables(text: text)
  }
}

extension Parameter {
  fileprivate var isPlain: Bool {
    ["integer", "number", "boolean"].contains(schema["type"]?.stringValue)
  }
}
