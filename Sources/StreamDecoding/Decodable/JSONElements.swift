/// The elements of an array, one after the other.
struct JSONElements: UnkeyedDecodingContainer {
  private let tape: JSONTape
  // Small, so that an `any UnkeyedDecodingContainer` holds it without memory of its own.
  private let arrayToken: UInt32
  /// The token of the next element.
  private var next: UInt32
  private var position: UInt32 = 0

  init(tape: JSONTape, array: Int) throws {
    guard tape.tokens[array].kind == .arrayStart else { throw tape.mismatch([Any].self, at: array) }
    self.tape = tape
    arrayToken = UInt32(truncatingIfNeeded: array)
    next = arrayToken + 1
  }

  private var array: Int { Int(arrayToken) }

  var codingPath: [any CodingKey] { tape.codingPath(to: array) }

  var count: Int? { Int(tape.tokens[array].count) }

  var currentIndex: Int { Int(position) }

  var isAtEnd: Bool { position == tape.tokens[array].count }

  /// Reads the next element; one that can't be read stays the next one.
  @inline(__always)
  private mutating func take<T>(_ read: (Int) throws -> T) throws -> T {
    guard !isAtEnd else { throw tape.missing(.index(currentIndex), in: array) }
    let value = try read(Int(next))
    next = tape.tokens[Int(next)].next
    position += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd else { throw tape.missing(.index(currentIndex), in: array) }
    guard tape.isNull(Int(next)) else { return false }
    return try take { _ in true }
  }

  mutating func decode(_ type: Bool.Type) throws -> Bool { try take(tape.bool) }
  mutating func decode(_ type: String.Type) throws -> String { try take(tape.string) }
  mutating func decode(_ type: Double.Type) throws -> Double { try take(tape.double) }
  mutating func decode(_ type: Float.Type) throws -> Float { try take(tape.float) }
  mutating func decode(_ type: Int.Type) throws -> Int { try take(tape.integer) }
  mutating func decode(_ type: Int8.Type) throws -> Int8 { try take(tape.integer) }
  mutating func decode(_ type: Int16.Type) throws -> Int16 { try take(tape.integer) }
  mutating func decode(_ type: Int32.Type) throws -> Int32 { try take(tape.integer) }
  mutating func decode(_ type: Int64.Type) throws -> Int64 { try take(tape.integer) }
  mutating func decode(_ type: UInt.Type) throws -> UInt { try take(tape.integer) }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 { try take(tape.integer) }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 { try take(tape.integer) }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 { try take(tape.integer) }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 { try take(tape.integer) }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try take { [tape] in try tape.decode(type, at: $0) }
  }

  mutating func nestedContainer<NestedKey: CodingKey>(
    keyedBy type: NestedKey.Type
  ) throws -> KeyedDecodingContainer<NestedKey> {
    try take { [tape] in try JSONElementDecoder(tape: tape, index: $0).container(keyedBy: type) }
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try take { [tape] in try JSONElements(tape: tape, array: $0) }
  }

  mutating func superDecoder() throws -> any Decoder {
    try take { [tape] in JSONElementDecoder(tape: tape, index: $0) }
  }
}
