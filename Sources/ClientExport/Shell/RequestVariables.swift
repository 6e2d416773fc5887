import Endpoints
import StreamDecoding

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
      let base = ShellWord.variableName(for: parameter.name)
      let others = (2...).lazy.map { base + "_" + String($0) }
      names[parameter.name] =
        taken.insert(base).inserted ? base : others.first { taken.insert($0).inserted }
    }
    self.names = names
    plain = Set(endpoint.parameters.filter(\.isPlain).compactMap { names[$0.name] })
  }

  /// The variable for a value of this name on the wire.
  func name(for wireName: String) -> String {
    names[wireName] ?? ShellWord.variableName(for: wireName)
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

  /// A value of the path or the query: a variable where it is a secret, or where the user named
  /// one.
  func masked(_ wireName: String, encoded text: String, in location: ParameterLocation) -> ShellWord
  {
    if let named = named(text, dollar: "%24") { return named }
    guard !text.isEmpty, let variable = secret(wireName, in: location) else {
      return ShellWord(text: text)
    }
    return ShellWord(variable: variable)
  }

  /// A header's value with its secret part as a variable.
  func masked(header name: String, value: String) -> ShellWord {
    let variables = ShellWord(expanding: value)
    if name.lowercased() == "cookie" { return masked(cookies: value) }
    if isTyped, variables.hasVariables { return variables.mapText(\.printable) }
    guard let variable = secret(name, in: .header) else { return ShellWord(text: value.printable) }
    switch name.lowercased() {
    case "authorization", "proxy-authorization":
      let parts = value.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return ShellWord(variable: variable) }
      let scheme = String(parts[0]).printable
      let secret = scheme.lowercased() == "bearer" ? "TOKEN" : "CREDENTIALS"
      return ShellWord(text: scheme + " ") + ShellWord(variable: secret)
    default: return ShellWord(variable: variable)
    }
  }

  private func masked(cookies text: String) -> ShellWord {
    let words = text.printable.split(separator: "; ").map { cookie in
      let halves = cookie.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(halves[0])
      guard halves.count == 2 else { return ShellWord(variable: self.name(for: name)) }
      let value = named(String(halves[1]), dollar: "$") ?? ShellWord(variable: self.name(for: name))
      return ShellWord(text: name + "=") + value
    }
    return ShellWord.joined(words, separator: "; ")
  }

  /// The variable that the user named in the place of a whole value.
  private func named(_ text: String, dollar: String) -> ShellWord? {
    guard isTyped, text.hasPrefix(dollar) else { return nil }
    let word = ShellWord(expanding: text.replacing(dollar, with: "$"))
    return word.isOneVariable ? word : nil
  }
}

extension Parameter {
  fileprivate var isPlain: Bool {
    ["integer", "number", "boolean"].contains(schema["type"]?.stringValue)
  }
}
