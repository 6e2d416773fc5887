extension Colour {
  private static let names = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// The colour of a word: `#5fd7d7`, `bright-red`, `237`; nil for anything else.
  init?(named word: String) {
    if word.hasPrefix("#") {
      let digits = word.dropFirst()
      guard digits.utf8.count == 6, digits.utf8.allSatisfy({ $0 != UInt8(ascii: "+") }),
        let number = UInt32(digits, radix: 16)
      else { return nil }
      self = .rgb(
        red: UInt8(number >> 16), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
      return
    }
    if let index = Self.names.firstIndex(of: word) {
      self = .indexed(UInt8(index))
    } else if word.hasPrefix("bright-"),
      let index = Self.names.firstIndex(of: String(word.dropFirst(7)))
    {
      self = .indexed(UInt8(index + 8))
    } else if word.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let index = UInt8(word) {
      self = .indexed(index)
    } else {
      return nil
    }
  }
}
