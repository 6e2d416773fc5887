import TUI

/// ncurses' names of keys, `KEY_UP` or, for xterm's keys with modifiers, `kUP5`.
enum KeyNames {
  /// The key of that name; nil where the program has no use for it. Modifiers on the movement keys
  /// are dropped: Ctrl-Up is Up.
  static func key(named name: String) -> Key? {
    if let key = keys[name] { return key }
    if let number = functionNumber(of: name) { return .function(number) }
    // Source: the extended capabilities of terminfo(5), "kUP5": the digit tells the modifiers.
    guard let last = name.last, last.isNumber else { return nil }
    return modified[String(name.dropLast())]
  }

  private static func functionNumber(of name: String) -> Int? {
    guard name.hasPrefix("KEY_F("), name.hasSuffix(")") else { return nil }
    return Int(name.dropFirst(6).dropLast())
  }

  private static let keys: [String: Key] = [
    "KEY_UP": .up, "KEY_DOWN": .down, "KEY_LEFT": .left, "KEY_RIGHT": .right,
    "KEY_SR": .up, "KEY_SF": .down, "KEY_SLEFT": .left, "KEY_SRIGHT": .right,
    "KEY_HOME": .home, "KEY_END": .end, "KEY_SHOME": .home, "KEY_SEND": .end,
    "KEY_FIND": .home, "KEY_SELECT": .end, "KEY_A1": .home, "KEY_C1": .end,
    "KEY_PPAGE": .pageUp, "KEY_NPAGE": .pageDown, "KEY_A3": .pageUp, "KEY_C3": .pageDown,
    "KEY_SPREVIOUS": .pageUp, "KEY_SNEXT": .pageDown,
    "KEY_IC": .insert, "KEY_SIC": .insert, "KEY_DC": .delete, "KEY_SDC": .delete,
    "KEY_BACKSPACE": .backspace, "KEY_BTAB": .backTab, "KEY_ENTER": .enter,
  ]

  private static let modified: [String: Key] = [
    "kUP": .up, "kDN": .down, "kLFT": .left, "kRIT": .right, "kHOM": .home, "kEND": .end,
    "kPRV": .pageUp, "kNXT": .pageDown, "kIC": .insert, "kDC": .delete,
  ]
}
