import ScriptedServers
import StreamDecoding
import Testing

@testable import RecordStore

@Suite struct SpilledRecordsTests {
  private let file = MemoryFile()

  /// Records as a person sees them.
  private func lines(_ store: RecordStore) -> [String] {
    var reader = RecordReader(store)
    return store.indices.map { number in
      let record = reader.record(number)
      let gap = record.gap.map { "+\($0)" } ?? "-"
      let remark =
        record.fault.map { " (\($0.sentence))" } ?? record.discard.map { " (\($0.reason))" }
      return "\(record.number) \(record.arrival) \(gap) \(record.kind) \(record.type)"
        + " id=\(record.id) \(record.payloadString())\(remark ?? "")"
    }
  }

  /// Every kind of record there is, several slabs of it.
  private func manySlabs() throws -> RecordStore {
    var store = RecordStore(slabSize: 1 << 10)
    for round in 0..<50 {
      store.append(
        try batch(
          "event: tick\nid: \(round)\ndata: a\(round)\n\ndata: é\n\n: hi\nnonsense\ndata:\n\n"),
        at: .milliseconds(round * 10))
      store.appendMark("── reconnected after 1.0 s ──", at: .milliseconds(round * 10 + 2))
      store.append(try batch("{oops\n7\n", .ndjson), at: .milliseconds(round * 10 + 4))
    }
    return store
  }

  private func spill(_ store: inout RecordStore, most: Int = .max) {
    var ticket = 0
    while ticket < most, let slab = store.leave(ticket: ticket) {
      store.settle(ticket: ticket, as: file.write(slab))
      ticket += 1
    }
  }

  @Test(arguments: [1, 2, 7, .max])
  func `what left memory is read again as it was`(slabs: Int) throws {
    var store = try manySlabs()
    let (before, used) = (lines(store), store.bytesUsed)
    spill(&store, most: slabs)
    #expect(lines(store) == before)
    #expect(store.evicted == 0)
    #expect(store.bytesUsed < used)
    #expect(store.bytesSpilled == file.bytesWanted)
  }

  @Test func `while it is written memory has it, and it counts as leaving`() throws {
    var store = try manySlabs()
    let (before, used) = (lines(store), store.bytesUsed)
    let leaving = store.leave(ticket: 1)
    let slab = try #require(leaving)
    #expect(store.bytesUsed == used)
    #expect(store.bytesToLeave == used - store.bytesLeaving)
    #expect(store.bytesLeaving > 900)
    #expect(lines(store) == before)
    store.settle(ticket: 1, as: file.write(slab))
    #expect(store.bytesLeaving == 0)
    #expect(lines(store) == before)
  }

  @Test func `what could not be written stays, and may leave later`() throws {
    var store = try manySlabs()
    let before = lines(store)
    let both = [store.leave(ticket: 1), store.leave(ticket: 2)]
    let second = try #require(both[1])
    store.settle(ticket: 1, as: nil)
    store.settle(ticket: 2, as: file.write(second))
    #expect(store.bytesLeaving == 0)
    #expect(lines(store) == before)
    spill(&store)
    #expect(lines(store) == before)
  }

  @Test func `records that come are appended behind those that left`() throws {
    var store = try manySlabs()
    spill(&store)
    store.append(try batch("id: 99\ndata: new\n\n"), at: .seconds(1))
    #expect(lines(store).last?.hasSuffix("event message id=99 new") == true)
    #expect(lines(store).count == store.total)
  }

  @Test func `the room of what is dropped is free again`() throws {
    var store = try manySlabs()
    spill(&store)
    while store.dropOldest() {}
    #expect(store.bytesSpilled == file.bytesWanted)
    #expect(store.indices.count < 20)
    store = RecordStore()
    #expect(file.bytesWanted == 0)
  }

  @Test func `in the place of records that can't be read again a line says so`() throws {
    var store = try manySlabs()
    spill(&store, most: 1)
    file.breakDown()
    #expect(store[0].isMark)
    #expect(store[0].payloadString() == "this record can't be read again from the disk")
    #expect(store[store.total - 1].payloadString() == "7")
  }

  @Test func `news of a ticket that nobody knows changes nothing`() throws {
    var store = try manySlabs()
    let leaving = store.leave(ticket: 1)
    let slab = try #require(leaving)
    while store.dropOldest() {}
    let (before, spilled) = (lines(store), store.bytesSpilled)
    store.settle(ticket: 1, as: file.write(slab))
    #expect(lines(store) == before)
    #expect(store.bytesSpilled == spilled)
    #expect(store.bytesLeaving == 0)
    #expect(file.bytesWanted == 0)
  }
}
