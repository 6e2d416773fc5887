import RecordStore

/// The columns that the user chose for a stream's records. They only ever grow, so that rows do not
/// jump; the last one takes what is left.
struct RecordTable: Sendable {
  private static let widest = 28
  /// Bytes of a payload in which fields are looked for: each row is read anew for each frame.
  private static let scanned = 32 << 10
  private static let gap = "  "

  /// As the user typed it.
  let text: String
  private let fields: [RecordField]
  private var widths: [Int]

  /// Nil for no columns: the payload shows.
  init?(parsing text: String) throws(RecordTemplateProblem) {
    guard text.contains(where: { $0 != " " }) else { return nil }
    self.text = text
    fields = try RecordField.list(parsing: text)
    widths = fields.map { min(Self.widest, $0.name.columns) }
  }

  /// Makes room for the newest records.
  mutating func fit(_ store: RecordStore, newest: Int) {
    for number in store.indices.suffix(newest) where !store[number].isMark {
      let record = values(of: store[number], time: TimeOfDay(milliseconds: 0).text)
      for (column, field) in fields.enumerated().dropLast() where widths[column] < Self.widest {
        let text = field.text(of: record).clipped(toColumns: Self.widest, ellipsis: "")
        widths[column] = max(widths[column], text.columns)
      }
    }
  }

  /// The cells that one record takes.
  func columns(of record: StoredRecord) -> Int {
    let last = fields.last?.text(of: values(of: record, time: TimeOfDay(milliseconds: 0).text))
    return widths.dropLast().reduce(0) { $0 + $1 + Self.gap.columns }
      + String((last ?? "").prefix(600)).columns
  }

  /// The names of the columns.
  func head(_ canvas: Canvas) -> [Span] {
    row(canvas.theme.muted, canvas) { $0.name }
  }

  /// The fields of one record; what was not looked at is marked.
  func spans(_ record: StoredRecord, time: String, _ canvas: Canvas) -> [Span] {
    let values = values(of: record, time: time)
    let isWhole = record.byteCount <= Self.scanned
    return row(canvas.theme.text, canvas) { field in
      let text = field.text(of: values)
      return text.isEmpty && !isWhole ? canvas.glyphs.ellipsis : text
    }
  }

  private func values(of record: StoredRecord, time: String) -> RecordTemplate.Record {
    RecordTemplate.Record(record, time: time, limit: Self.scanned)
  }

  private func row(
    _ style: CellStyle, _ canvas: Canvas, _ text: (RecordField) -> String
  ) -> [Span] {
    let last = fields.count - 1
    return fields.enumerated().map { column, field in
      let text = text(field)
      // No line on a screen is longer.
      if column == last { return Span(String(text.prefix(600)), style) }
      let cell = text.clipped(toColumns: widths[column], ellipsis: canvas.glyphs.ellipsis)
      return Span(cell.padded(toColumns: widths[column]) + Self.gap, style)
    }
  }
}
