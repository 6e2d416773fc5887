import Endpoints
import StreamDecoding

/// A `curl` command line for one request.
struct CurlCommand {
  private let endpoint: Endpoint
  private let method: String
  private let url: ShellWord
  private let headers: [PlannedRequest.Header]
  private let body: [UInt8]?
  private let bodyMediaType: String?

  /// The request with the user's values.
  init(endpoint: Endpoint, planned: PlannedRequest) {
    self.endpoint = endpoint
    method = planned.method
    url = Self.masked(url: planned.url)
    headers = planned.headers
    body = planned.body
    bodyMediaType = planned.bodyMediaType
  }

  /// The request with a variable for every required value, and a sample of the body.
  init(endpoint: Endpoint, models: JSONObject, baseURL: String) {
    self.endpoint = endpoint
    method = endpoint.method
    let template = CurlTemplate(endpoint: endpoint, models: models)
    url =
      (baseURL.isEmpty ? ShellWord(variable: "BASE_URL") : Self.masked(url: baseURL))
      + template.target
    headers = template.headers
    body = template.body
    bodyMediaType = endpoint.body?.mediaType
  }

  /// The command, ending with a newline.
  var text: String {
    var lines = ["curl" + flags + " " + url.quoted]
    for header in allHeaders {
      let value =
        Secret.masked(header: header.name, value: header.value)
        ?? ShellWord(text: Self.printable(header.value))
      lines.append("-H " + (ShellWord(text: Self.printable(header.name) + ": ") + value).quoted)
    }
    if let body { lines.append(CurlBody(bytes: body, mediaType: bodyMediaType).argument) }
    return lines.joined(separator: " \\\n  ") + "\n"
  }

  private var flags: String {
    var flags = ""
    switch endpoint.kind {
    // Without it curl holds records back until its buffer is full.
    case .sse, .ndjson, .text: flags += " -N"
    case .file: flags += " -fOJ"
    case .unary: break
    }
    if method != (body == nil ? "GET" : "POST") { flags += " -X " + ShellWord(text: method).quoted }
    // Else curl would read a range or a list of names out of them.
    if url.quoted.contains(where: { "[]".contains($0) }) { flags += " -g" }
    return flags
  }

  /// The headers of the request, and those that the kind asks for.
  private var allHeaders: [PlannedRequest.Header] {
    func has(_ name: String) -> Bool { headers.contains { $0.name.lowercased() == name } }
    var result = headers
    if !has("accept"), let accept { result.append(.init(name: "Accept", value: accept)) }
    if body != nil, !has("content-type"), let bodyMediaType {
      result.append(.init(name: "Content-Type", value: bodyMediaType))
    }
    return result
  }

  private var accept: String? {
    switch endpoint.kind {
    case .sse: "text/event-stream"
    case .ndjson: endpoint.mediaType ?? "application/x-ndjson"
    case .text, .file, .unary: nil
    }
  }

  /// The URL without its control characters, its password, and the secrets of its query.
  private static func masked(url: String) -> ShellWord {
    let text = printable(url)
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let address = withoutUser(String(parts[0]))
    guard parts.count == 2 else { return address }
    return address + ShellWord(text: "?") + Secret.maskedPairs(String(parts[1]), separator: "&")
  }

  private static func withoutUser(_ address: String) -> ShellWord {
    guard let scheme = address.firstRange(of: "://") else { return ShellWord(text: address) }
    let rest = address[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let end = authority.lastIndex(of: "@") else { return ShellWord(text: address) }
    return ShellWord(text: String(address[..<scheme.upperBound]))
      + ShellWord(variable: "CREDENTIALS") + ShellWord(text: String(rest[end...]))
  }

  /// Pasted control characters would reach the shell's line editor before the quotes count.
  private static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { $0.properties.generalCategory != .control }))
  }
}
