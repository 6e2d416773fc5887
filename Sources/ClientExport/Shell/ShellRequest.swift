import Endpoints
import StreamDecoding
import WebText

/// One request as commands and request files write it: variables stand for what is secret or not
/// known, and nothing in it is a control character.
struct ShellRequest {
  /// A header line.
  struct Header {
    let name: String
    let value: TextWithVariables
  }

  /// A part of a form; of a file the value is its path.
  struct Part {
    let name: String
    let value: TextWithVariables
    let isFile: Bool
  }

  /// A user and a password, which go through HTTP's own authentication.
  struct Login {
    /// `user:password`.
    let credentials: TextWithVariables
    /// A digest of them is sent, else they themselves.
    let isDigest: Bool
  }

  /// What is sent besides the headers.
  enum Body {
    case text(TextWithVariables)
    /// An urlencoded form with variables in it.
    case pairs([ShellPair])
    case form([Part])
    /// Bytes that nobody can type, from a file; nil where none was named.
    case file(TextWithVariables?)
  }

  let method: String
  /// The URL up to its query.
  private(set) var address: TextWithVariables
  private(set) var query: [ShellPair]
  /// Those of the request, and those that the kind of the endpoint asks for.
  private(set) var headers: [Header]
  private(set) var body: Body?
  private(set) var login: Login?
  let bodyMediaType: String?
  /// Variables whose values stand everywhere as they are.
  private(set) var plainVariables: Set<String>

  /// The request with given values.
  ///
  /// - Parameter variables: What stands for its secrets.
  init(endpoint: Endpoint, planned: PlannedRequest, variables: RequestVariables) {
    method = planned.method.printable
    address = Self.address(of: planned, variables)
    query = Self.query(of: planned, variables)
    bodyMediaType = planned.body == nil ? nil : planned.bodyMediaType
    body = Self.body(of: planned, variables)
    plainVariables = variables.plain
    headers = planned.headers.map {
      Header(name: $0.name.printable, value: variables.masked(header: $0.name, value: $0.value))
    }
    if !planned.cookies.isEmpty {
      let own = headers.filter { $0.name.lowercased() == "cookie" }.map(\.value)
      headers.removeAll { $0.name.lowercased() == "cookie" }
      let all = own + [variables.masked(planned.cookies)]
      headers.append(
        Header(name: "Cookie", value: TextWithVariables.joined(all, separator: "; ")))
    }
    login = planned.login.map { Login(credentials: variables.masked(login: $0), isDigest: false) }
    complete(for: endpoint)
  }

  private static func body(of planned: PlannedRequest, _ variables: RequestVariables) -> Body? {
    if let parts = planned.parts { return .form(parts.map { Part($0, variables) }) }
    if let path = planned.bodyFile { return .file(TextWithVariables(path: path)) }
    return planned.body.map {
      ShellBody(bytes: $0, mediaType: planned.bodyMediaType, variables: variables).content
    }
  }

  /// The request with a variable for every required value, and a sample of the body.
  init(template: ShellTemplate, baseURL: String) {
    let endpoint = template.endpoint
    method = endpoint.method.printable
    let base = baseURL.isEmpty ? TextWithVariables(variable: Self.base) : Self.masked(base: baseURL)
    address = base + template.path
    query = template.query
    let bytes = template.body
    bodyMediaType = bytes == nil ? nil : endpoint.body?.mediaType
    body =
      template.form.map(Body.form)
      ?? bytes.map {
        ShellBody(
          bytes: $0, mediaType: endpoint.body?.mediaType, variables: template.variables
        ).content
      }
    plainVariables = template.variables.plain.union([Self.base])
    headers = template.headers
    complete(for: endpoint)
  }

  /// The variable for where the backend is.
  static let base = "BASE_URL"

  /// The whole URL, with variables for values that are percent-encoded.
  var url: TextWithVariables { url { _ in false } }

  /// The same without some pairs of the query, which something else sends.
  func url(without isElsewhere: (ShellPair) -> Bool) -> TextWithVariables {
    let rest = query.filter { !isElsewhere($0) }
    return rest.isEmpty ? address : address + TextWithVariables(text: "?") + rest.word
  }

  /// True for a pair with a variable whose value must be encoded yet, if it can be typed otherwise.
  func isUnencoded(_ pair: ShellPair) -> Bool {
    guard let value = pair.plainValue, value == value.mapText(\.printable) else { return false }
    return value.variables.contains { !plainVariables.contains($0) }
  }

  /// The names of all its variables, in the order of the text.
  var variables: [String] {
    let content: [TextWithVariables] =
      switch body {
      case .text(let word): [word]
      case .pairs(let pairs): pairs.compactMap(\.value)
      case .form(let parts): parts.map(\.value)
      case .file(let path): path.map { [$0] } ?? []
      case nil: []
      }
    let secrets = login.map { [$0.credentials] } ?? []
    return ([url] + secrets + headers.map(\.value) + content).flatMap(\.variables)
  }

  /// The same with a user and a password.
  func with(_ login: Login) -> ShellRequest {
    var result = self
    result.login = login
    return result
  }

  /// The same with a header more.
  func with(_ name: String, _ value: TextWithVariables) -> ShellRequest {
    var result = self
    result.headers.append(Header(name: name.printable, value: value))
    return result
  }

  /// The same with a cookie more.
  func withCookie(_ name: String, _ value: TextWithVariables) -> ShellRequest {
    let cookie = TextWithVariables(text: name.percentEncoded(.cookie) + "=") + value
    guard let index = headers.firstIndex(where: { $0.name.lowercased() == "cookie" }) else {
      return with("Cookie", cookie)
    }
    var result = self
    let others = headers[index].value
    result.headers[index] = Header(
      name: headers[index].name, value: TextWithVariables.joined([others, cookie], separator: "; "))
    return result
  }

  /// The same with a value of the query more.
  func withQuery(_ name: String, _ value: TextWithVariables) -> ShellRequest {
    var result = self
    result.query.append(ShellPair(name: name.percentEncoded(), value: value))
    return result
  }

  /// The same, with `base` before its address.
  func below(_ base: TextWithVariables) -> ShellRequest {
    var result = self
    result.address = base + address
    result.plainVariables.formUnion(base.variables)
    return result
  }

  /// The same with the parts of a form for its body, where there are some.
  func withForm(_ parts: [Part]?) -> ShellRequest {
    var result = self
    if let parts { result.body = .form(parts) }
    return result
  }

  private mutating func complete(for endpoint: Endpoint) {
    func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }
    if !has("accept"), let accept = Self.accept(of: endpoint) {
      headers.append(Header(name: "Accept", value: TextWithVariables(text: accept.printable)))
    }
    // Only the sender knows what parts the parts of a form.
    if !has("content-type"), let bodyMediaType, !MediaType(bodyMediaType).isMultipartForm {
      headers.append(
        Header(name: "Content-Type", value: TextWithVariables(text: bodyMediaType.printable)))
    }
  }

  private static func accept(of endpoint: Endpoint) -> String? {
    switch endpoint.kind {
    case .sse: MediaType.eventStream
    case .ndjson: endpoint.mediaType ?? endpoint.kind.mediaType
    case .text, .file, .unary: nil
    }
  }
}
