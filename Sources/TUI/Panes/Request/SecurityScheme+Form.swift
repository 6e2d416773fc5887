import Endpoints
import StreamDecoding

extension SecurityScheme {
  /// Those that a form offers for an endpoint: its own, else those of the backend, else the two that
  /// every HTTP server may know. What nobody can type is not among them.
  static func offered(for endpoint: Endpoint, of schemes: JSONObject) -> [SecurityScheme] {
    let declared = schemes.map { SecurityScheme(name: $0.key, definition: $0.value) }
    let own = declared.filter { endpoint.security.contains($0.name) }
    let known = (own.isEmpty ? declared : own).filter { $0.manner != .other }
    let plain = ["bearer", "basic"].map {
      SecurityScheme(name: $0, definition: ["type": "http", "scheme": .string($0)])
    }
    return known.isEmpty ? plain : known
  }

  /// What is typed for it: `bearer token`, `user:password`, `query api_key`.
  var words: String {
    switch manner {
    case .http where isLogin: "user:password"
    case .http(let word): word.lowercased() + " token"
    case .apiKey(let location, let name): "\(location.rawValue) \(name)"
    case .other: ""
    }
  }

  /// The header that carries it; nil where none does.
  var header: String? {
    switch manner {
    case .http: "Authorization"
    case .apiKey(.header, let name): name
    case .apiKey(.cookie, _): "Cookie"
    case .apiKey, .other: nil
    }
  }

  /// Whether a user and a password are typed, which are encoded only when they are sent.
  private var isLogin: Bool {
    guard case .http(let word) = manner else { return false }
    return ["Basic", "Digest"].contains(word)
  }

  /// What the text should have been; nil where it can be sent.
  func objection(to text: String) -> String? {
    guard isLogin, !text.contains(":"), !MaskedText(text).isSpelledOut else { return nil }
    return "a user and a password with a colon between, or $NAME"
  }

  /// Puts the credential into a request, in place of what is there under its name.
  func add(_ secret: String, to request: inout PlannedRequest) {
    switch manner {
    case .http where isLogin:
      request.headers.removeAll { $0.name.lowercased() == "authorization" }
      request.login = secret
    case .http(let word):
      // Whoever pastes a header's value has the word already.
      let isWhole = secret.lowercased().hasPrefix(word.lowercased() + " ")
      request.replaceHeader("Authorization", with: isWhole ? secret : word + " " + secret)
    case .apiKey(.header, let name): request.replaceHeader(name, with: secret)
    case .apiKey(.cookie, let name):
      request.cookies.removeAll { $0.name == name }
      request.cookies.append(.init(name: name, values: [secret]))
    case .apiKey(.query, let name):
      request.query.removeAll { $0.name == name }
      request.query.append(.init(name: name, values: [secret]))
    case .apiKey(.path, _), .other: break
    }
    if case .apiKey(_, let name) = manner { request.secretNames.insert(name.lowercased()) }
    if let header { request.chosenHeaders.insert(header.lowercased()) }
  }
}

extension PlannedRequest {
  fileprivate mutating func replaceHeader(_ name: String, with value: String) {
    headers.removeAll { $0.name.lowercased() == name.lowercased() }
    headers.append(Header(name: name, value: value))
  }

  /// Adds lines that the user wrote, in place of what the parameters gave under their names.
  mutating func add(_ lines: [Header]) {
    let names = Set(lines.map { $0.name.lowercased() })
    headers.removeAll { names.contains($0.name.lowercased()) && $0.name.lowercased() != "cookie" }
    headers += lines
    chosenHeaders.formUnion(names)
  }
}
