/// Reads a JSON5 text: JSON with comments, trailing commas, names without quotes, single quotes and
/// numbers as ECMAScript writes them. Source: spec.json5.org.
public struct JSON5Reader {
  private static let deepest = 32

  private let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var depth = 0

  /// The value that a text is.
  public static func value(of bytes: [UInt8]) throws(JSON5Problem) -> JSON5Value {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw JSON5Problem(line: 1, reason: "is not UTF-8")
    }
    var reader = JSON5Reader(bytes: bytes)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { reader.position = 3 }
    let value = try reader.value()
    try reader.skipSpace()
    guard reader.next == nil else { throw reader.problem("something stands behind the value") }
    return value
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private func problem(_ reason: String) -> JSON5Problem {
    JSON5Problem(line: line, reason: next == nil ? "ends too early: " + reason : reason)
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    position += 1
    return true
  }

  // MARK: Space

  private mutating func skipSpace() throws(JSON5Problem) {
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        position += 1
      case 0x20, 0x09, 0x0B, 0x0C, 0x0D: position += 1
      case 0xC2 where bytes[position...].starts(with: [0xC2, 0xA0]): position += 2
      case UInt8(ascii: "/"): try skipComment()
      default: return
      }
    }
  }

  private mutating func skipComment() throws(JSON5Problem) {
    let start = line
    position += 1
    if take(UInt8(ascii: "/")) {
      while let byte = next, byte != UInt8(ascii: "\n") { position += 1 }
      return
    }
    guard take(UInt8(ascii: "*")) else { throw problem("a comment begins with // or /*") }
    while next != nil {
      if bytes[position...].starts(with: [UInt8(ascii: "*"), UInt8(ascii: "/")]) {
        position += 2
        return
      }
      if next == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
    throw JSON5Problem(line: start, reason: "the comment that begins here has no */")
  }

  // MARK: Values

  private mutating func value() throws(JSON5Problem) -> JSON5Value {
    try skipSpace()
    let start = line
    guard let byte = next else { throw problem("a value is missing") }
    switch byte {
    case UInt8(ascii: "{"): return JSON5Value(.object(try members()), line: start)
    case UInt8(ascii: "["): return JSON5Value(.array(try elements()), line: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return JSON5Value(.string(try string()), line: start)
    default: return JSON5Value(try word(), line: start)
    }
  }

  /// Whoever wrote that deep did not write it by hand.
  private mutating func goDeeper() throws(JSON5Problem) {
    position += 1
    depth += 1
    guard depth <= Self.deepest else { throw problem("is nested too deeply") }
  }

  private mutating func members() throws(JSON5Problem) -> [JSON5Member] {
    try goDeeper()
    defer { depth -= 1 }
    var members: [JSON5Member] = []
    while true {
      try skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      let start = line
      let name = try name()
      guard !members.contains(where: { $0.name == name }) else {
        throw JSON5Problem(line: start, key: name.shortened, reason: "stands here a second time")
      }
      try skipSpace()
      guard take(UInt8(ascii: ":")) else {
        throw problem("a colon is missing behind \(name.shortened)")
      }
      members.append(JSON5Member(name: name, line: start, value: try value()))
      try skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      guard next == UInt8(ascii: "}") else {
        throw problem("a comma or } is missing behind \(name.shortened)")
      }
    }
  }

  private mutating func elements() throws(JSON5Problem) -> [JSON5Value] {
    try goDeeper()
    defer { depth -= 1 }
    var elements: [JSON5Value] = []
    while true {
      try skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      elements.append(try value())
      try skipSpace()
      if take(UInt8(ascii: ",")) { continue }
      guard next == UInt8(ascii: "]") else { throw problem("a comma or ] is missing") }
    }
  }

  private mutating func name() throws(JSON5Problem) -> String {
    if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return try string() }
    let name = bareWord()
    guard let first = name.unicodeScalars.first, !("0"..."9").contains(first) else {
      throw problem("a name is missing")
    }
    return name
  }

  /// Letters, digits, `_`, `$` and all that is not ASCII; also the signs of numbers.
  private mutating func bareWord(_ others: String = "") -> String {
    let start = position
    while let byte = next {
      let scalar = Unicode.Scalar(byte)
      let isLetter = byte >= 0x80 || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      guard
        isLetter || "_$".unicodeScalars.contains(scalar) || others.unicodeScalars.contains(scalar)
      else { break }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func word() throws(JSON5Problem) -> JSON5Value.Content {
    let text = bareWord("+-.")
    switch text {
    case "null": return .null
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "": throw problem("a value is missing")
    default: break
    }
    guard let number = Double(json5: text) else {
      throw JSON5Problem(
        line: line, reason: "\(text.shortened) is no value; a text stands in quotes")
    }
    return .number(number)
  }
}

extension JSON5Reader {
  // MARK: Strings

  private mutating func string() throws(JSON5Problem) -> String {
    let quote = bytes[position]
    let start = line
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      position += 1
      switch byte {
      case quote: return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        throw JSON5Problem(line: start, reason: "the text that begins here has no closing quote")
      default: text.append(byte)
      }
    }
    throw JSON5Problem(line: start, reason: "the text that begins here has no closing quote")
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSON5Problem) {
    guard let byte = next else { throw problem("a text is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "v"): text.append(0x0B)
    case UInt8(ascii: "0"): text.append(0x00)
    case UInt8(ascii: "x"): text += Array(String(try scalar(digits: 2)).utf8)
    case UInt8(ascii: "u"): text += Array(String(try scalar(digits: 4)).utf8)
    case UInt8(ascii: "\r"):
      _ = take(UInt8(ascii: "\n"))
      line += 1
    case UInt8(ascii: "\n"): line += 1
    default: text.append(byte)
    }
  }

  /// A character by its number; two halves of one outside the basic plane are joined.
  private mutating func scalar(digits: Int) throws(JSON5Problem) -> Unicode.Scalar {
    let first = try hexadecimal(digits)
    if let scalar = Unicode.Scalar(first) { return scalar }
    if (0xD800..<0xDC00).contains(first),
      bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    {
      position += 2
      let second = try hexadecimal(4)
      if (0xDC00..<0xE000).contains(second) {
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
      }
    }
    return "\u{FFFD}"
  }

  private mutating func hexadecimal(_ count: Int) throws(JSON5Problem) -> UInt32 {
    let digits = bytes[position...].prefix(count)
    guard digits.count == count,
      let number = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw problem("\\x needs two hexadecimal digits, and \\u four") }
    position += count
    return number
  }
}

extension String {
  /// As much of a name as a sentence bears, without what controls a terminal or turns a line around.
  fileprivate var shortened: String {
    var text = UnicodeScalarView()
    for scalar in unicodeScalars.prefix(40) {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: text.append("?")
      default: text.append(scalar)
      }
    }
    return String(text)
  }
}
