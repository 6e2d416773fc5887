/// A row of pane titles of which one is on. Drawing and clicking ask the same table.
struct PaneTabs {
  let panes: [Pane]
  let on: Pane
  /// Cells before the first title.
  let start: Int
  /// Cells between two titles.
  var gap = 2
  /// Whether the longest title is a shorter word.
  var isShort = false

  /// Where titles and the detail's forms don't fit they are shorter words, for none is cut.
  static func areShort(in rect: Rect, _ layout: ScreenLayout) -> Bool {
    rect.columns < (layout.form == .compact ? 64 : 43)
  }

  /// The tabs in the title of the compact form's last pane.
  static func bottom(tab: Pane, in rect: Rect, _ layout: ScreenLayout) -> PaneTabs {
    let isShort = areShort(in: rect, layout)
    return PaneTabs(
      panes: [.detail, .rate, .callbacks], on: tab, start: 3, gap: isShort ? 1 : 2,
      isShort: isShort)
  }

  /// The row of the form with one pane at a time.
  static func all(focus: Pane, width: Int) -> PaneTabs {
    PaneTabs(panes: Pane.allCases, on: focus, start: 1, gap: width < 64 ? 1 : 2)
  }

  /// The titles of the compact form's last pane, without the number that the border draws.
  static func titles(_ state: AppState, in rect: Rect, _ canvas: Canvas) -> [Span] {
    let tabs = bottom(tab: state.tab, in: rect, canvas.layout)
    return tabs.spans(canvas, isFocused: tabs.panes.contains(state.focus))
  }

  private func words(_ pane: Pane) -> String {
    "\(pane.rawValue) \(isShort && pane == .callbacks ? "Calls" : pane.title)"
  }

  func spans(_ canvas: Canvas, isFocused: Bool) -> [Span] {
    var spans: [Span] = []
    for (index, pane) in panes.enumerated() {
      if index > 0 { spans.append(Span(String(repeating: " ", count: gap), canvas.theme.border)) }
      var style = canvas.theme.muted
      if pane == on {
        style = canvas.heading(isFocused)
        // The one that is on is told by more than colour.
        style.underline = true
      }
      spans.append(Span(words(pane), style))
    }
    return spans
  }

  /// The pane whose title stands at a column of the screen.
  func pane(at column: Int, in rect: Rect) -> Pane? {
    var left = rect.column + start
    for pane in panes {
      let right = left + words(pane).columns
      if (left..<right).contains(column) { return pane }
      left = right + gap
    }
    return nil
  }
}
