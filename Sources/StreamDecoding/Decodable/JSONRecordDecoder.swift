/// Decodes JSON records to `Decodable` types, without Foundation and several times as fast.
///
/// Every rule of RFC 8259 is checked first, UTF-8 included. Whole numbers must fit their type
/// exactly, whatever way they are written (`10`, `1e1`, `10.0`); nothing is rounded. Of members with
/// the same name the last one counts, as in `JSONValue`; names are compared by their bytes.
///
/// ```swift
/// struct Row: Decodable { var id: Int; var ship: String; var load: Double? }
/// let row = try JSONRecordDecoder().decode(Row.self, from: batch.bytes[entry.payload])
/// ```
public struct JSONRecordDecoder: Sendable {
  /// What the types that are decoded find in their decoder's `userInfo`.
  public var userInfo: [CodingUserInfoKey: any Sendable] = [:]

  /// A decoder with nothing in its `userInfo`.
  public init() {}

  /// Reads `bytes` as one JSON text and as a `type`.
  @inlinable
  public func decode<T: Decodable>(
    _ type: T.Type, from bytes: UnsafeRawBufferPointer
  ) throws(JSONRecordFailure) -> T {
    var reading = try JSONReading(bytes, userInfo: userInfo)
    defer { reading.end() }
    do {
      return try T(from: reading.decoder)
    } catch {
      throw JSONRecordFailure(error)
    }
  }

  /// Reads `bytes`, for example the payload of a batch's entry, as one JSON text and as a `type`.
  @inlinable
  public func decode<T: Decodable>(
    _ type: T.Type, from bytes: ArraySlice<UInt8>
  ) throws(JSONRecordFailure) -> T {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(JSONRecordFailure) in try decode(type, from: bytes) }
    }
    return try result.get()
  }

  /// Reads `bytes` as one JSON text and as a `type`.
  @inlinable
  public func decode<T: Decodable>(
    _ type: T.Type, from bytes: [UInt8]
  ) throws(JSONRecordFailure) -> T {
    try decode(type, from: bytes[...])
  }
}

/// The tape of one record while it is decoded.
@usableFromInline
struct JSONReading: ~Copyable {
  private var tape: JSONTape

  @usableFromInline
  init(
    _ bytes: UnsafeRawBufferPointer, userInfo: [CodingUserInfoKey: any Sendable]
  ) throws(JSONRecordFailure) {
    tape = try JSONTape(bytes, userInfo: userInfo)
  }

  /// The decoder of the whole record.
  @usableFromInline
  var decoder: any Decoder { JSONElementDecoder(tape: tape, index: 0) }

  /// A type may have kept its decoder, and nobody knows how long the bytes are there.
  @usableFromInline
  mutating func end() {
    if !isKnownUniquelyReferenced(&tape) { tape.keepBytes() }
  }
}
