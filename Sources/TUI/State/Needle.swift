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

  /// Asks many records whether they hold it.
  var question: RecordQuestion { RecordQuestion(search) }

  /// Whether it can stand across a name and its value, which the detail sets apart.
  var mindsLayout: Bool { text.utf8.contains { " :,/".utf8.contains($0) } }

  /// How often it stands there, at most `limit` times.
  func count(in bytes: UnsafeRawBufferPointer, limit: Int) -> Int {
    search.ranges(in: bytes, limit: limit).count
  }

  /// Where it stands, as byte offsets, at most `limit` times.
  func ranges(in text: [UInt8], limit: Int) -> [Range<Int>] {
    text.withUnsafeBytes { search.ranges(in: $0, limit: limit) }
  }
}
