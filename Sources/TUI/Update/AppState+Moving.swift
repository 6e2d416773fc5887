extension AppState {
  /// Moves in the focused pane.
  mutating func move(_ movement: Command.Movement) {
    switch movement {
    case .older: return moveRecords(.up)
    case .newer: return moveRecords(.down)
    default: break
    }
    switch focus {
    case .endpoints: moveEndpoints(movement)
    case .records: moveRecords(movement)
    case .detail: moveDetail(movement)
    case .callbacks: moveTrace(movement)
    case .request, .rate: break
    }
  }

  /// Stops the records where they are, or lets them run again.
  mutating func pause() {
    let height = recordsHeight
    withStream { stream in
      if stream.window.isFollowing {
        stream.window.pause(in: stream.rows, height: height, end: stream.store.total)
      } else {
        stream.window.follow()
      }
    }
  }

  /// Rows that a movement goes; nil for one to an end or to a side.
  func step(_ movement: Command.Movement, height: Int) -> Int? {
    switch movement {
    case .up, .older: -1
    case .down, .newer: 1
    case .halfPageUp: -max(1, height / 2)
    case .halfPageDown: max(1, height / 2)
    case .pageUp: -max(1, height - 1)
    case .pageDown: max(1, height - 1)
    case .left, .right, .toTop, .toBottom: nil
    }
  }

  private mutating func moveEndpoints(_ movement: Command.Movement) {
    let before = tree.selectedEndpoint
    let height = layout.inner(.endpoints).rows
    if let step = step(movement, height: height) { tree.move(by: step) }
    switch movement {
    case .toTop: tree.move(to: 0)
    case .toBottom: tree.move(to: .max)
    case .left: tree.left()
    case .right: tree.right()
    default: break
    }
    if tree.selectedEndpoint != before { endpointChanged() }
  }

  /// The panes are about another endpoint now.
  mutating func endpointChanged() {
    detail.top = 0
    traceTop = nil
  }

  private mutating func moveRecords(_ movement: Command.Movement) {
    let height = recordsHeight
    let step = step(movement, height: height)
    withStream { stream in
      let rows = stream.rows
      let first = rows.position(of: stream.store.indices.lowerBound)
      if let step { stream.window.move(by: step, in: rows, height: height, first: first) }
      switch movement {
      case .toTop: stream.window.move(to: first, in: rows, height: height, first: first)
      case .toBottom: stream.window.follow()
      default: break
      }
    }
    detail.top = 0
  }

  private mutating func moveDetail(_ movement: Command.Movement) {
    let inner = layout.inner(.detail)
    let text = Size(columns: inner.columns - 2, rows: inner.rows - 1)
    let last = max(0, DetailView.lineCount(self, in: text) - text.rows)
    if let step = step(movement, height: inner.rows) {
      detail.top = min(max(0, detail.top + step), last)
    }
    switch movement {
    case .toTop: detail.top = 0
    case .toBottom: detail.top = last
    case .left, .right:
      detail.form = detail.form == .json ? .raw : .json
      detail.top = 0
    default: break
    }
  }

  private mutating func moveTrace(_ movement: Command.Movement) {
    let height = layout.inner(.callbacks).rows
    let last = max(0, (stream?.trace.lines.count ?? 0) - height)
    let top = traceTop ?? last
    if let step = step(movement, height: height) {
      traceTop = min(max(0, top + step), last)
    }
    switch movement {
    case .toTop: traceTop = 0
    case .toBottom: traceTop = nil
    default: break
    }
    if let traceTop, traceTop >= last, movement != .toTop || last == 0 { self.traceTop = nil }
  }
}
