extension SwiftRuntime {
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

    extension JSON {
      fileprivate subscript(name: String) -> JSON? {
        if case .object(let members) = self { members[name] } else { nil }
      }

      /// FastAPI's `detail` in words: a text, or what is wrong where; never the values, which may
      /// be secret.
      fileprivate var problems: String {
        var problems = [self]
        if case .array(let elements) = self { problems = Array(elements.prefix(3)) }
        let text = problems.map(\.problem).filter { !$0.isEmpty }.joined(separator: "; ")
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(300).map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
          default: scalar
          }
        }))
      }

      private var problem: String {
        if case .string(let text) = self { return text }
        guard case .string(let said)? = self["msg"] else { return "" }
        let place = self["loc"]?.texts.joined(separator: ".") ?? ""
        return place.isEmpty ? said : place + ": " + said
      }
    }

    /// The name of any member.
    private struct MemberName: CodingKey {
      let stringValue: String
      let intValue: Int? = nil

      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    extension Decoder {
      /// The places of some types by the names that they know, those first that know the most of an
      /// object's members.
      fileprivate func ranked(_ types: [Set<String>]) -> [Int] {
        let object = try? container(keyedBy: MemberName.self)
        let names = Set((object?.allKeys ?? []).map(\.stringValue))
        let known = types.map { $0.intersection(names).count }
        return types.indices.sorted { (known[$1], $0) < (known[$0], $1) }
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
