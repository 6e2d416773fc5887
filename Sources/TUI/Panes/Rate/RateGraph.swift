/// Values over time as an area, the newest at the right: of dots, two values a cell, or in ASCII.
struct RateGraph {
  /// The values that are shown.
  let values: [Double]
  /// What reaches the top: the largest of them, unless more is told beside the graph.
  let peak: Double
  private let size: Size
  private let glyphs: Glyphs
  /// Dots or cells that a value is wide.
  private let stretch: Int

  /// As many of the latest values as a rectangle of this size shows.
  init(_ all: [Double], top: Double = 0, in size: Size, _ glyphs: Glyphs) {
    let columns = size.columns * (glyphs.hasDots ? 2 : 1)
    stretch = max(1, columns / max(1, all.count))
    values = Array(all.suffix(columns / stretch))
    peak = max(values.max() ?? 0, top)
    self.size = size
    self.glyphs = glyphs
  }

  /// The rows from the top; what is high has another colour than what is low.
  func rows(_ theme: Theme) -> [[Span]] {
    let columns = size.columns * (glyphs.hasDots ? 2 : 1)
    let shown = values.flatMap { Array(repeating: $0, count: stretch) }
    let bars = Array(repeating: 0, count: max(0, columns - shown.count)) + shown
    let steps = glyphs.hasDots ? 4 : glyphs.bars.count
    let heights = bars.map { value in
      // Little is something.
      value > 0 ? max(1, Int((value / peak * Double(size.rows * steps)).rounded())) : 0
    }
    return (0..<size.rows).map { row in
      let below = (size.rows - 1 - row) * steps
      let parts = heights.map { min(max(0, $0 - below), steps) }
      let cells =
        glyphs.hasDots ? Self.dots(parts) : parts.map { $0 == 0 ? " " : glyphs.bars[$0 - 1] }
      let style = theme.graph(at: Double(size.rows - row) / Double(size.rows + 1))
      return [Span(cells.joined(), style)]
    }
  }

  /// Dots of the left and of the right column, from none to four, from the bottom.
  /// Source: Unicode, Braille Patterns: U+2800 and a bit for each dot.
  private static let left: [UInt32] = [0, 0x40, 0x44, 0x46, 0x47]
  private static let right: [UInt32] = [0, 0x80, 0xA0, 0xB0, 0xB8]

  private static func dots(_ parts: [Int]) -> [String] {
    stride(from: 0, to: parts.count - 1, by: 2).map { index in
      let dots = left[parts[index]] | right[parts[index + 1]]
      return dots == 0 ? " " : Unicode.Scalar(0x2800 + dots).map { String($0) } ?? " "
    }
  }
}
