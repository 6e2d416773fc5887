/// Draws the whole screen. The work grows with the screen, not with what is kept.
public func view(_ state: AppState) -> Frame {
  var canvas = Canvas(
    state.layout, theme: state.appearance.theme, glyphs: state.appearance.glyphs)
  canvas.draw(state)
  return canvas.frame
}

extension Canvas {
  fileprivate mutating func draw(_ state: AppState) {
    if layout.form == .tooSmall { return drawTooSmall() }
    TopLine.draw(state, in: layout.top, on: &self)
    StatusLine.draw(state, in: layout.status, on: &self)
    let middle = layout.middle
    if case .help(let top, _) = state.mode {
      return HelpView.draw(state, top: top, in: middle, on: &self)
    }
    defer {
      if case .palette(let palette) = state.mode {
        PaletteView.draw(palette, state, in: middle, on: &self)
      }
    }
    if state.catalog.endpoints.isEmpty { return StartView.draw(state, in: middle, on: &self) }
    // Code comes in one step, unless it takes so long that one wonders.
    if let preview = state.shownCode, preview.made != nil || preview.isLate(at: state.clock.now) {
      return CodeView.draw(preview, state, on: &self)
    }
    if layout.form == .single {
      let tabs = PaneTabs.all(focus: state.focus, width: layout.tabs.columns)
      write(tabs.spans(self, isFocused: true), at: tabs.start, row: 0, in: layout.tabs)
    }
    for pane in Pane.allCases {
      if let rect = layout.panes[pane] { draw(pane, state, in: rect) }
    }
  }

  private mutating func draw(_ pane: Pane, _ state: AppState, in rect: Rect) {
    switch pane {
    case .endpoints: EndpointsView.draw(state, in: rect, on: &self)
    case .request: RequestView.draw(state, in: rect, on: &self)
    case .records: RecordsView.draw(state, in: rect, on: &self)
    case .callbacks: TraceView.draw(state, in: rect, on: &self)
    case .detail: DetailView.draw(state, in: rect, on: &self)
    case .rate: RateView.draw(state, in: rect, on: &self)
    }
  }

  private mutating func drawTooSmall() {
    let all = Rect(column: 0, row: 0, columns: frame.size.columns, rows: frame.size.rows)
    let have = "\(frame.size.columns)x\(frame.size.rows)"
    write("\(have), need 20x5", theme.warning, at: 0, row: 0, in: all)
  }
}
