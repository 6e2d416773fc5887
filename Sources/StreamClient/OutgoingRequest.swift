/// A request as it goes out: credentials taken from the URL, the client's own headers added.
struct OutgoingRequest: Sendable {
  /// What the answer is for, as far as headers tell.
  enum Purpose: Sendable {
    case stream(lastEventID: String?, kind: KindOverride? = nil)
    case document
  }

  var url: String
  var origin: Origin
  var method: String
  var headers: [HeaderField]
  var body: [UInt8]?

  init(
    _ request: StreamRequest, purpose: Purpose, userAgent: String, authorization: String?
  ) throws(FailureFact) {
    guard let origin = Origin(url: request.url),
      let url = Origin.withoutCredentials(request.url)
    else { throw .badURL(Origin.hidingCredentials(request.url)) }
    self.url = url
    self.origin = origin
    method = request.method
    body = request.body
    headers = request.headers
    if let authorization {
      headers.remove("Authorization")
      headers.append(HeaderField("Authorization", authorization))
    }
    if let user = origin.user {
      headers.addIfAbsent("Authorization", Self.basic(user: user, password: origin.password ?? ""))
    }
    addOwnHeaders(for: purpose, userAgent: userAgent)
    if let bad = headers.first(where: { !$0.isSendable }) { throw .badHeader(name: bad.name) }
  }

  private mutating func addOwnHeaders(for purpose: Purpose, userAgent: String) {
    headers.addIfAbsent("User-Agent", userAgent)
    // Nothing is compressed: a compressed stream comes in bursts.
    headers.addIfAbsent("Accept-Encoding", "identity")
    switch purpose {
    case .stream(let lastEventID, let kind):
      let anyStream = "text/event-stream, application/x-ndjson;q=0.9, */*;q=0.8"
      // Source: WHATWG HTML, 9.2.2, the `EventSource` constructor.
      headers.addIfAbsent("Accept", kind == .sse ? "text/event-stream" : anyStream)
      // What a request that no cache may answer carries. Source: Fetch, "HTTP-network-or-cache
      // fetch", cache mode "no-store".
      headers.addIfAbsent("Cache-Control", "no-cache")
      guard let lastEventID else { return }
      headers.remove("Last-Event-ID")
      headers.append(HeaderField("Last-Event-ID", lastEventID))
    case .document:
      headers.addIfAbsent("Accept", "*/*")
    }
  }

  /// Source: RFC 7617, with UTF-8.
  private static func basic(user: String, password: String) -> String {
    "Basic " + Base64.text(of: Array("\(user):\(password)".utf8))
  }
}

extension HeaderField {
  /// Whether the header can go out: control characters would break the request, or be refused.
  var isSendable: Bool {
    !name.isEmpty && name.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x3A }
      && Self.isSendable(value: value)
  }

  static func isSendable(value: String) -> Bool {
    value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
  }
}

/// Bytes as ASCII. Source: RFC 4648, section 4.
private enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << ((3 - group.count) * 8)
      for place in 0..<4 {
        let isPadding = place > group.count
        text.append(isPadding ? UInt8(ascii: "=") : alphabet[bits >> (18 - place * 6) & 63])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
