import WebText

/// Who asks, for schemes in which the server speaks first.
struct Login: Sendable, Hashable {
  enum Scheme: Sendable, Hashable {
    /// Source: RFC 7616.
    case digest
    /// Source: RFC 4559.
    case negotiate
  }

  var scheme: Scheme
  var user: String
  var password: String

  /// Nil where the server doesn't ask, or where nobody has said who asks.
  ///
  /// User and password are sent as `Basic` at first, as curl does: most servers take it. One that
  /// answers 401 and wants `Digest` or `Negotiate` is told so in its own scheme.
  init?(asked head: ResponseHead, of request: OutgoingRequest) {
    guard head.status == 401, let sent = request.headers.first("Authorization"),
      sent.lowercased().hasPrefix("basic "),
      let bytes = Base64.bytes(of: sent.dropFirst(6).utf8)
    else { return nil }
    let challenges = head.headers.challenges
    guard !challenges.contains(where: { $0.hasPrefix("basic") }) else { return nil }
    if challenges.contains(where: { $0.hasPrefix("digest") }) {
      scheme = .digest
    } else if challenges.contains(where: { $0.hasPrefix("negotiate") }) {
      scheme = .negotiate
    } else {
      return nil
    }
    // libcurl would write it into a header as it is.
    guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { return nil }
    let pair = String(decoding: bytes, as: UTF8.self)
      .split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    user = pair.first.map(String.init) ?? ""
    password = pair.dropFirst().first.map(String.init) ?? ""
  }
}

/// How a server refuses who asks, as far as it says what would help.
enum RefusedLogin: Sendable, Hashable {
  /// It asks for a user and a password, and got none.
  case unknownUser
  /// It got credentials, and doesn't take them.
  case refused

  /// - Parameter authorization: What was sent; nil where nothing was.
  init?(_ authorization: String?, asked headers: [HeaderField]) {
    let ofUsers = ["basic", "digest", "negotiate", "ntlm"]
    func isOfUser(_ text: String) -> Bool { ofUsers.contains { text.hasPrefix($0) } }
    let challenges = headers.challenges
    let sent = authorization?.lowercased()
    if !challenges.isEmpty, challenges.allSatisfy(isOfUser), !(sent.map(isOfUser) ?? false) {
      self = .unknownUser
    } else if sent != nil {
      self = .refused
    } else {
      return nil
    }
  }
}

extension [HeaderField] {
  /// What a server wants to know of who asks, in small letters.
  fileprivate var challenges: [String] {
    filter { $0.name.lowercased() == "www-authenticate" }.map { $0.value.lowercased() }
  }
}
