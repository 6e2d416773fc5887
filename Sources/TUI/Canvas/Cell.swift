/// One cell of the screen.
public struct Cell: Hashable, Sendable {
  /// One grapheme cluster that is safe to print, or "" for the right half of a wide one.
  public let text: String
  /// How it is drawn.
  public var style: CellStyle

  /// A cell showing `text`; what is not one printable cluster is replaced as `CellWidth` rules, so
  /// that no control byte can reach a terminal through a cell.
  public init(text: String, style: CellStyle = .plain) {
    self.text = text.first.flatMap { CellWidth.drawn($0)?.text } ?? ""
    self.style = style
  }

  /// For text that `CellWidth` has already judged.
  init(judged text: String, style: CellStyle) {
    self.text = text
    self.style = style
  }

  /// A space in the terminal's own colours.
  public static let blank = Cell(judged: " ", style: .plain)
}
