import RecordStore
import StreamDecoding

extension Stream {
  /// Entries of a batch whose IDs and types are measured for the columns: the newest, which show.
  private static let measured = 64

  /// Takes records in, as they came at `elapsed` since the program's start.
  mutating func absorb(_ batch: RecordBatch, at elapsed: Duration) {
    guard !batch.isEmpty else { return }
    store.append(batch, at: elapsed)
    let sizes = tally(batch, at: elapsed)
    meter.count(bytes: sizes.bytes, records: sizes.records, at: elapsed)
    measure(batch)
    examine()
  }

  /// Counts what came and notes the callbacks a client gets.
  private mutating func tally(
    _ batch: RecordBatch, at elapsed: Duration
  ) -> (bytes: Int, records: Int) {
    var bytes = 0
    var counted = 0
    var run = 0..<0
    for (index, entry) in batch.entries.enumerated() {
      bytes += entry.payload.count
      if entry.kind.isRecord { counted += 1 }
      if entry.kind == .invalid { invalid += 1 }
      let first = batch.entries[run.lowerBound]
      if entry.kind != first.kind || batch.bytes[entry.type] != batch.bytes[first.type] {
        note(run, of: batch, at: elapsed)
        run = index..<index
      }
      run = run.lowerBound..<index + 1
    }
    note(run, of: batch, at: elapsed)
    self.bytes += bytes
    records += counted
    if counted > 0 {
      if let lastRecord { gaps.add(elapsed - lastRecord) }
      firstRecord = firstRecord ?? elapsed
      lastRecord = elapsed
    }
    if let last = batch.entries.last(where: { $0.kind == .event }) {
      lastEventID = batch.string(last.id)
    }
    return (bytes, counted)
  }

  private mutating func note(_ run: Range<Int>, of batch: RecordBatch, at elapsed: Duration) {
    guard let first = batch.entries[run].first else { return }
    switch first.kind {
    case .event:
      let type = first.type.isEmpty ? "message" : batch.string(first.type)
      trace.count("onMessage", type, by: run.count, at: elapsed)
    case .value, .text: trace.count("onChunk", "", by: run.count, at: elapsed)
    case .invalid: trace.count("onInvalidRecord", "", by: run.count, at: elapsed, weight: .bad)
    case .comment, .discarded: break
    }
  }

  private mutating func measure(_ batch: RecordBatch) {
    for entry in batch.entries.suffix(Self.measured) where entry.kind == .event {
      columns.fit(id: batch.string(entry.id), type: batch.string(entry.type))
    }
  }
}
