/// What is put on the screen for the text of one cell: one cell or two, each a base character with
/// its combining marks.
///
/// ncurses asks the C library how wide a character is, and places everything after it by the answer. Where
/// that answer is not the width the screen was laid out with (new emoji, joined emoji, flags), a
/// simpler text of the right width stands in, so that nothing on the line moves.
struct CellGlyphs: Equatable {
  /// Unicode scalars, one list for each cell that is written.
  var cells: [[UInt32]]

  private static let space: UInt32 = 0x20
  private static let replacement: UInt32 = 0xFFFD

  /// `width` is 1 or 2; `widthOf` is the C library's opinion; `limit` the longest list for a cell.
  init(_ text: String, width: Int, limit: Int, widthOf: (UInt32) -> Int) {
    let scalars = text.unicodeScalars
    guard let base = scalars.first else {
      cells = Array(repeating: [Self.space], count: width)
      return
    }
    if width == 2, let letters = Self.flagLetters(scalars) {
      cells = letters.map { [$0] }
      return
    }
    let baseWidth = Self.isControl(base) ? -1 : widthOf(base.value)
    if baseWidth == width {
      cells = [Self.marked(scalars, limit: limit, widthOf: widthOf)]
    } else if baseWidth == 1 {
      cells = [Self.marked(scalars, limit: limit, widthOf: widthOf), [Self.space]]
    } else {
      cells = [[Self.replacement]] + Array(repeating: [Self.space], count: width - 1)
    }
  }

  /// The base and those of its followers that take no room; joiners and emoji selectors would make
  /// the terminal choose a width of its own.
  private static func marked(
    _ scalars: String.UnicodeScalarView, limit: Int, widthOf: (UInt32) -> Int
  ) -> [UInt32] {
    var kept: [UInt32] = []
    for scalar in scalars {
      if kept.count == limit || isControl(scalar) { break }
      if kept.isEmpty {
        kept.append(scalar.value)
      } else if isJoiner(scalar) || widthOf(scalar.value) != 0 {
        break
      } else {
        kept.append(scalar.value)
      }
    }
    return kept
  }

  /// 🇩🇪 is two regional indicators; terminals disagree about their width, nobody about "DE".
  private static func flagLetters(_ scalars: String.UnicodeScalarView) -> [UInt32]? {
    let values = scalars.map(\.value)
    guard values.count == 2, values.allSatisfy({ (0x1F1E6...0x1F1FF).contains($0) }) else {
      return nil
    }
    return values.map { $0 - 0x1F1E6 + 0x41 }
  }

  private static func isJoiner(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x200D || (0xFE00...0xFE0F).contains(scalar.value)
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
  }
}
