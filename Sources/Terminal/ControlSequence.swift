import TUI

/// A key as terminals without a good description send it: `ESC [`, numbers, a final byte.
/// Source: ECMA-48 5.4; the meanings are xterm's ("XTerm Control Sequences", PC-style keys).
struct ControlSequence {
  /// The bytes after `ESC [`, final byte included.
  var bytes: [UInt8]

  /// Nil for a sequence that is no key of ours: it is dropped whole, never typed into a field.
  var key: Key? {
    guard let final = bytes.last else { return nil }
    if final == UInt8(ascii: "~") { return numbered }
    return Self.letters[final]
  }

  private var numbered: Key? {
    let digits = bytes.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return Self.numbers[number]
  }

  private static let letters: [UInt8: Key] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right,
    UInt8(ascii: "D"): .left, UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end,
    UInt8(ascii: "Z"): .backTab, UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2),
    UInt8(ascii: "R"): .function(3), UInt8(ascii: "S"): .function(4), UInt8(ascii: "M"): .enter,
  ]

  private static let numbers: [Int: Key] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
    17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
    23: .function(11), 24: .function(12),
  ]
}
