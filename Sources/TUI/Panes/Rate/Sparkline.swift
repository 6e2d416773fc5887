/// A row of bars, the newest at the right.
enum Sparkline {
  /// One bar for each of the last `width` values; zero is a blank, so that silence is seen.
  static func spans(
    _ values: [Double], width: Int, _ theme: Theme, _ glyphs: Glyphs
  ) -> [Span] {
    let shown = values.suffix(width)
    // Some air above the highest bar: a steady rate shall not be a solid block.
    let highest = (shown.max() ?? 0) * 1.15
    let bars = glyphs.bars
    var spans = [Span(String(repeating: " ", count: max(0, width - shown.count)), .plain)]
    for value in shown {
      guard value > 0, highest > 0 else {
        spans.append(Span(" ", .plain))
        continue
      }
      let level = value / highest
      let bar = bars[min(bars.count - 1, Int(level * Double(bars.count)))]
      spans.append(Span(bar, theme.graph(at: level)))
    }
    return spans
  }
}
