/// Reads a request's JSON body.
struct JSONReader {
  /// Where reading stopped, in bytes.
  struct Fault: Error, Equatable {
    var offset: Int
  }

  private static let depthLimit = 64

  private let bytes: [UInt8]
  private var position = 0

  static func read(_ bytes: [UInt8]) throws(Fault) -> JSON {
    var reader = JSONReader(bytes: bytes)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.fault }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var fault: Fault { Fault(offset: position) }
  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    let wanted = text.withUTF8Buffer { Array($0) }
    guard bytes[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func value(depth: Int) throws(Fault) -> JSON {
    guard depth < Self.depthLimit else { throw fault }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return .object(try members(depth: depth))
    case UInt8(ascii: "["): return .array(try elements(depth: depth))
    case UInt8(ascii: "\""): return .string(try string())
    default:
      if take("true") { return true }
      if take("false") { return false }
      if take("null") { return nil }
      return try number()
    }
  }

  private mutating func members(depth: Int) throws(Fault) -> [JSON.Member] {
    var members: [JSON.Member] = []
    position += 1
    skipSpace()
    if take("}") { return members }
    while true {
      skipSpace()
      let name = try string()
      skipSpace()
      guard take(":") else { throw fault }
      members.append(JSON.Member(name: name, value: try value(depth: depth + 1)))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw fault }
    }
  }

  private mutating func elements(depth: Int) throws(Fault) -> [JSON] {
    var elements: [JSON] = []
    position += 1
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value(depth: depth + 1))
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw fault }
    }
  }

  private mutating func number() throws(Fault) -> JSON {
    let start = position
    while let byte = next, "+-.0123456789Ee".utf8.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if let integer = Int(text) { return .integer(integer) }
    guard let number = Double(text) else { throw Fault(offset: start) }
    return .number(number)
  }

  private mutating func string() throws(Fault) -> String {
    guard take("\"") else { throw fault }
    var text: [UInt16] = []
    var plain = position
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        text += String(decoding: bytes[plain..<position], as: UTF8.self).utf16
        position += 1
        guard byte == UInt8(ascii: "\\") else { return String(decoding: text, as: UTF16.self) }
        text.append(try escaped())
        plain = position
      case ..<0x20: throw fault
      default: position += 1
      }
    }
    throw fault
  }

  /// The UTF-16 unit of an escape; halves of a pair meet again when the string is decoded.
  private mutating func escaped() throws(Fault) -> UInt16 {
    guard let byte = next else { throw fault }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return UInt16(byte)
    case UInt8(ascii: "u"):
      let digits = String(decoding: bytes[position...].prefix(4), as: UTF8.self)
      guard digits.utf8.count == 4, let unit = UInt16(digits, radix: 16) else { throw fault }
      position += 4
      return unit
    default: throw fault
    }
  }
}
