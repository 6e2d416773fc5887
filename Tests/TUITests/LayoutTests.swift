import Testing

@testable import TUI

@Suite struct LayoutTests {
  private func layout(_ columns: Int, _ rows: Int, editing: Bool = false, focus: Pane = .records)
    -> ScreenLayout
  {
    ScreenLayout(
      Size(columns: columns, rows: rows),
      .init(focus: focus, tab: .detail, isFull: false, requestRows: 9, isEditing: editing))
  }

  @Test(arguments: [
    (110, 32, ScreenLayout.Form.full), (109, 32, .compact), (110, 31, .compact), (80, 24, .compact),
    (79, 24, .single), (80, 23, .single), (60, 20, .single), (59, 20, .tiny), (60, 19, .tiny),
    (20, 5, .tiny), (19, 5, .tooSmall), (20, 4, .tooSmall),
  ])
  func `the form follows from the size`(columns: Int, rows: Int, form: ScreenLayout.Form) {
    #expect(layout(columns, rows).form == form)
  }

  @Test(arguments: [false, true]) func `records keep six rows and panes never overlap`(
    editing: Bool
  ) {
    for columns in stride(from: 60, through: 240, by: 7) {
      for rows in 20...80 {
        let layout = layout(columns, rows, editing: editing, focus: editing ? .request : .records)
        if let records = layout.panes[.records] { #expect(records.inner.rows >= 6) }
        var cells = Set<[Int]>()
        for rect in layout.panes.values {
          #expect(rect.endColumn <= columns && rect.endRow <= rows)
          #expect(rect.rows >= 3)
          #expect(cells.isDisjoint(with: [[rect.column, rect.row]]))
          for (column, row) in [
            (rect.column, rect.row), (rect.endColumn - 1, rect.endRow - 1),
          ] { #expect(cells.insert([column, row]).inserted) }
        }
      }
    }
  }

  @Test(arguments: ["", "3", "6", "f", "3f", "e", "ee", "c", "?", "5?", "/x", "q"])
  func `after each key the layout is that of the next frame`(keys: String) {
    for (columns, rows) in ScreenTests.sizes {
      let program = Program()
      program.selectMetrics()
      for key in keys { program.press(.character(key)) }
      program.send(.resized(Size(columns: columns, rows: rows)))
      let layout = program.state.layout
      #expect(layout == ScreenLayout(program.state.size, layout.situation))
      #expect(layout.size == Size(columns: columns, rows: rows))
      #expect(layout.situation.focus == program.state.focus)
      #expect(layout.situation.isFull == program.state.isFull)
      #expect(layout.situation.isEditing == program.state.isEditing)
    }
  }

  @Test func `six panes fill the screen`() {
    let layout = layout(120, 36)
    let area = layout.panes.values.reduce(0) { $0 + $1.columns * $1.rows }
    #expect(layout.panes.count == 6)
    #expect(area == 120 * 34)
  }
}
