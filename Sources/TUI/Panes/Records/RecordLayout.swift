import RecordStore
import StreamDecoding

/// The columns of the records list, as they fit its width.
struct RecordLayout {
  /// Payload text drawn of one record: no line on a screen is longer.
  private static let longestLine = 600
  /// As far as one can look sideways; the detail has the rest.
  static let mostColumns = 4000

  /// Cells that times and borders take beside what moves sideways.
  static let mostBeside = 26

  private let showsArrival: Bool
  private let showsGap: Bool
  private let numberWidth: Int
  private let typeWidth: Int
  /// The first column shows event IDs, or record numbers where there are no IDs.
  private let showsIDs: Bool
  private let width: Int
  private let table: RecordTable?
  /// Cells that are moved out at the left.
  private let left: Int

  /// The time column goes first, then the gap, then the number; the payload is cut last.
  init(_ stream: Stream, _ state: AppState, width: Int) {
    self.width = width
    table = stream.table
    left = stream.left
    showsIDs = stream.columns.id > 0
    let number = showsIDs ? stream.columns.id : max(3, String(stream.store.total).count)
    typeWidth = width < 36 ? 0 : min(stream.columns.type, width / 5)
    showsArrival = state.times.showsArrival && (width >= 76 || !state.times.showsGap && width >= 50)
    showsGap = state.times.showsGap && width >= 44
    numberWidth = width < 30 ? 0 : min(number, width / 5)
  }

  /// The names of the user's columns, above them.
  func head(_ canvas: Canvas) -> [Span] {
    let times = (showsArrival ? 13 : 0) + (showsGap ? 9 : 0)
    return [Span(String(repeating: " ", count: times), canvas.theme.muted)]
      + (table?.head(canvas) ?? []).dropping(columns: left)
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
    if let table, record.kind.hasFields {
      let time = state.clock.timeOfDay(at: record.arrival).text
      return spans + table.spans(record, time: time, canvas).dropping(columns: left)
    }
    if numberWidth > 0 {
      let text = showsIDs ? record.id : String(number)
      let shown = text.clipped(toColumns: numberWidth, ellipsis: canvas.glyphs.ellipsis)
      spans.append(Span(shown.leftPadded(toColumns: numberWidth) + " ", theme.muted))
    }
    if typeWidth > 0 {
      let type = record.type.clipped(toColumns: typeWidth, ellipsis: canvas.glyphs.ellipsis)
      spans.append(Span(type.padded(toColumns: typeWidth) + " ", theme.accent))
    }
    let edge = left > 0 ? Span(canvas.glyphs.ellipsis, theme.muted) : Span(" ", theme.text)
    return spans + [edge] + payload(record, state, canvas).dropping(columns: left)
  }

  private func mark(_ record: StoredRecord, _ canvas: Canvas) -> [Span] {
    let line = canvas.glyphs.dash + canvas.glyphs.dash
    let text = record.payloadString(limit: Self.longestLine)
    return [Span("\(line) \(text) \(line)", canvas.theme.warning)]
  }

  private func payload(_ record: StoredRecord, _ state: AppState, _ canvas: Canvas) -> [Span] {
    let theme = canvas.theme
    var text = record.payloadString(limit: min(Self.longestLine, width * 4) + left * 4)
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

extension StoredRecord.Kind {
  /// Whether it is what the stream is about, rather than a remark on it.
  fileprivate var hasFields: Bool {
    switch self {
    case .event, .value, .text: true
    case .comment, .invalid, .discarded, .mark: false
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
