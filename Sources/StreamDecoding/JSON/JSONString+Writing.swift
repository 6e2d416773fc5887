extension JSONString {
  /// Appends `text` as a JSON string, quotes and all. Bytes that are not UTF-8 stay as they are; true
  /// where there are bytes beyond ASCII, which alone can be that.
  ///
  /// Source: RFC 8259, section 7. DEL needs no escape there, but a terminal takes it for a control
  /// character.
  @discardableResult
  public static func write(_ text: UnsafeRawBufferPointer, to output: inout [UInt8]) -> Bool {
    output.append(UInt8(ascii: "\""))
    var start = 0
    var seen: UInt8 = 0
    for index in 0..<text.count {
      let byte = text[index]
      seen |= byte
      guard isSpecial(byte) else { continue }
      output.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start..<index]))
      append(escapeOf: byte, to: &output)
      start = index + 1
    }
    output.append(contentsOf: UnsafeRawBufferPointer(rebasing: text[start...]))
    output.append(UInt8(ascii: "\""))
    return seen >= 0x80
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == 0x7F
  }

  private static func append(escapeOf byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(byte)
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0x08: output.append(UInt8(ascii: "b"))
    case 0x0C: output.append(UInt8(ascii: "f"))
    default:
      output.append(contentsOf: "u00".utf8)
      output.append(hexDigits[Int(byte >> 4)])
      output.append(hexDigits[Int(byte & 15)])
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}
