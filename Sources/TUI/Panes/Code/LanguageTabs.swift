import ClientExport

/// The titles of the languages around the one that is shown, as many as there is room for. Drawing
/// and clicking ask the same table.
struct LanguageTabs {
  private static let gap = 2

  let current: ExportLanguage
  private let shown: Range<Int>

  /// - Parameter room: In columns.
  init(_ current: ExportLanguage, room: Int) {
    self.current = current
    let widths = ExportLanguage.allCases.map { $0.title.count + Self.gap }
    let start = ExportLanguage.allCases.firstIndex(of: current) ?? 0
    var shown = start..<(start + 1)
    var left = room - widths[start] - 6
    // Those that come next are worth more than those just left.
    while shown.upperBound < widths.count, widths[shown.upperBound] <= left {
      left -= widths[shown.upperBound]
      shown = shown.lowerBound..<(shown.upperBound + 1)
    }
    while shown.lowerBound > 0, widths[shown.lowerBound - 1] <= left {
      left -= widths[shown.lowerBound - 1]
      shown = (shown.lowerBound - 1)..<shown.upperBound
    }
    self.shown = shown
  }

  /// The tabs in a frame of so many columns.
  init(_ preview: CodePreview, frame: Int) {
    // The frame takes its corners, and a gap between the two titles.
    self.init(preview.language, room: frame - 10 - min(preview.endpoint.columns + 6, 30))
  }

  func spans(_ canvas: Canvas) -> [Span] {
    let all = ExportLanguage.allCases
    var spans = shown.lowerBound > 0 ? [Span(canvas.glyphs.ellipsis, canvas.theme.border)] : []
    for language in all[shown] {
      if !spans.isEmpty { spans.append(Span("  ", canvas.theme.border)) }
      var style = canvas.theme.muted
      if language == current {
        style = canvas.theme.accent
        style.underline = true
      }
      spans.append(Span(language.title, style))
    }
    guard shown.upperBound < all.count else { return spans }
    return spans + [Span("  " + canvas.glyphs.ellipsis, canvas.theme.border)]
  }

  /// The language whose title stands at a column of the tabs, the next one at an ellipsis.
  func language(at column: Int) -> ExportLanguage? {
    let all = ExportLanguage.allCases
    var left = 0
    if shown.lowerBound > 0 {
      if column == 0 { return all[shown.lowerBound - 1] }
      left = 1 + Self.gap
    }
    for language in all[shown] {
      let right = left + language.title.count
      if (left..<right).contains(column) { return language }
      left = right + Self.gap
    }
    return column == left && shown.upperBound < all.count ? all[shown.upperBound] : nil
  }

  /// Cells of all titles.
  var columns: Int {
    let titles = ExportLanguage.allCases[shown].map(\.title.count)
    let ends =
      (shown.lowerBound > 0 ? 1 : 0) + (shown.upperBound < ExportLanguage.allCases.count ? 1 : 0)
    return titles.reduce(0, +) + ends + Self.gap * (titles.count + ends - 1)
  }
}
