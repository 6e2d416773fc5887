import RecordStore
import StreamDecoding

/// What records of about 200 bytes each cost to keep, and filters over those that are kept.
struct SearchBenchmark {
  private static let size = 128 << 20
  /// A limit as a program has it that runs for long.
  private static let limit = 32 << 20

  /// Filters by the kind of work they are, each with the records it takes of a thousand.
  private static let filters = [
    ("a text that is nowhere", "zebra"), ("a text in one of a hundred", "aurora 13"),
    ("a text in all", "quay"), ("an event name", "event:tick"), ("a field", ".load > 900"),
    ("a nested field", ".position.lat < 53.2"), ("a field that is not there", ".nothing"),
    ("a pattern", "/Aurora (1[0-9]|2[0-9])\"/"),
  ]

  var report: (Measurement) -> Void

  func run() throws {
    let parts = Parts(bytes: Corpus.events(.even, bytes: Self.size).bytes, size: 64 << 10)
    let store = try kept(parts)
    let bytes = store.indices.reduce(0) { $0 + store[$1].byteCount }
    for (name, source) in Self.filters {
      let question = RecordQuestion(try RecordFilter(parsing: source))
      report(
        Measurement.best(of: 5, "search: \(name)", bytes: bytes) {
          consume(Self.count(question, store))
        })
    }
  }

  /// The records of a stream; reports what is needed to decode them, and to decode and keep them.
  private func kept(_ parts: Parts) throws -> RecordStore {
    var store = RecordStore()
    report(
      try .best(of: 3, "append: decoded and kept", bytes: parts.bytes.count) {
        store = RecordStore()
        try parts.decode(as: .sse) { store.append(copy $0, at: .zero) }
      })
    report(
      try .best(of: 3, "append: decoded", bytes: parts.bytes.count) {
        try parts.decode(as: .sse) { consume($0.entries.count) }
      })
    var atLimit = RecordStore()
    report(
      try .best(of: 3, "append: decoded and kept at a limit", bytes: parts.bytes.count) {
        try parts.decode(as: .sse) {
          atLimit.append(copy $0, at: .zero)
          while atLimit.bytesUsed > Self.limit, atLimit.dropOldest() {}
        }
      })
    report(Measurement(name: "append: records", bytes: store.indices.count, nanoseconds: 0))
    return store
  }

  /// From the newest record to the oldest, in portions as the screen looks.
  private static func count(_ question: RecordQuestion, _ store: RecordStore) -> Int {
    var reader = RecordReader(store)
    var (open, count) = (store.indices, 0)
    while !open.isEmpty {
      let answer = reader.answer(question, in: open, isBackward: true, budget: 64 << 10)
      count += answer.numbers.count
      open = open.lowerBound..<answer.examined.lowerBound
    }
    return count
  }
}
