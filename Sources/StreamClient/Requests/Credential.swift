import WebText

/// Who asks. The closures are asked again at each connection, since a token may have expired; nil
/// sends nothing. Sent to the request's own origin only.
public struct Credential: Sendable {
  enum Place: Sendable, Hashable {
    case header(String)
    case query(String)
    case cookie(String)
  }

  let place: Place
  let value: @Sendable () async -> String?

  /// `Authorization: Bearer …`. Source: RFC 6750.
  public static func bearer(_ token: @escaping @Sendable () async -> String?) -> Credential {
    Credential(place: .header("Authorization")) { await token().map { "Bearer " + $0 } }
  }

  /// `Authorization: Basic …`. Source: RFC 7617, with UTF-8.
  public static func basic(user: String, password: String) -> Credential {
    let value = basicValue("\(user):\(password)")
    return Credential(place: .header("Authorization")) { value }
  }

  /// The value of `Authorization` for `user:password`.
  package static func basicValue(_ pair: String) -> String {
    "Basic " + Base64.text(of: Array(pair.utf8))
  }

  /// A key in a header of this name.
  public static func apiKey(
    header name: String, _ key: @escaping @Sendable () async -> String?
  ) -> Credential {
    Credential(place: .header(name), value: key)
  }

  /// A key in the query; no signal and no error shows it.
  public static func apiKey(
    query name: String, _ key: @escaping @Sendable () async -> String?
  ) -> Credential {
    Credential(place: .query(name), value: key)
  }

  /// A key in a cookie. Its requests send no cookie that a server has set.
  public static func apiKey(
    cookie name: String, _ key: @escaping @Sendable () async -> String?
  ) -> Credential {
    Credential(place: .cookie(name), value: key)
  }
}

extension StreamRequest {
  /// The request as it goes out now, and what of its URL no one may see.
  func asked() async throws(FailureFact) -> (request: StreamRequest, secrets: QuerySecrets) {
    var request = self
    var secrets = QuerySecrets(declared: secretNames)
    do {
      if let value = try await authorization?() { request.setHeader("Authorization", value) }
    } catch {
      throw .noCredentials(reason: "\(error)")
    }
    for credential in credentials {
      guard let value = await credential.value() else { continue }
      switch credential.place {
      case .header(let name): request.setHeader(name, value)
      case .query(let name):
        request.addQuery([(name, value)])
        secrets.add(name: PercentCoding.query(name), value: PercentCoding.query(value))
      case .cookie(let name):
        let others = request.headers.first("Cookie").map { $0 + "; " } ?? ""
        request.setHeader("Cookie", others + name + "=" + value)
      }
    }
    return (request, secrets)
  }

  private mutating func setHeader(_ name: String, _ value: String) {
    headers.remove(name)
    headers.append(HeaderField(name, value))
  }
}
