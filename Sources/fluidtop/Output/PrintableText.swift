import TUI

/// Text from the network, made safe to print on a terminal: every control character, escape and
/// direction mark is drawn as a symbol, as it is on the screen of the terminal UI.
enum PrintableText {
  /// Tabs stay: they move the cursor forward and nothing else.
  static func harmless(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x09 }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for character in text {
      if character == "\t" {
        result.append(character)
      } else if let drawn = CellWidth.drawn(character) {
        result += drawn.text
      }
    }
    return result
  }

  /// Whole lines: what ends a line still does; everything else is as in `harmless`.
  static func harmless(lines bytes: [UInt8]) -> [UInt8] {
    if bytes.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A || $0 == 0x09 }) { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      result.append(contentsOf: harmless(String(decoding: rest[..<end], as: UTF8.self)).utf8)
      result.append(0x0A)
      rest = rest[(end + 1)...]
    }
    result.append(contentsOf: harmless(String(decoding: rest, as: UTF8.self)).utf8)
    return result
  }
}
