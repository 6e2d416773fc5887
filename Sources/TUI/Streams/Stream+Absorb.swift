import RecordStore
import StreamDecoding

extension Stream {
  /// Entries of a batch whose IDs and types are measured for the columns: the newest, which show.
  private static let measured = 64
  /// Entries of a batch whose fields are measured for the user's columns, which takes longer.
  private static let fitted = 16

  /// Takes records in, as they came at `elapsed` since the program's start.
  mutating func absorb(_ batch: RecordBatch, at elapsed: Duration) {
    guard !batch.isEmpty else { return }
    // What is behind goes on with the ticks: many batches come in one frame.
    let wasExamining = isExamining
    follow(idsOf: batch, at: elapsed)
    store.append(batch, at: elapsed)
    meter.count(bytes: 0, records: tally(batch, at: elapsed), at: elapsed)
    measure(batch)
    if !wasExamining { examine() }
  }

  /// Takes note of bytes that came from the network, whatever is made of them.
  mutating func absorb(received: Int, at elapsed: Duration) {
    bytes += received
    meter.count(bytes: received, records: 0, at: elapsed)
  }

  /// Says, above the records, what the IDs tell of a connection that was made anew.
  private mutating func follow(idsOf batch: RecordBatch, at elapsed: Duration) {
    guard let first = batch.entries.first(where: { $0.kind == .event }),
      let last = batch.entries.last(where: { $0.kind == .event })
    else { return }
    defer { isAnew = false }
    // Most streams have no IDs: nothing is counted for them.
    if first.id.isEmpty, !ids.areKnown { return }
    let finding = ids.take(
      first: batch.string(first.id), last: batch.string(last.id),
      count: batch.entries.count { $0.kind == .event }, isAnew: isAnew)
    switch finding {
    case .lost(let range):
      missed += range.count
      let numbers =
        range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound)-\(range.upperBound)"
      store.appendMark("lost \(numbers), as the IDs tell", at: elapsed)
    case .nothingLost: store.appendMark("nothing lost, as the IDs tell", at: elapsed)
    case nil: break
    }
  }

  /// Counts the records that came and notes the callbacks a client gets.
  private mutating func tally(_ batch: RecordBatch, at elapsed: Duration) -> Int {
    var counted = 0
    var run = 0..<0
    for (index, entry) in batch.entries.enumerated() {
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
    records += counted
    if counted > 0 {
      if let gapStart { gaps.add(elapsed - gapStart) }
      gapStart = elapsed
      firstRecord = firstRecord ?? elapsed
      lastRecord = elapsed
    }
    if let last = batch.entries.last(where: { $0.kind == .event }) {
      lastEventID = batch.string(last.id)
    }
    return counted
  }

  private mutating func note(_ run: Range<Int>, of batch: RecordBatch, at elapsed: Duration) {
    guard let first = batch.entries[run].first else { return }
    switch first.kind {
    case .event:
      let type = first.type.isEmpty ? "message" : batch.string(first.type)
      eventCounts.count(type, by: run.count)
      trace.count("onMessage", type, by: run.count, at: elapsed)
    case .value, .text: trace.count("onChunk", "", by: run.count, at: elapsed)
    case .invalid:
      // A client's own default is to end there; the inspector shows the record and reads on.
      trace.end(with: "not valid: \(first.fault?.sentence ?? "not a JSON text")", at: elapsed)
      trace.count("onInvalidRecord", "", by: run.count, at: elapsed)
    case .comment, .discarded: break
    }
  }

  private mutating func measure(_ batch: RecordBatch) {
    for entry in batch.entries.suffix(Self.measured) where entry.kind == .event {
      let type = entry.type.isEmpty ? "message" : batch.string(entry.type)
      columns.fit(id: batch.string(entry.id), type: type)
    }
    fitTable(newest: min(batch.entries.count, Self.fitted))
  }
}
