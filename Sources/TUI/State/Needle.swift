import RecordStore

/// What is to be found: a text, or a regular expression between slashes.
struct Needle: Sendable {
  /// As the user typed it.
  let text: String
  private let search: RecordSearch

  /// Nil for an empty text, which is nowhere.
  init?(parsing text: String) throws(RecordFilterProblem) {
    guard !text.isEmpty else { return nil }
    search = try RecordSearch(parsing: text)
    self.text = text
  }

  /// Nil also for what can't be read.
  init?(_ text: String) {
    guard let needle = try? Needle(parsing: text) else { return nil }
    self = needle
  }

  /// Whether a record holds it; nil where nobody knows.
  func verdict(on record: StoredRecord) -> Bool? { search.verdict(on: record) }

  /// Where it stands, as byte offsets, at most `limit` times.
  func ranges(in text: [UInt8], limit: Int) -> [Range<Int>] {
    text.withUnsafeBytes { search.ranges(in: $0, limit: limit) }
  }
}
