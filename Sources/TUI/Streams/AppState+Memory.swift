import RecordStore
import StreamDecoding

extension AppState {
  /// Bytes of memory that the records of all streams take, but those on their way into a file.
  var recordBytes: Int { sum(\.bytesToLeave) }

  /// Takes the records that a stream sent since the last call, to be called before drawing.
  /// `elapsed` counts from the program's start. Records of an unknown stream are dropped.
  public mutating func absorb(
    _ batch: RecordBatch, elapsed: Duration, into id: StreamID
  ) -> [Effect] {
    let slabSize = memory.slabSize(streams: streams.count + otherRuns.count)
    let growth = withRun(id) { run in
      let before = run.store.bytesUsed
      run.store.slabSize = slabSize
      run.absorb(batch, at: elapsed)
      return run.store.bytesUsed - before
    }
    guard let growth else { return [] }
    clock.now = max(clock.now, elapsed)
    unweighed += growth
    return unweighed < memory.portion ? [] : makeRoom()
  }

  /// How often ticks have the limit looked at: each news that waited for a frame is one.
  private static let weighing = Duration.milliseconds(10)

  /// The same as `makeRoom`, at most so often that a thousand runs with news at once hold nobody up.
  mutating func makeRoomInTime() -> [Effect] {
    guard clock.now - weighed >= Self.weighing else { return [] }
    weighed = clock.now
    return makeRoom()
  }

  /// Brings the records back within the program's limits: of the stream that has most the oldest go
  /// into a file, or are dropped where there is none.
  mutating func makeRoom() -> [Effect] {
    unweighed = 0
    var effects: [Effect] = []
    while recordBytes > memory.threshold {
      let ticket = memory.fileLimit > 0 ? slabTickets : nil
      let isLess = withRunOfMost(\.bytesToLeave) { run in
        guard let ticket, let slab = run.store.leave(ticket: ticket) else {
          return run.store.dropOldest()
        }
        effects.append(.spill(slab, of: run.endpoint))
        return true
      }
      slabTickets += 1
      // Of many small runs none has records to spare.
      guard isLess || dropOldestRun() else { break }
    }
    dropSpilled()
    return effects
  }

  /// What left memory has come to the file, or hasn't.
  mutating func spilled(_ ticket: Int, of title: String, _ outcome: SpillOutcome) {
    switch outcome {
    case .written(let slab): settle(ticket, of: title, as: slab)
    case .failed(let message):
      settle(ticket, of: title, as: nil)
      // The disk is full with what is there: its oldest makes room for what comes.
      let room = max(0, spilledBytes - RecordStore.largestSlab)
      if room < memory.fileLimit, !isDiskFull { say(message, isProblem: true) }
      isDiskFull = true
      memory.fileLimit = min(memory.fileLimit, room)
    }
  }

  /// Before something is written: the file is to have room for it.
  private mutating func dropSpilled() {
    while spilledBytes + sum(\.bytesLeaving) > memory.fileLimit,
      withRunOfMost(\.bytesSpilled, { $0.store.bytesSpilled > 0 && $0.store.dropOldest() })
    {}
  }

  /// What left with a ticket left one run of its endpoint.
  private mutating func settle(_ ticket: Int, of title: String, as slab: SpilledSlab?) {
    streams[title]?.store.settle(ticket: ticket, as: slab)
    for index in otherRuns.indices where otherRuns.values[index].endpoint == title {
      otherRuns.values[index].store.settle(ticket: ticket, as: slab)
    }
  }

  private var spilledBytes: Int { sum(\.bytesSpilled) }

  private func sum(_ bytes: KeyPath<RecordStore, Int>) -> Int {
    streams.values.reduce(0) { $0 + $1.store[keyPath: bytes] }
      + otherRuns.values.reduce(0) { $0 + $1.store[keyPath: bytes] }
  }

  /// Changes the run that has most of something; false where there is none.
  private mutating func withRunOfMost(
    _ bytes: KeyPath<RecordStore, Int>, _ change: (inout Stream) -> Bool
  ) -> Bool {
    let shown = streams.indices.max {
      streams.values[$0].store[keyPath: bytes] < streams.values[$1].store[keyPath: bytes]
    }
    let other = otherRuns.indices.max {
      otherRuns.values[$0].store[keyPath: bytes] < otherRuns.values[$1].store[keyPath: bytes]
    }
    let most = shown.map { streams.values[$0].store[keyPath: bytes] } ?? -1
    if let other, otherRuns.values[other].store[keyPath: bytes] > most {
      return change(&otherRuns.values[other])
    }
    guard let shown else { return false }
    return change(&streams.values[shown])
  }
}
