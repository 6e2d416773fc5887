/// Which part of the screen each pane has. It follows from the size and from what is focused, and
/// from nothing else. After each action it is worked out once, for the next frame and for what the
/// next action points at.
struct ScreenLayout: Hashable, Sendable {
  /// How much of the program fits.
  enum Form: Hashable, Sendable {
    /// Six panes: from 110x32.
    case full
    /// The request folded, detail, rate and callbacks as tabs: from 80x24.
    case compact
    /// One pane at a time under a row of tabs: from 60x20.
    case single
    /// The focused pane and the state line.
    case tiny
    /// A line that says so: below 20x5.
    case tooSmall
  }

  /// What the layout depends on besides the size.
  struct Situation: Hashable, Sendable {
    var focus: Pane
    /// The last of detail, rate and callbacks that had the focus.
    var tab: Pane
    var isFull: Bool
    /// Lines the request pane needs; while the form is filled in, it gets them.
    var requestRows: Int
    var isEditing: Bool
    /// Cells in which the list of endpoints shows all of its paths.
    var listColumns = 0
    /// Whether the records have columns of the user's, with names above them.
    var hasColumns = false
  }

  static let fewestRecords = 6

  let size: Size
  let situation: Situation
  let form: Form
  private(set) var top = Rect.none
  private(set) var tabs = Rect.none
  private(set) var status = Rect.none
  /// All between the top line and the state line: the place of the help and of client code.
  private(set) var middle = Rect.none
  /// Panes that are on the screen, borders included.
  private(set) var panes: [Pane: Rect] = [:]

  init(_ size: Size, _ situation: Situation) {
    self.size = size
    self.situation = situation
    form = Self.form(for: size)
    var rest = Rect(column: 0, row: 0, columns: size.columns, rows: size.rows)
    if form == .tooSmall { return }
    status = rest.cutBottom(1)
    middle = rest
    if form == .tiny {
      panes = [situation.focus: rest]
      return
    }
    top = rest.cutTop(1)
    middle = rest
    if form == .single { tabs = rest.cutTop(1) }
    if situation.isFull {
      panes = [situation.focus: rest]
      return
    }
    switch form {
    case .full: placeSix(in: rest, situation)
    case .compact: placeCompact(in: rest, situation)
    case .single: placeSingle(in: rest, situation)
    case .tiny, .tooSmall: break
    }
  }

  /// The pane's rectangle without its border; in the smallest form there is none.
  func inner(_ pane: Pane) -> Rect {
    guard let rect = panes[pane] else { return .none }
    return form == .tiny ? rect : rect.inner
  }

  /// Rows of records that the records pane shows; the line below them tells how the stream is.
  var recordsHeight: Int {
    let rows = inner(.records).rows
    return max(1, (rows >= 4 ? rows - 1 : rows) - recordsHead)
  }

  /// Rows above the records, for the names of columns.
  var recordsHead: Int { situation.hasColumns && inner(.records).rows >= 4 ? 1 : 0 }

  /// The pane at a place on the screen.
  func pane(column: Int, row: Int) -> Pane? {
    panes.first { $0.value.contains(column: column, row: row) }?.key
  }

  private static func form(for size: Size) -> Form {
    switch (size.columns, size.rows) {
    case (110..., 32...): .full
    case (80..., 24...): .compact
    case (60..., 20...): .single
    case (20..., 5...): .tiny
    default: .tooSmall
    }
  }

  /// As many as the paths take, so far as the records keep room for their columns.
  private static func listColumns(_ wanted: Int, of columns: Int) -> Int {
    let usual = min(44, max(32, columns * 27 / 100))
    return max(usual, min(wanted, columns - fewestBesideList))
  }

  /// With these the records show their times, and the rate pane its figures.
  private static let fewestBesideList = 80

  private mutating func placeSix(in area: Rect, _ situation: Situation) {
    var right = area
    var left = right.cutLeft(Self.listColumns(situation.listColumns, of: area.columns))
    panes[.callbacks] = left.cutBottom(min(16, max(7, area.rows * 27 / 100)))
    panes[.endpoints] = left
    let wanted = situation.isEditing ? situation.requestRows + 2 : 7
    let records = Self.fewestRecords + 2
    var bottom = max(8, area.rows * 38 / 100)
    // The form may take the room of the bottom panes, but not that of the records.
    if right.rows - wanted - records < bottom { bottom = max(5, right.rows - wanted - records) }
    var low = right.cutBottom(bottom)
    panes[.request] = right.cutTop(min(wanted, right.rows - records))
    panes[.records] = right
    panes[.rate] = low.cutRight(min(44, max(36, low.columns * 45 / 100)))
    panes[.detail] = low
  }

  private mutating func placeCompact(in area: Rect, _ situation: Situation) {
    var right = area
    panes[.endpoints] = right.cutLeft(min(36, max(28, area.columns * 32 / 100)))
    let records = Self.fewestRecords + 2
    if situation.isEditing {
      panes[.request] = right.cutTop(min(situation.requestRows + 2, right.rows - records))
    } else {
      panes[.request] = right.cutTop(3)
      panes[situation.tab] = right.cutBottom(
        min(max(7, area.rows * 36 / 100), right.rows - records))
    }
    panes[.records] = right
  }

  private mutating func placeSingle(in area: Rect, _ situation: Situation) {
    var area = area
    if situation.focus == .records {
      panes[.detail] = area.cutBottom(min(max(6, area.rows * 36 / 100), area.rows - 8))
    }
    panes[situation.focus] = area
  }
}
