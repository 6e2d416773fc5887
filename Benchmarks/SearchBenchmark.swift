import RecordStore
import StreamDecoding

/// What filters cost over records that are kept, whose payloads have about 200 bytes each.
struct SearchBenchmark {
  private static let size = 128 << 20

  /// Filters by the kind of work they are, each with the records it takes of a thousand.
  private static let filters = [
    ("a text that is nowhere", "zebra"), ("a text in one of a hundred", "aurora 13"),
    ("a text in all", "quay"), ("an event name", "event:tick"), ("a field", ".load > 900"),
    ("a nested field", ".position.lat < 53.2"), ("a field that is not there", ".nothing"),
    ("a pattern", "/Aurora (1[0-9]|2[0-9])\"/"),
  ]

  var report: (Measurement) -> Void

  func run() throws {
    var store = RecordStore()
    let parts = Parts(bytes: Corpus.events(.even, bytes: Self.size).bytes, size: 64 << 10)
    try parts.decode(as: .sse) { store.append(copy $0, at: .zero) }
    let bytes = store.indices.reduce(0) { $0 + store[$1].byteCount }
    for (name, source) in Self.filters {
      let question = RecordQuestion(try RecordFilter(parsing: source))
      report(
        Measurement.best(of: 5, "search: \(name)", bytes: bytes) {
          consume(Self.count(question, store))
        })
    }
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
