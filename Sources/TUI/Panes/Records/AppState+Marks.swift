extension AppState {
  /// `m`: marks the record under the cursor, or takes its mark away.
  mutating func mark() {
    guard let number = stream?.current else { return say("there is no record to mark") }
    var isDone = false
    withStream { isDone = $0.marks.toggle(number) }
    if !isDone { say("there are \(RecordMarks.most.grouped) marks already") }
  }

  /// `'`: goes to the next mark, after the last one to the first.
  mutating func goToNextMark() {
    guard let stream, !stream.marks.numbers.isEmpty else {
      return say("nothing is marked yet: \(keys.browsing.label(of: .mark)) marks a record")
    }
    let (rows, height) = (stream.rows, recordsHeight)
    let cursor = stream.window.cursor(in: rows) ?? -1
    guard let place = stream.marks.next(after: cursor, in: rows, of: stream.store) else {
      let areGone = stream.marks.gone(from: stream.store) == stream.marks.numbers.count
      return say(
        areGone
          ? "what was marked was dropped to stay within the memory limit"
          : "no marked record is among those that show")
    }
    withStream { $0.window.move(to: place, in: rows, height: height) }
  }

  /// `h` and `l` in the records: shows what is cut off at the side.
  mutating func moveSideways(right: Bool) {
    let inner = layout.inner(.records)
    let (height, step) = (recordsHeight, max(8, inner.columns / 2))
    withStream { stream in
      guard right else {
        stream.left = max(0, stream.left - step)
        return
      }
      let rows = stream.rows
      let top = stream.window.top(in: rows, height: height)
      let records = (top..<max(top, min(rows.count, top + height)))
        .compactMap { stream.record(rows.number(at: $0)) }
      // A cell takes a byte at least: past the longest record there is nothing.
      let longest = records.map { stream.table?.columns(of: $0) ?? $0.byteCount }.max() ?? 0
      let seen = stream.left + max(8, inner.columns - RecordLayout.mostBeside)
      if seen < longest, stream.left + step < RecordLayout.mostColumns {
        stream.left += step
      }
    }
  }
}
