/// The decoder of one value of a record.
struct JSONElementDecoder: Decoder {
  let tape: JSONTape
  /// The value's token.
  let index: Int

  var codingPath: [any CodingKey] { tape.codingPath(to: index) }

  var userInfo: [CodingUserInfoKey: Any] { tape.userInfo }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(try JSONMembers<Key>(tape: tape, object: index))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try JSONElements(tape: tape, array: index)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }
}

extension JSONElementDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { tape.isNull(index) }
  func decode(_ type: Bool.Type) throws -> Bool { try tape.bool(at: index) }
  func decode(_ type: String.Type) throws -> String { try tape.string(at: index) }
  func decode(_ type: Double.Type) throws -> Double { try tape.double(at: index) }
  func decode(_ type: Float.Type) throws -> Float { try tape.float(at: index) }
  func decode(_ type: Int.Type) throws -> Int { try tape.integer(at: index) }
  func decode(_ type: Int8.Type) throws -> Int8 { try tape.integer(at: index) }
  func decode(_ type: Int16.Type) throws -> Int16 { try tape.integer(at: index) }
  func decode(_ type: Int32.Type) throws -> Int32 { try tape.integer(at: index) }
  func decode(_ type: Int64.Type) throws -> Int64 { try tape.integer(at: index) }
  func decode(_ type: UInt.Type) throws -> UInt { try tape.integer(at: index) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try tape.integer(at: index) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try tape.integer(at: index) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try tape.integer(at: index) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try tape.integer(at: index) }

  func decode<T: Decodable>(_ type: T.Type) throws -> T { try tape.decode(type, at: index) }
}
