import RecordStore
import StreamDecoding

extension AppState {
  /// Bytes of memory that the records of all streams take, but those on their way into a file.
  var recordBytes: Int { streams.values.reduce(0) { $0 + $1.store.bytesToLeave } }

  /// Takes the records that a stream sent since the last call, to be called before drawing.
  /// `elapsed` counts from the program's start. Records of an unknown stream are dropped.
  public mutating func absorb(
    _ batch: RecordBatch, elapsed: Duration, into id: StreamID
  ) -> [Effect] {
    guard let title = endpointOfRun[id], let index = streams.index(forKey: title) else { return [] }
    clock.now = max(clock.now, elapsed)
    let before = streams.values[index].store.bytesUsed
    streams.values[index].store.slabSize = memory.slabSize(streams: streams.count)
    streams.values[index].absorb(batch, at: elapsed)
    unweighed += streams.values[index].store.bytesUsed - before
    return unweighed < memory.portion ? [] : makeRoom()
  }

  /// Brings the records back within the program's limits: of the stream that has most the oldest go
  /// into a file, or are dropped where there is none.
  mutating func makeRoom() -> [Effect] {
    unweighed = 0
    var effects: [Effect] = []
    while recordBytes > memory.threshold, let index = streamOfMost(\.bytesToLeave) {
      if memory.fileLimit > 0,
        let slab = streams.values[index].store.leave(ticket: slabTickets)
      {
        slabTickets += 1
        effects.append(.spill(slab, of: streams.keys[index]))
      } else if !streams.values[index].store.dropOldest() {
        break
      }
    }
    dropSpilled()
    return effects
  }

  /// What left memory has come to the file, or hasn't.
  mutating func spilled(_ ticket: Int, of title: String, _ outcome: SpillOutcome) {
    switch outcome {
    case .written(let slab): streams[title]?.store.settle(ticket: ticket, as: slab)
    case .failed(let message):
      streams[title]?.store.settle(ticket: ticket, as: nil)
      // The disk is full with what is there: its oldest makes room for what comes.
      let room = max(0, spilledBytes - RecordStore.largestSlab)
      if room < memory.fileLimit, !isDiskFull { say(message, isProblem: true) }
      isDiskFull = true
      memory.fileLimit = min(memory.fileLimit, room)
    }
  }

  /// Before something is written: the file is to have room for it.
  private mutating func dropSpilled() {
    while spilledBytes + leavingBytes > memory.fileLimit, let index = streamOfMost(\.bytesSpilled),
      streams.values[index].store.bytesSpilled > 0, streams.values[index].store.dropOldest()
    {}
  }

  private var spilledBytes: Int { streams.values.reduce(0) { $0 + $1.store.bytesSpilled } }
  private var leavingBytes: Int { streams.values.reduce(0) { $0 + $1.store.bytesLeaving } }

  private func streamOfMost(
    _ bytes: KeyPath<RecordStore, Int>
  ) -> Dictionary<String, Stream>.Index? {
    streams.indices.max {
      streams.values[$0].store[keyPath: bytes] < streams.values[$1].store[keyPath: bytes]
    }
  }
}
