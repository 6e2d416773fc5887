import TUI

/// How many colours a terminal shows, and the number ncurses knows a colour by.
enum ColourDepth: Hashable, Sendable {
  case none
  /// 8 colours.
  case eight
  /// 16 colours.
  case sixteen
  /// The palette of 256.
  case palette
  /// The number is the colour: 0xRRGGBB.
  case direct

  /// `colours` is what ncurses counts; 0 where there are none.
  init(colours: Int, isDirect: Bool, noColour: Bool) {
    if noColour || colours < 8 {
      self = .none
    } else if isDirect, colours >= 1 << 24 {
      self = .direct
    } else {
      self = colours >= 256 ? .palette : colours >= 16 ? .sixteen : .eight
    }
  }

  /// As far as a theme needs to know.
  var colours: Appearance.Colours {
    switch self {
    case .none: .none
    case .eight, .sixteen: .few
    case .palette, .direct: .many
    }
  }

  /// The nearest colour there is; -1 is the terminal's own.
  func number(of colour: Colour) -> Int {
    switch (colour, self) {
    case (.default, _), (_, .none): -1
    case (.indexed(let index), .direct): directNumber(index)
    case (.rgb(let red, let green, let blue), .direct):
      // The eight lowest numbers are the palette's, not shades of blue.
      max(8, Int(red) << 16 | Int(green) << 8 | Int(blue))
    case (.indexed(let index), .palette): Int(index)
    case (.rgb(let red, let green, let blue), .palette):
      Palette.nearest(to: RGB(red, green, blue), in: 16..<256)
    case (.indexed(let index), .sixteen) where index < 16: Int(index)
    case (.indexed(let index), .eight) where index < 16: Int(index) % 8
    case (.indexed(let index), .sixteen): Palette.nearest(to: Palette.colour(of: index), in: 0..<16)
    case (.indexed(let index), .eight): Palette.nearest(to: Palette.colour(of: index), in: 0..<8)
    case (.rgb(let red, let green, let blue), .sixteen):
      Palette.nearest(to: RGB(red, green, blue), in: 0..<16)
    case (.rgb(let red, let green, let blue), .eight):
      Palette.nearest(to: RGB(red, green, blue), in: 0..<8)
    }
  }

  private func directNumber(_ index: UInt8) -> Int {
    guard index >= 8 else { return Int(index) }
    let colour = Palette.colour(of: index)
    return max(8, colour.red << 16 | colour.green << 8 | colour.blue)
  }
}
