#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A colour by its parts, 0…255 each.
struct RGB: Hashable, Sendable {
  var red: Int
  var green: Int
  var blue: Int

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = Int(red)
    self.green = Int(green)
    self.blue = Int(blue)
  }

  /// Squared, weighted as the eye weighs them: green most, blue least.
  func distance(to other: RGB) -> Int {
    let (red, green, blue) = (red - other.red, green - other.green, blue - other.blue)
    return 3 * red * red + 6 * green * green + blue * blue
  }

  /// How light it is to the eye, 0 to 1. Source: WCAG 2.2, relative luminance.
  var luminance: Double {
    0.2126 * Self.linear(red) + 0.7152 * Self.linear(green) + 0.0722 * Self.linear(blue)
  }

  private static func linear(_ part: Int) -> Double {
    let value = Double(part) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}

/// The colours of xterm's palette. The first sixteen are only what they are by default: users
/// change them, so nothing is brought down to them where the other 240 are there.
/// Source: xterm's 256colres.h.
enum Palette {
  static func colour(of index: UInt8) -> RGB { colours[Int(index)] }

  static func nearest(to colour: RGB, in range: Range<Int>) -> Int {
    range.min { colours[$0].distance(to: colour) < colours[$1].distance(to: colour) } ?? 0
  }

  private static let colours: [RGB] = named + cube + greys

  private static let named: [RGB] = [
    RGB(0, 0, 0), RGB(205, 0, 0), RGB(0, 205, 0), RGB(205, 205, 0),
    RGB(0, 0, 238), RGB(205, 0, 205), RGB(0, 205, 205), RGB(229, 229, 229),
    RGB(127, 127, 127), RGB(255, 0, 0), RGB(0, 255, 0), RGB(255, 255, 0),
    RGB(92, 92, 255), RGB(255, 0, 255), RGB(0, 255, 255), RGB(255, 255, 255),
  ]

  private static let steps: [UInt8] = [0, 95, 135, 175, 215, 255]

  private static let cube: [RGB] = steps.flatMap { red in
    steps.flatMap { green in steps.map { blue in RGB(red, green, blue) } }
  }

  private static let greys: [RGB] = (0..<24).map { step in
    let level = UInt8(8 + 10 * step)
    return RGB(level, level, level)
  }
}
