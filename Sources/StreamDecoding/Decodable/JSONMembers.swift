/// The members of an object, by name; the last one of a name counts.
struct JSONMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let table: JSONMemberTable

  init(tape: JSONTape, object: Int) throws {
    table = try JSONMemberTable(tape: tape, object: object)
  }

  private var tape: JSONTape { table.tape }

  var codingPath: [any CodingKey] { tape.codingPath(to: table.object) }

  var allKeys: [Key] { table.names.compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool { table.find(key.stringValue) != nil }

  @inline(__always)
  private func value(_ key: Key) throws -> Int { try table.value(key.stringValue) }

  /// The token of a value that is there and not null.
  @inline(__always)
  private func present(_ key: Key) -> Int? {
    guard let value = table.find(key.stringValue), !tape.isNull(value) else { return nil }
    return value
  }
}

extension JSONMembers {
  func decodeNil(forKey key: Key) throws -> Bool { tape.isNull(try value(key)) }

  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool {
    try tape.bool(at: try value(key))
  }
  func decode(_ type: String.Type, forKey key: Key) throws -> String {
    try tape.string(at: try value(key))
  }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try tape.double(at: try value(key))
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    try tape.float(at: try value(key))
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(key) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try integer(key) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try integer(key) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try integer(key) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try integer(key) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try integer(key) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try integer(key) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try integer(key) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try integer(key) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try integer(key) }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try tape.decode(type, at: try value(key))
  }

  @inline(__always)
  private func integer<T: FixedWidthInteger>(_ key: Key) throws -> T {
    try tape.integer(at: try value(key))
  }
}

// The standard library's own way to an optional looks the name up three times.
extension JSONMembers {
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try present(key).map(tape.bool)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try present(key).map(tape.string)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try present(key).map(tape.double)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try present(key).map(tape.integer)
  }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try present(key).map { try tape.decode(type, at: $0) }
  }
}

extension JSONMembers {
  func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try JSONElementDecoder(tape: tape, index: try value(key)).container(keyedBy: type)
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try JSONElements(tape: tape, array: try value(key))
  }

  func superDecoder(forKey key: Key) throws -> any Decoder {
    JSONElementDecoder(tape: tape, index: try value(key))
  }

  /// The member `super`, as `Codable` has it.
  func superDecoder() throws -> any Decoder {
    let members = try JSONMembers<JSONPathKey>(tape: tape, object: table.object)
    return try members.superDecoder(forKey: JSONPathKey(stringValue: "super"))
  }
}
