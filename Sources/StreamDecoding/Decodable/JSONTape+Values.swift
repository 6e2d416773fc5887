/// The values of a tape as Swift's types.
extension JSONTape {
  @inline(__always)
  func isNull(_ index: Int) -> Bool { tokens[index].kind == .null }

  @inline(__always)
  func bool(at index: Int) throws -> Bool {
    switch tokens[index].kind {
    case .true: true
    case .false: false
    default: throw mismatch(Bool.self, at: index)
    }
  }

  @inline(__always)
  func string(at index: Int) throws -> String {
    let token = tokens[index]
    guard token.kind == .string else { throw mismatch(String.self, at: index) }
    return text(of: token)
  }

  @inline(__always)
  func integer<T: FixedWidthInteger>(at index: Int) throws -> T {
    let text = try numberText(at: index, for: T.self)
    guard let value: T = JSONNumber(text).integer() else { throw misfit(T.self, at: index) }
    return value
  }

  @inline(__always)
  func double(at index: Int) throws -> Double {
    let text = try numberText(at: index, for: Double.self)
    if let value = JSONNumber(text).double() { return value }
    return try parsed(text, at: index)
  }

  /// A `Float` is read from the text too: by way of `Double` it would be rounded twice.
  @inline(__always)
  func float(at index: Int) throws -> Float {
    try parsed(try numberText(at: index, for: Float.self), at: index)
  }

  /// A value of any type; those that have a token of their own are read without a container.
  @inline(__always)
  func decode<T: Decodable>(_ type: T.Type, at index: Int) throws -> T {
    if type == String.self { return Self.same(try string(at: index)) }
    if type == Int.self { return Self.same(try integer(at: index) as Int) }
    if type == Double.self { return Self.same(try double(at: index)) }
    if type == Bool.self { return Self.same(try bool(at: index)) }
    return try T(from: JSONElementDecoder(tape: self, index: index))
  }

  /// The same value under the name that a generic function has for its type.
  @inline(__always)
  private static func same<Value, T>(_ value: Value) -> T { unsafeBitCast(value, to: T.self) }

  @inline(__always)
  private func numberText(
    at index: Int, for type: any Any.Type
  ) throws -> UnsafeRawBufferPointer {
    let token = tokens[index]
    guard token.kind == .number else { throw mismatch(type, at: index) }
    return UnsafeRawBufferPointer(rebasing: bytes[range(of: token)])
  }

  private func parsed<T: BinaryFloatingPoint & LosslessStringConvertible>(
    _ text: UnsafeRawBufferPointer, at index: Int
  ) throws -> T {
    guard let value = T(String(decoding: text, as: UTF8.self)), value.isFinite else {
      throw misfit(T.self, at: index)
    }
    return value
  }

  @inline(never)
  func mismatch(_ type: any Any.Type, at index: Int) -> DecodingError {
    failure(.mismatch(expected: "\(type)", found: tokens[index].kind), at: index)
  }

  @inline(never)
  private func misfit(_ type: any Any.Type, at index: Int) -> DecodingError {
    let number = String(decoding: bytes[range(of: tokens[index])], as: UTF8.self)
    return failure(.unrepresentable(number: number, type: "\(type)"), at: index)
  }

  private func failure(_ reason: JSONRecordFailure.Reason, at index: Int) -> DecodingError {
    JSONRecordFailure(path: path(to: index), reason: reason).asDecodingError
  }

  /// A member or element is not there.
  @inline(never)
  func missing(_ step: JSONRecordFailure.Step, in index: Int) -> DecodingError {
    JSONRecordFailure(path: path(to: index) + [step], reason: .missing).asDecodingError
  }

  func codingPath(to index: Int) -> [any CodingKey] { path(to: index).map(JSONPathKey.init) }
}
