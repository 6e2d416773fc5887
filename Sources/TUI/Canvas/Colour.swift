/// A colour a terminal can show; what it cannot show, the terminal layer brings down to its nearest.
public enum Colour: Hashable, Sendable {
  /// The terminal's own foreground or background.
  case `default`
  /// One of the terminal's 256 palette entries; 0…15 follow the user's palette.
  case indexed(UInt8)
  /// 24-bit colour.
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}
