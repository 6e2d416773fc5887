import TUI

/// What a terminal answers when it is asked for its background: `11;rgb:1e1e/1e1e/1e1e`, each part of
/// one to four hexadecimal digits. Source: "XTerm Control Sequences", OSC Ps = 11; XParseColor(3).
struct BackgroundAnswer {
  /// Longest answer that is one.
  static let longest = 40

  /// Without `ESC ]` and without its closing mark.
  var bytes: [UInt8]

  /// Nil where the answer says nothing of use.
  var background: Background? {
    guard bytes.count < Self.longest, let text = String(validating: bytes, as: UTF8.self),
      text.hasPrefix("11;")
    else { return nil }
    let sides = text.dropFirst(3).split(separator: ":", omittingEmptySubsequences: false)
    guard sides.count == 2, sides[0] == "rgb" || sides[0] == "rgba" else { return nil }
    let parts = sides[1].split(separator: "/", omittingEmptySubsequences: false)
      .compactMap(Self.part)
    guard parts.count == (sides[0] == "rgb" ? 3 : 4) else { return nil }
    let colour = RGB(parts[0], parts[1], parts[2])
    // Where black text and white text can be read as well as one another.
    return colour.luminance > 0.179 ? .light : .dark
  }

  private static func part(_ digits: Substring) -> UInt8? {
    guard (1...4).contains(digits.utf8.count), digits.first != "+",
      let number = UInt32(digits, radix: 16)
    else { return nil }
    return UInt8(number * 255 / ((1 << (4 * UInt32(digits.utf8.count))) - 1))
  }
}
