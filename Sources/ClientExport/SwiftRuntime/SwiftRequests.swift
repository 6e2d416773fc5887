extension SwiftRuntime {
  /// From a call to a request, and from an answer to a value.
  static let requests = #"""
    /// A request before it has a server.
    struct Call {
      let method: String
      let template: String
      var path: [(String, any Encodable)] = []
      var query: [(String, (any Encodable)?)] = []
      var headers: [(String, (any Encodable)?)] = []
      var cookies: [(String, (any Encodable)?)] = []
      /// What stands between the values of a list that is one value, by the names of the query.
      var joints: [String: String] = [:]
      var encoded: (any Encodable)?
      var bytes: Data?
      var form: MultipartForm?
      var mediaType = ""
      var credentials: [Credential?] = []

      init(_ method: String, _ template: String) {
        self.method = method
        self.template = template
      }

      func target() throws -> String {
        var target = template
        for (name, value) in path {
          let text = try JSON(value).texts.joined(separator: ",")
          target = target.replacingOccurrences(
            of: "{\(name):path}", with: try Self.place(text, keeping: "-._~/", of: name))
          target = target.replacingOccurrences(
            of: "{\(name)}", with: try Self.place(text, of: name))
        }
        let pairs = try query.flatMap { name, value in
          let texts = try Self.texts(value).map { Self.encoded($0) }
          let joined = texts.isEmpty ? nil : joints[name].map { [texts.joined(separator: $0)] }
          return (joined ?? texts).map { Self.encoded(name) + "=" + $0 }
        }
        return pairs.isEmpty ? target : target + "?" + pairs.joined(separator: "&")
      }

      /// A value as it stands in the path.
      private static func place(
        _ text: String, keeping signs: String = "-._~", of name: String
      ) throws -> String {
        let text = encoded(text, keeping: signs)
        // Every URL parser takes dots for a step up.
        let steps = text.components(separatedBy: "/").contains { [".", ".."].contains($0) }
        guard !text.isEmpty, !steps else {
          throw StreamFailure(
            kind: .connect,
            message: "the request cannot be sent: no path can hold '\(text)' as \(name)")
        }
        return text
      }

      func fields() throws -> [HeaderField] {
        var fields = try headers.flatMap { name, value in
          try Self.texts(value).map { HeaderField(name, $0) }
        }
        let cookies = try cookies.flatMap { name, value in
          try Self.texts(value).map { Self.cookieText(name) + "=" + Self.cookieText($0) }
        }
        if !cookies.isEmpty { fields.append(HeaderField("Cookie", cookies.joined(separator: "; "))) }
        if bytes != nil || encoded != nil { fields.append(HeaderField("Content-Type", mediaType)) }
        return fields
      }

      func content() throws -> RequestContent? {
        try form.map { .multipart($0) } ?? body().map { .bytes($0) }
      }

      private func body() throws -> [UInt8]? {
        guard let encoded else { return bytes.map { [UInt8]($0) } }
        guard mediaType == "application/x-www-form-urlencoded",
          case .object(let members) = try JSON(encoded)
        else { return [UInt8](try JSONEncoder().encode(encoded)) }
        let pairs = members.sorted { $0.key < $1.key }.flatMap { name, value in
          value.texts.map { Self.encoded(name) + "=" + Self.encoded($0) }
        }
        return [UInt8](pairs.joined(separator: "&").utf8)
      }

      private static func texts(_ value: (any Encodable)?) throws -> [String] {
        try value.map { try JSON($0).texts } ?? []
      }

      /// A cookie's name or value, encoded as little as can be: no backend decodes one.
      /// Source: RFC 6265, 4.1.1, "cookie-octet".
      fileprivate static func cookieText(_ text: String) -> String {
        encoded(text, keeping: "!#$%&'()*+-./:<=>?@[]^_`{|}~")
      }

      private static func encoded(_ text: String, keeping signs: String = "-._~") -> String {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        let kept = CharacterSet(charactersIn: letters + signs)
        return text.addingPercentEncoding(withAllowedCharacters: kept) ?? text
      }
    }

    extension Client {
      private func request(_ call: Call, as kinds: Set<StreamKind>? = nil) throws -> StreamRequest {
        let fields = try call.fields()
        let names = Set(fields.map { $0.name.lowercased() })
        return StreamRequest(
          url: (baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL) + (try call.target()),
          method: call.method,
          headers: fields + headers.filter { !names.contains($0.name.lowercased()) },
          content: try call.content(),
          declaredAsStream: kinds?.contains(.ndjson) == true, expectedKinds: kinds,
          authorization: authorization, credentials: call.credentials.compactMap { $0 })
      }

      /// The answer of an ordinary endpoint; a status outside 200–299 is an error.
      private func document(of call: Call, timeout: Duration) async throws -> FetchedDocument {
        let document = try await http.fetch(request(call), limit: 64 << 20, timeout: timeout)
        guard (200..<300).contains(document.status) else {
          throw StreamFailure(refused: document)
        }
        return document
      }

      private func value<Value: Decodable>(of call: Call, timeout: Duration) async throws -> Value {
        let document = try await document(of: call, timeout: timeout)
        if !document.mediaType.hasSuffix("json"),
          let text = String(decoding: document.body, as: UTF8.self) as? Value
        {
          return text
        }
        return try JSONDecoder().decode(Value.self, from: Data(document.body))
      }
    }

    extension StreamFailure {
      /// A status outside 200–299, and what FastAPI says of it.
      fileprivate init(refused document: FetchedDocument) {
        let answer = try? JSONDecoder().decode(JSON.self, from: Data(document.body))
        let said = answer?["detail"]?.problems ?? ""
        self.init(
          kind: .status,
          message: "the server answered with status \(document.status)" + (said.isEmpty ? "" : ": " + said),
          status: document.status, body: Array(document.body.prefix(1 << 16)))
        detail = try? .init(parsing: document.body)
        detail = detail?["detail"]
      }
    }

    extension Credential {
      /// A secret in a cookie.
      fileprivate static func cookie(
        _ name: String, _ secret: @escaping @Sendable () async -> String?
      ) -> Credential {
        apiKey(cookie: Call.cookieText(name)) { await secret().map(Call.cookieText) }
      }

      /// Any other `Authorization`; a user and a password, `user:password`, travel in Base64.
      fileprivate static func http(
        _ word: String, _ secret: @escaping @Sendable () async -> String?
      ) -> Credential {
        apiKey(header: "Authorization") {
          await secret().map {
            word + " " + (word == "Basic" ? Data($0.utf8).base64EncodedString() : $0)
          }
        }
      }
    }

    extension StreamOptions {
      fileprivate func ending(with data: String) -> StreamOptions {
        var options = self
        options.endData = options.endData ?? data
        return options
      }
    }

    """#
}
