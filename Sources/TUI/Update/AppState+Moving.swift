extension AppState {
  /// Moves in the focused pane.
  mutating func move(_ movement: Command.Movement) {
    if movement == .older || movement == .newer { return moveRecords(movement) }
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
      if stream.window.end == nil {
        stream.window.pause(in: stream.rows, height: height, end: stream.store.total)
      } else {
        stream.window.resume()
      }
    }
  }

  private mutating func moveEndpoints(_ movement: Command.Movement) {
    let before = tree.selectedEndpoint
    let height = layout.inner(.endpoints).rows
    switch movement.way(height: height) {
    case .rows(let rows): tree.move(by: rows)
    case .toTop: tree.move(to: 0)
    case .toBottom: tree.move(to: .max)
    case .left: tree.left()
    case .right: tree.right()
    }
    if tree.selectedEndpoint != before { endpointChanged() }
  }

  /// The panes are about another endpoint now.
  mutating func endpointChanged() {
    traceTop = nil
    seek = nil
  }

  private mutating func moveRecords(_ movement: Command.Movement) {
    if movement == .left || movement == .right { return moveSideways(right: movement == .right) }
    let height = recordsHeight
    withStream { stream in
      let rows = stream.rows
      let first = rows.position(of: stream.store.indices.lowerBound)
      switch movement.way(height: height) {
      case .rows(let step): stream.window.move(by: step, in: rows, height: height, first: first)
      case .toTop: stream.window.move(to: first, in: rows, height: height, first: first)
      case .toBottom: stream.window.follow()
      case .left, .right: break
      }
    }
  }

  private mutating func moveTrace(_ movement: Command.Movement) {
    switch movement.way(height: layout.inner(.callbacks).rows) {
    case .rows(let rows): scrollTrace(by: rows)
    case .toTop: holdTrace(at: 0)
    case .toBottom: traceTop = nil
    case .left, .right: break
    }
  }

  /// Moves the callbacks by so many lines; at their end they follow the newest again.
  mutating func scrollTrace(by delta: Int) {
    guard let stream else { return }
    let trace = TraceLayout(stream, in: layout.inner(.callbacks))
    let target = max(0, trace.top(held: traceTop) + delta)
    if target >= trace.lastTop { traceTop = nil } else { holdTrace(at: target) }
  }

  /// Keeps a line of the callbacks at the top, whatever comes.
  mutating func holdTrace(at index: Int) {
    guard let lines = stream?.trace.lines, lines.indices.contains(index) else { return }
    traceTop = lines[index].number
  }
}

extension Command.Movement {
  /// Where a movement goes in a list or a text.
  enum Way {
    case rows(Int)
    case toTop, toBottom
    case left, right
  }

  /// - Parameter height: Rows that are shown.
  func way(height: Int) -> Way {
    switch self {
    case .up, .older: .rows(-1)
    case .down, .newer: .rows(1)
    case .halfPageUp: .rows(-max(1, height / 2))
    case .halfPageDown: .rows(max(1, height / 2))
    case .pageUp: .rows(-max(1, height - 1))
    case .pageDown: .rows(max(1, height - 1))
    case .left: .left
    case .right: .right
    case .toTop: .toTop
    case .toBottom: .toBottom
    }
  }
}
