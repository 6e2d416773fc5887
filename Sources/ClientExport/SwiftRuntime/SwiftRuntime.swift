/// What an exported Swift file stands on: Foundation's JSON, and the library StreamClient.
enum SwiftRuntime {
  static let text = [requests, records, json].joined(separator: "\n")

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
      var encoded: (any Encodable)?
      var bytes: Data?
      var mediaType = ""

      init(_ method: String, _ template: String) {
        self.method = method
        self.template = template
      }

      func target() throws -> String {
        var target = template
        for (name, value) in path {
          let text = try JSON(value).texts.joined(separator: ",")
          guard !["", ".", ".."].contains(text) else {
            throw StreamFailure(kind: .connect, message: "no path can hold '\(text)' for \(name)")
          }
          target = target.replacingOccurrences(
            of: "{\(name):path}", with: Self.encoded(text, keeping: "-._~/"))
          target = target.replacingOccurrences(of: "{\(name)}", with: Self.encoded(text))
        }
        let pairs = try Self.pairs(query)
        return pairs.isEmpty ? target : target + "?" + pairs.joined(separator: "&")
      }

      func fields() throws -> [HeaderField] {
        var fields: [HeaderField] = []
        for (name, value) in headers {
          let texts = try value.map { try JSON($0).texts } ?? []
          if !texts.isEmpty { fields.append(HeaderField(name, texts.joined(separator: ", "))) }
        }
        let cookies = try Self.pairs(cookies)
        if !cookies.isEmpty { fields.append(HeaderField("Cookie", cookies.joined(separator: "; "))) }
        if bytes != nil || encoded != nil { fields.append(HeaderField("Content-Type", mediaType)) }
        return fields
      }

      func body() throws -> [UInt8]? {
        guard let encoded else { return bytes.map { [UInt8]($0) } }
        guard mediaType == "application/x-www-form-urlencoded",
          case .object(let members) = try JSON(encoded)
        else { return [UInt8](try JSONEncoder().encode(encoded)) }
        let pairs = try Self.pairs(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        return [UInt8](pairs.joined(separator: "&").utf8)
      }

      private static func pairs(_ values: [(String, (any Encodable)?)]) throws -> [String] {
        try values.flatMap { name, value in
          try (value.map { try JSON($0).texts } ?? []).map { encoded(name) + "=" + encoded($0) }
        }
      }

      private static func encoded(_ text: String, keeping signs: String = "-._~") -> String {
        let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        let kept = CharacterSet(charactersIn: letters + signs)
        return text.addingPercentEncoding(withAllowedCharacters: kept) ?? text
      }
    }

    extension Client {
      private func request(_ call: Call, isStream: Bool = false) throws -> StreamRequest {
        StreamRequest(
          url: baseURL + (try call.target()), method: call.method,
          headers: try call.fields() + headers, body: try call.body(), declaredAsStream: isStream,
          authorization: authorization)
      }

      /// The answer of an ordinary endpoint; a status outside 200–299 is an error.
      private func document(of call: Call, timeout: Duration) async throws -> FetchedDocument {
        let document = try await http.fetch(request(call), limit: 64 << 20, timeout: timeout)
        guard (200..<300).contains(document.status) else {
          throw StreamFailure(
            kind: .status, message: "the server answered with status \(document.status)",
            status: document.status, body: Array(document.body.prefix(1 << 16)))
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

    extension StreamOptions {
      fileprivate func reading(_ kind: KindOverride) -> StreamOptions {
        var options = self
        options.kind = options.kind ?? kind
        return options
      }

      fileprivate func ending(with data: String) -> StreamOptions {
        var options = self
        options.endData = options.endData ?? data
        return options
      }
    }

    """#

  /// The three sorts of streams.
  static let records = #"""
    /// Events, one after the other; leaving the loop closes the connection.
    struct Events<Value: Decodable & Sendable>: AsyncSequence, Sendable {
      struct Event: Sendable {
        let type: String
        let data: String
        let lastEventID: String

        /// The data, decoded.
        func value() throws -> Value { try value(as: Value.self) }

        /// The same as another type, for events that differ by their names.
        func value<Other: Decodable>(as type: Other.Type) throws -> Other {
          try JSONDecoder().decode(type, from: Data(data.utf8))
        }
      }

      struct Iterator: AsyncIteratorProtocol {
        fileprivate var records: StreamRecords.Iterator

        mutating func next() async throws -> Event? {
          while let record = try await records.next() {
            guard case .event(let event) = record else { continue }
            return Event(type: event.type, data: event.data, lastEventID: event.lastEventID)
          }
          return nil
        }
      }

      fileprivate let records: StreamRecords

      func makeAsyncIterator() -> Iterator { Iterator(records: records.makeAsyncIterator()) }
    }

    /// JSON records, decoded one after the other; leaving the loop closes the connection.
    struct Values<Value: Decodable & Sendable>: AsyncSequence, Sendable {
      struct Iterator: AsyncIteratorProtocol {
        fileprivate var records: StreamRecords.Iterator

        mutating func next() async throws -> Value? {
          while let record = try await records.next() {
            guard case .chunk(.value(let text)) = record else { continue }
            return try JSONDecoder().decode(Value.self, from: Data(text.utf8))
          }
          return nil
        }
      }

      fileprivate let records: StreamRecords

      func makeAsyncIterator() -> Iterator { Iterator(records: records.makeAsyncIterator()) }
    }

    /// Pieces of text; leaving the loop closes the connection.
    struct Texts: AsyncSequence, Sendable {
      struct Iterator: AsyncIteratorProtocol {
        fileprivate var records: StreamRecords.Iterator

        mutating func next() async throws -> String? {
          while let record = try await records.next() {
            guard case .chunk(.text(let text)) = record else { continue }
            return text
          }
          return nil
        }
      }

      fileprivate let records: StreamRecords

      func makeAsyncIterator() -> Iterator { Iterator(records: records.makeAsyncIterator()) }
    }

    """#

  /// Any JSON, and values that hold their own kind.
  static let json = #"""
    /// Any JSON.
    indirect enum JSON: Codable, Hashable, Sendable {
      case null
      case bool(Bool)
      case integer(Int)
      case number(Double)
      case string(String)
      case array([JSON])
      case object([String: JSON])

      init(_ value: any Encodable) throws {
        self = try JSONDecoder().decode(JSON.self, from: JSONEncoder().encode(value))
      }

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() { self = .null; return }
        if let value = try? container.decode(Bool.self) { self = .bool(value); return }
        if let value = try? container.decode(Int.self) { self = .integer(value); return }
        if let value = try? container.decode(Double.self) { self = .number(value); return }
        if let value = try? container.decode(String.self) { self = .string(value); return }
        if let value = try? container.decode([JSON].self) { self = .array(value); return }
        self = .object(try container.decode([String: JSON].self))
      }

      func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let value): try container.encode(value)
        case .object(let value): try container.encode(value)
        }
      }

      /// What is sent for a value: nothing for null, several for a list.
      fileprivate var texts: [String] {
        switch self {
        case .null: []
        case .bool(let value): [String(value)]
        case .integer(let value): [String(value)]
        case .number(let value): [String(value)]
        case .string(let value): [value]
        case .array(let values): values.flatMap(\.texts)
        case .object: [(try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""]
        }
      }
    }

    /// A value within a value of its own type.
    indirect enum Box<Value: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
      case box(Value)

      var value: Value {
        switch self {
        case .box(let value): value
        }
      }

      init(from decoder: any Decoder) throws { self = .box(try Value(from: decoder)) }

      func encode(to encoder: any Encoder) throws { try value.encode(to: encoder) }
    }

    """#
}
