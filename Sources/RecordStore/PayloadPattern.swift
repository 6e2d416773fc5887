import Synchronization

/// A regular expression for payloads.
final class PayloadPattern: Sendable {
  /// A longer payload is matched in its first bytes only: the time a pattern takes can grow
  /// much faster than the text.
  private static let searchedBytes = 64 << 10

  // `Regex` is not Sendable; a filter is.
  private let regex: Mutex<Regex<AnyRegexOutput>>

  /// Reads `/pattern/` or `/pattern/i`.
  init(parsing text: String) throws(RecordFilterProblem) {
    let body = text.dropFirst()
    guard let end = body.lastIndex(of: "/") else { throw .unfinishedPattern }
    let pattern = String(body[..<end])
    let flags = body[body.index(after: end)...]
    guard flags.isEmpty || flags == "i" else { throw .unfinishedPattern }
    guard !pattern.isEmpty, let regex = try? Regex(pattern) else { throw .badPattern(pattern) }
    self.regex = Mutex(regex.ignoresCase(flags == "i"))
  }

  func matches(_ record: StoredRecord) -> Bool {
    let payload = record.payloadString(limit: Self.searchedBytes)
    return regex.withLock { regex in
      (try? regex.firstMatch(in: payload)).flatMap { $0 } != nil
    }
  }
}
