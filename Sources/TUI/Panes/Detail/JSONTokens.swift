/// The pieces of a JSON text for colouring. It takes any text: what is cut off or wrong becomes a
/// piece as well, for a view must show it.
struct JSONTokens {
  enum Kind: Hashable { case key, string, number, literal, open, close, colon, comma, other }

  struct Token: Hashable {
    var kind: Kind
    var range: Range<Int>
  }

  let bytes: [UInt8]
  private(set) var tokens: [Token] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte == 0x20 || (0x09...0x0D).contains(byte) {
        position += 1
        continue
      }
      let end = end(of: byte, from: position)
      tokens.append(Token(kind: Self.kind(byte), range: position..<end))
      if byte == UInt8(ascii: ":"), tokens.count > 1, tokens[tokens.count - 2].kind == .string {
        tokens[tokens.count - 2].kind = .key
      }
      position = end
    }
  }

  func text(_ token: Token) -> String { String(decoding: bytes[token.range], as: UTF8.self) }

  /// True if the text looks like JSON rather than prose: it begins like a container.
  static func looksLikeJSON(_ text: String) -> Bool {
    let first = text.utf8.first { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  private func end(of byte: UInt8, from start: Int) -> Int {
    switch byte {
    case UInt8(ascii: "\""): return endOfString(from: start)
    case UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: ":"), UInt8(ascii: ","):
      return start + 1
    default:
      let stop = bytes[start...].firstIndex { Self.isDelimiter($0) }
      return stop ?? bytes.count
    }
  }

  private func endOfString(from start: Int) -> Int {
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
      } else if bytes[position] == UInt8(ascii: "\"") {
        return position + 1
      } else {
        position += 1
      }
    }
    return bytes.count
  }

  private static func isDelimiter(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09...0x0D, UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: ","):
      true
    default: false
    }
  }

  private static func kind(_ byte: UInt8) -> Kind {
    switch byte {
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "{"), UInt8(ascii: "["): .open
    case UInt8(ascii: "}"), UInt8(ascii: "]"): .close
    case UInt8(ascii: ":"): .colon
    case UInt8(ascii: ","): .comma
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): .literal
    default: .other
    }
  }
}

extension Theme.Syntax {
  func style(_ kind: JSONTokens.Kind) -> CellStyle {
    switch kind {
    case .key: key
    case .string: string
    case .number: number
    case .literal: literal
    case .open, .close, .colon, .comma: punctuation
    case .other: .plain
    }
  }
}
