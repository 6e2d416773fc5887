import RecordStore
import StreamDecoding

/// The columns of the records list, as they fit its width.
struct RecordLayout {
  /// Payload text drawn of one record: no line on a screen is longer.
  private static let longestLine = 600

  private let showsArrival: Bool
  private let showsGap: Bool
  private let numberWidth: Int
  private let typeWidth: Int
  /// The first column shows event IDs, or record numbers where there are no IDs.
  private let showsIDs: Bool
  private let width: Int

  /// The time column goes first, then the gap, then the number; the payload is cut last.
  init(_ stream: Stream, _ state: AppState, width: Int) {
    self.width = width
    showsIDs = stream.columns.id > 0
    let number = showsIDs ? stream.columns.id : max(3, String(stream.store.total).count)
    typeWidth = width < 36 ? 0 : min(stream.columns.type, width / 5)
    showsArrival = state.times.showsArrival && (width >= 76 || !state.times.showsGap && width >= 50)
    showsGap = state.times.showsGap && width >= 44
    numberWidth = width < 30 ? 0 : min(number, width / 5)
  }

  /// One row, without the cell of the cursor.
  func spans(
    _ number: Int, _ record: StoredRecord?, _ state: AppState, _ canvas: Canvas
  ) -> [Span] {
    let theme = canvas.theme
    guard let record else {
      return [Span("#\(number) was dropped to stay within the memory limit", theme.muted)]
    }
    var spans: [Span] = []
    if showsArrival {
      spans.append(Span(state.clock.timeOfDay(at: record.arrival).text + " ", theme.muted))
    }
    if showsGap {
      let gap = record.gap?.gap ?? ""
      spans.append(Span(gap.leftPadded(toColumns: 7) + "  ", theme.muted))
    }
    if record.kind == .mark { return spans + mark(record, canvas) }
    if numberWidth > 0 {
      let text = showsIDs ? record.id : String(number)
      let shown = text.clipped(toColumns: numberWidth, ellipsis: canvas.glyphs.ellipsis)
      spans.append(Span(shown.leftPadded(toColumns: numberWidth) + " ", theme.muted))
    }
    if typeWidth > 0 {
      let type = record.type.clipped(toColumns: typeWidth, ellipsis: canvas.glyphs.ellipsis)
      spans.append(Span(type.padded(toColumns: typeWidth) + " ", theme.accent))
    }
    return spans + [Span(" ", theme.text)] + payload(record, state, canvas)
  }

  private func mark(_ record: StoredRecord, _ canvas: Canvas) -> [Span] {
    let line = canvas.glyphs.dash + canvas.glyphs.dash
    let text = record.payloadString(limit: Self.longestLine)
    return [Span("\(line) \(text) \(line)", canvas.theme.warning)]
  }

  private func payload(_ record: StoredRecord, _ state: AppState, _ canvas: Canvas) -> [Span] {
    let theme = canvas.theme
    var text = record.payloadString(limit: min(Self.longestLine, width * 4))
    if state.showsInvisibles { text = text.showingInvisibles }
    switch record.kind {
    case .event, .value, .text: return JSONText.line(text, theme, inList: true)
    case .comment: return [Span(": " + text, theme.muted)]
    case .discarded:
      return [Span(record.discard?.sentence(of: text) ?? text, theme.muted)]
    case .invalid:
      let reason = record.fault?.sentence ?? "invalid"
      // The text as well as the reason shall be seen; the detail has all of both.
      let beginning = text.clipped(toColumns: max(8, width / 3), ellipsis: canvas.glyphs.ellipsis)
      return [
        Span(canvas.glyphs.cross + " ", theme.error), Span(beginning, theme.text),
        Span("  " + reason, theme.error),
      ]
    case .mark: return []
    }
  }
}

extension String {
  func leftPadded(toColumns columns: Int) -> String {
    String(repeating: " ", count: Swift.max(0, columns - self.columns)) + self
  }

  /// Spaces as dots, and what has no width as a sign. Control characters always show.
  var showingInvisibles: String {
    String(
      map { character -> Character in
        if character == " " { return "·" }
        return CellWidth.columns(of: character) == 0 ? "␦" : character
      })
  }
}
