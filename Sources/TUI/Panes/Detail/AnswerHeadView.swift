/// The head of the answer that the records came with: status, version, headers, connection.
enum AnswerHeadView {
  /// The detail's forms that there is something to show in.
  static func forms(of state: AppState) -> [DetailOptions.Form] {
    let hasHead = state.stream.map { !$0.head.isEmpty } == true
    return DetailOptions.Form.allCases.filter { $0 != .head || hasHead }
  }

  /// Whether the detail shows the head now.
  static func isOn(in state: AppState) -> Bool {
    state.detail.form == .head && forms(of: state).contains(.head)
  }

  /// The lines, wrapped to a width.
  static func lines(_ state: AppState, _ width: Int) -> [[Span]] {
    let theme = state.appearance.theme
    return (state.stream?.head ?? []).enumerated().flatMap { index, line -> [[Span]] in
      let colon = index == 0 ? nil : line.firstRange(of: ": ")
      let spans =
        colon.map {
          [
            Span(String(line[..<$0.upperBound]), theme.muted),
            Span(String(line[$0.upperBound...]), theme.text),
          ]
        } ?? [Span(line, index == 0 ? theme.accent : theme.muted)]
      return spans.wrapped(toColumns: width)
    }
  }

  static func draw(_ state: AppState, in inner: Rect, on canvas: inout Canvas) {
    var area = inner
    area.column += 1
    area.columns = max(0, area.columns - 2)
    let lines = lines(state, area.columns)
    let top = min(state.detail.top, max(0, lines.count - area.rows))
    for row in 0..<max(0, min(area.rows, lines.count - top)) {
      canvas.write(lines[top + row], at: 0, row: row, in: area)
    }
  }
}
