/// What changed against the pinned record, an entry a line.
struct DifferencePage: DetailPage {
  let difference: Difference
  var scroll = DetailScroll()
  let hasCursor = false

  init(_ difference: Difference, top: DetailScroll.Place) {
    self.difference = difference
    scroll.top = top
  }

  /// One more where there is something to say of the whole.
  private var total: Int { difference.entries.count + (note == nil ? 0 : 1) }

  private var note: String? {
    if difference.isTooLarge { return "records over \(Difference.largest.bytes) are not compared" }
    if difference.isCut { return "more than \(Difference.mostEntries.grouped) changes" }
    return difference.entries.isEmpty ? "nothing differs" : nil
  }

  mutating func reach(_ line: Int) -> Bool { line < total }

  mutating func next(after line: Int) -> Int? { line + 1 < total ? line + 1 : nil }

  func previous(before line: Int) -> Int? { line > 0 ? min(line, total) - 1 : nil }

  mutating func count() -> Int { total }

  func hanging(of line: Int) -> Int { 2 }

  func spans(of line: Int, _ room: DetailRoom) -> [Span] {
    let theme = room.theme
    guard line < difference.entries.count else { return [Span(note ?? "", theme.muted)] }
    let entry = difference.entries[line]
    let path = entry.path.isEmpty ? [] : [Span(entry.path + "  ", theme.syntax.key)]
    switch entry.change {
    case .added(let text):
      return [Span("+ ", theme.success)] + path + [Span(text, theme.success)]
    case .removed(let text):
      return [Span("- ", theme.error)] + path + [Span(text, theme.error)]
    case .changed(let old, let new):
      return [Span("~ ", theme.warning)] + path
        + [Span(old, theme.error), Span(" -> ", theme.muted), Span(new, theme.success)]
    }
  }
}
