import Endpoints
import StreamDecoding

/// One request as commands and request files write it: variables stand for what is secret or not
/// known, and nothing in it is a control character.
struct ShellRequest {
  /// A header line.
  struct Header {
    let name: String
    let value: ShellWord
  }

  /// What is sent besides the headers.
  enum Body {
    case text(ShellWord)
    /// The parts of a form; of a file the value is its name.
    case form([(name: String, value: String, isFile: Bool)])
    /// Bytes that nobody can type.
    case file
  }

  let method: String
  private(set) var url: ShellWord
  /// Those of the request, and those that the kind of the endpoint asks for.
  private(set) var headers: [Header]
  private(set) var body: Body?
  let bodyMediaType: String?

  /// The request with the user's values.
  ///
  /// - Parameter baseURL: What the URL of the request begins with, before the endpoint's path.
  init(endpoint: Endpoint, planned: PlannedRequest, baseURL: String) {
    self.init(
      endpoint: endpoint, method: planned.method,
      url: Self.masked(url: planned.url, base: baseURL, template: endpoint.path),
      headers: planned.headers, body: planned.body, mediaType: planned.bodyMediaType)
  }

  /// The request with a variable for every required value, and a sample of the body.
  init(endpoint: Endpoint, models: JSONObject, baseURL: String) {
    let template = ShellTemplate(endpoint: endpoint, models: models)
    let base =
      baseURL.isEmpty ? ShellWord(variable: "BASE_URL") : Self.masked(url: baseURL)
    self.init(
      endpoint: endpoint, method: endpoint.method, url: base + template.target,
      headers: template.headers, body: template.body, mediaType: endpoint.body?.mediaType)
    if let form = template.form { body = .form(form) }
  }

  /// The same with a header more.
  func with(_ name: String, _ value: ShellWord) -> ShellRequest {
    var result = self
    result.headers.append(Header(name: name.printable, value: value))
    return result
  }

  /// The same at another URL.
  func at(_ url: ShellWord) -> ShellRequest {
    var result = self
    result.url = url
    return result
  }

  /// The same with the parts of a form for its body, where there are some.
  func withForm(_ parts: [(name: String, value: String, isFile: Bool)]?) -> ShellRequest {
    var result = self
    if let parts { result.body = .form(parts) }
    return result
  }

  private init(
    endpoint: Endpoint, method: String, url: ShellWord, headers: [PlannedRequest.Header],
    body: [UInt8]?, mediaType: String?
  ) {
    self.method = method.printable
    self.url = url
    self.body = body.map { bytes in
      ShellBody(bytes: bytes, mediaType: mediaType).word.map(Body.text) ?? .file
    }
    bodyMediaType = body == nil ? nil : mediaType
    self.headers = Self.completed(
      headers, accept: Self.accept(of: endpoint),
      // Only the sender knows what parts the parts of a form.
      mediaType: bodyMediaType == "multipart/form-data" ? nil : bodyMediaType
    ).map { header in
      let value =
        Secret.masked(header: header.name, value: header.value)
        ?? ShellWord(text: header.value.printable)
      return Header(name: header.name.printable, value: value)
    }
  }

  private static func completed(
    _ headers: [PlannedRequest.Header], accept: String?, mediaType: String?
  ) -> [PlannedRequest.Header] {
    func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }
    var result = headers
    if !has("accept"), let accept { result.append(.init(name: "Accept", value: accept)) }
    if !has("content-type"), let mediaType {
      result.append(.init(name: "Content-Type", value: mediaType))
    }
    return result
  }

  private static func accept(of endpoint: Endpoint) -> String? {
    switch endpoint.kind {
    case .sse: "text/event-stream"
    case .ndjson: endpoint.mediaType ?? "application/x-ndjson"
    case .text, .file, .unary: nil
    }
  }

  /// The URL without the user and the password in it, for a file that is not a command.
  static func withoutCredentials(_ url: String) -> String {
    guard let scheme = url.firstRange(of: "://") else { return url.printable }
    let authority = url[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard let at = authority.lastIndex(of: "@") else { return url.printable }
    return String(url[..<scheme.upperBound] + url[url.index(after: at)...]).printable
  }

  /// The URL without its control characters, its password, and the secrets of its path and query.
  static func masked(url: String, base: String = "", template: String = "") -> ShellWord {
    let text = url.printable
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let address = withSecrets(parts[0], base: base.printable, template: template)
    guard parts.count == 2 else { return address }
    return address + ShellWord(text: "?") + Secret.maskedPairs(String(parts[1]), separator: "&")
  }

  private static func withSecrets(
    _ address: Substring, base: String, template: String
  ) -> ShellWord {
    guard address.hasPrefix(base),
      let path = PathValues(address.dropFirst(base.count), template: template)
    else { return withoutUser(String(address)) }
    let start = base.isEmpty ? ShellWord(text: "") : withoutUser(base)
    return path.pieces.reduce(start) { word, piece in
      switch piece {
      case .text(let text): word + ShellWord(text: text)
      case .value(let name, let text): word + Secret.masked(name: name, encoded: text)
      }
    }
  }

  private static func withoutUser(_ address: String) -> ShellWord {
    guard let scheme = address.firstRange(of: "://") else { return ShellWord(text: address) }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let end = authority.lastIndex(of: "@") else { return ShellWord(text: address) }
    return ShellWord(text: String(address[..<scheme.upperBound]))
      + ShellWord(variable: "CREDENTIALS") + ShellWord(text: String(rest[end...]))
  }
}
