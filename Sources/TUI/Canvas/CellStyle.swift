/// How a cell is drawn.
public struct CellStyle: Hashable, Sendable {
  /// The colour of the text.
  public var foreground: Colour
  /// The colour behind the text.
  public var background: Colour
  /// Heavier, or brighter where the terminal has no bold face.
  public var bold: Bool
  /// Fainter.
  public var dim: Bool
  /// Underlined.
  public var underline: Bool
  /// Foreground and background exchanged.
  public var reverse: Bool
  /// Slanted, where the terminal can.
  public var italic: Bool

  /// A style; without arguments the terminal's own.
  public init(
    foreground: Colour = .default, background: Colour = .default, bold: Bool = false,
    dim: Bool = false, underline: Bool = false, reverse: Bool = false, italic: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.reverse = reverse
    self.italic = italic
  }

  /// The terminal's own foreground on its own background.
  public static let plain = CellStyle()
}
