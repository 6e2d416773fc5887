/// Where the parts of the code preview stand. Drawing, scrolling and clicking ask the same table.
struct CodeLayout {
  /// With the border, where there is one.
  let rect: Rect
  let hasBorder: Bool
  /// What the smallest screens have in place of a border's titles.
  private(set) var head = Rect.none
  /// The numbers and the code.
  private(set) var code: Rect
  /// Tells what is missing.
  private(set) var note = Rect.none
  /// Of the line numbers.
  let digits: Int
  /// Every row of the code, shown or not.
  let rows: [CodePreview.Place]

  init(_ preview: CodePreview, _ layout: ScreenLayout) {
    rect = layout.middle
    hasBorder = layout.form != .tiny
    code = hasBorder ? rect.inner : rect
    if !hasBorder, rect.rows > 5 { head = code.cutTop(1) }
    code.column += 1
    code.columns = max(0, code.columns - 2)
    if !preview.problems.isEmpty, code.rows > 2 { note = code.cutBottom(1) }
    digits = String(preview.code.lines.count).count
    let width = code.columns - digits - 2
    rows = preview.code.lines.enumerated().flatMap { index, line in
      let parts =
        preview.code.widths[index] <= width
        ? 1 : line.map { Span($0.text, .plain) }.wrapped(toColumns: width, limit: .max).count
      return (0..<parts).map { CodePreview.Place(line: index, part: $0) }
    }
  }

  /// Cells of a row of code.
  var width: Int { max(0, code.columns - digits - 2) }

  /// The first row that may stand at the top: below it the screen is full.
  var lastTop: Int { max(0, rows.count - code.rows) }

  /// The row at the top, as an index in `rows`.
  func top(of preview: CodePreview) -> Int { min(index(of: preview.reading.top), lastTop) }

  /// The line of the row at the top.
  func firstLine(of preview: CodePreview) -> Int {
    let top = top(of: preview)
    return rows.indices.contains(top) ? rows[top].line : 0
  }

  /// The row of a place; the last one of its line where the line has fewer parts now.
  func index(of place: CodePreview.Place) -> Int {
    rows.lastIndex { ($0.line, $0.part) <= (place.line, place.part) } ?? 0
  }
}
