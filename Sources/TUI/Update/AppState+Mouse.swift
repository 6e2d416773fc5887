extension AppState {
  private static let wheelStep = 3

  /// A click focuses and selects, the wheel scrolls what is under the pointer.
  mutating func take(_ event: MouseEvent) -> [Effect] {
    if event.kind == .press(.left), event.row == layout.status.row,
      let key = StatusLine.key(at: event.column, self, in: layout.status)
    {
      return take(key)
    }
    if case .code(let preview) = mode { return take(event, preview) }
    // What a line or a page stands before does not change under it.
    guard mode == .browsing else { return [] }
    guard let pane = layout.pane(column: event.column, row: event.row) else {
      if event.kind == .press(.left) { clickTab(event) }
      return []
    }
    switch event.kind {
    case .press(.left): click(event, in: pane)
    case .wheelUp: scroll(pane, by: -Self.wheelStep)
    case .wheelDown: scroll(pane, by: Self.wheelStep)
    case .press, .release, .drag: break
    }
    return []
  }

  /// In client code the wheel scrolls, and a click on a language's title chooses it.
  private mutating func take(_ event: MouseEvent, _ preview: CodePreview) -> [Effect] {
    switch event.kind {
    case .wheelUp: mode = .code(scrolled(preview, by: -Self.wheelStep))
    case .wheelDown: mode = .code(scrolled(preview, by: Self.wheelStep))
    case .press(.left):
      let rect = layout.middle
      guard layout.form != .tiny, event.row == rect.row else { return [] }
      let tabs = LanguageTabs(preview, frame: rect.columns)
      let place = Canvas.rightTitle(of: tabs.columns, in: rect)
      guard place.contains(event.column),
        let language = tabs.language(at: event.column - place.lowerBound)
      else { return [] }
      return showCode(preview, in: language)
    case .press, .release, .drag: break
    }
    return []
  }

  private mutating func click(_ event: MouseEvent, in pane: Pane) {
    if event.row == layout.panes[pane]?.row, layout.form == .compact, pane == tab {
      let tabs = PaneTabs.bottom(tab: tab, in: layout.panes[pane] ?? .none, layout)
      if let hit = tabs.pane(at: event.column, in: layout.panes[pane] ?? .none) {
        return focus(on: hit)
      }
    }
    focus(on: pane)
    if pane == .detail, let rect = layout.panes[pane], event.row == rect.row,
      let form = DetailView.form(at: event.column, in: rect, of: detailForms, layout)
    {
      detail.form = form
      return
    }
    let inner = layout.inner(pane)
    let row = event.row - inner.row
    guard row >= 0, row < inner.rows else { return }
    switch pane {
    case .endpoints:
      let before = tree.selectedEndpoint
      if tree.top + row < tree.rows.count { tree.move(to: tree.top + row) }
      if tree.selectedEndpoint != before { endpointChanged() }
      // On its sign a group folds.
      if event.column - inner.column < 2 { _ = tree.toggle() }
    case .records: select(row: row - layout.recordsHead)
    case .request, .callbacks, .detail, .rate: break
    }
  }

  private mutating func clickTab(_ event: MouseEvent) {
    guard layout.form == .single, event.row == layout.tabs.row else { return }
    if let hit = PaneTabs.all(focus: focus, width: layout.tabs.columns).pane(
      at: event.column, in: layout.tabs)
    {
      focus(on: hit)
    }
  }

  private mutating func select(row: Int) {
    let height = recordsHeight
    withStream { stream in
      let rows = stream.rows
      let target = stream.window.top(in: rows, height: height) + row
      if row >= 0, row < height, target < rows.count {
        stream.window.move(to: target, in: rows, height: height)
      }
    }
  }

  private mutating func scroll(_ pane: Pane, by delta: Int) {
    switch pane {
    case .endpoints: tree.scroll(by: delta, height: layout.inner(.endpoints).rows)
    case .records:
      let height = recordsHeight
      withStream { $0.window.scroll(by: delta, in: $0.rows, height: height) }
    case .detail: scrollDetail(by: delta)
    case .callbacks: scrollTrace(by: delta)
    case .request, .rate: break
    }
  }
}
