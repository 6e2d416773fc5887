import StreamDecoding
import Testing

@testable import RecordStore

@Suite struct RecordStoreTests {
  /// A record as one line, in the shape a person sees.
  private func line(_ record: StoredRecord) -> String {
    let gap = record.gap.map { "+\($0)" } ?? "-"
    let type = record.type.isEmpty ? "" : " \(record.type)"
    let id = record.id.isEmpty ? "" : " id=\(record.id)"
    let fault = record.fault.map { " (\($0.sentence))" } ?? ""
    return "\(record.number) \(record.arrival) \(gap) \(record.kind)\(type)\(id)"
      + " \(record.payloadString())\(fault)"
  }

  private func lines(_ store: RecordStore) -> [String] { store.indices.map { line(store[$0]) } }

  @Test func `records and marks come back in the order they came`() throws {
    var store = RecordStore()
    store.append(try batch("event: tick\nid: 1\ndata: a\n\ndata: b\n\n"), at: .seconds(1))
    store.appendMark("── reconnected after 1.0 s ──", at: .seconds(2))
    store.append(try batch(": hi\ndata:\n\n"), at: .seconds(3.5))
    store.append(try batch("{oops\n7\n", .ndjson), at: .seconds(3.5))
    #expect(
      lines(store) == [
        "0 1.0 seconds - event tick id=1 a",
        "1 1.0 seconds +0.0 seconds event message id=1 b",
        "2 2.0 seconds - mark ── reconnected after 1.0 s ──",
        "3 3.5 seconds +2.5 seconds comment  hi",
        "4 3.5 seconds +0.0 seconds event message ",
        "5 3.5 seconds +0.0 seconds invalid {oops (expected a member name in double quotes"
          + " or the end of the object at byte 1)",
        "6 3.5 seconds +0.0 seconds value 7",
      ])
    #expect(store[2].isMark)
    #expect(store.total == 7)
    #expect(store.evicted == 0)
  }

  @Test func `the oldest go a slab at a time, are counted, and numbers stay`() throws {
    var store = RecordStore(slabSize: 8 << 10)
    for number in 0..<5000 {
      store.append(try batch("data: record \(number)\n\n"), at: .milliseconds(number))
    }
    while store.bytesUsed > 64 << 10 { store.dropOldest() }
    #expect(store.total == 5000)
    #expect(store.evicted > 0)
    #expect(store.indices == store.evicted..<5000)
    #expect(store.bytesUsed > 48 << 10)
    for number in store.indices {
      #expect(store[number].payloadString() == "record \(number)")
      #expect(store[number].arrival == .milliseconds(number))
      #expect(store[number].gap == .milliseconds(1))
    }
  }

  @Test func `the newest record stays, however large`() throws {
    var store = RecordStore(slabSize: 1 << 10)
    let large = String(repeating: "x", count: 50_000)
    store.append(try batch("data: a\n\ndata: \(large)\n\n"), at: .zero)
    while store.dropOldest() {}
    #expect(store.indices == 1..<2)
    #expect(store[1].byteCount == 50_000)
    store.append(try batch("data: b\n\n"), at: .zero)
    while store.dropOldest() {}
    #expect(store.indices == 2..<3)
  }

  @Test func `events that share a long ID have it once a slab, and each shows it`() throws {
    var store = RecordStore()
    let id = String(repeating: "i", count: 1 << 20)
    store.append(
      try batch("id: \(id)\n" + String(repeating: "data: x\n\n", count: 2000)), at: .zero)
    #expect(store.indices == 0..<2000)
    #expect(store.bytesUsed < 2 << 20)
    #expect(store[0].id == id)
    #expect(store[1999].id == id)
    #expect(store[1999].payloadString() == "x")
    store.append(try batch("id: 2\ndata: y\n\n"), at: .zero)
    #expect(store[2000].id == "2")
  }

  @Test func `memory of records that are gone is the next ones', and counts until then`() throws {
    var store = RecordStore(slabSize: 1 << 20)
    let data = "data: \(String(repeating: "x", count: 200))\n\n"
    let many = try batch(String(repeating: data, count: 1000))
    var (most, places) = (0, Set<Int>())
    for _ in 0..<200 {
      store.append(many, at: .zero)
      while store.bytesUsed > 4 << 20, store.dropOldest() {}
      most = max(most, store.bytesUsed)
      places.insert(
        store[store.total - 1].withBytes { Int(bitPattern: $0.payload.baseAddress) } >> 20)
    }
    #expect(most <= 4 << 20)
    // 45 slabs' worth has come. As many as there are at a time, each perhaps over two megabytes.
    #expect(places.count <= 12)
  }

  @Test func `who still reads a slab that is dropped reads on what it held`() throws {
    var store = RecordStore(slabSize: 1 << 10)
    let first = try batch("data: first\n\n" + String(repeating: "data: 0123456789\n\n", count: 100))
    store.append(first, at: .zero)
    let record = store[0]
    while store.dropOldest() {}
    for _ in 0..<20 { store.append(first, at: .zero) }
    #expect(record.payloadString() == "first")
  }

  @Test func `a quiet stream takes little memory`() throws {
    var store = RecordStore()
    store.append(try batch("data: a\n\n"), at: .zero)
    #expect(store.bytesUsed < 1000)
  }

  @Test func `two hundred bytes of data take less than 240`() throws {
    var store = RecordStore()
    let data = "data: \(String(repeating: "x", count: 200))\n\n"
    let many = try batch(String(repeating: data, count: 1000))
    for second in 0..<100 { store.append(many, at: .seconds(second)) }
    #expect(store.bytesUsed / 100_000 < 240)
  }

  @Test func `a text is cut between characters`() throws {
    var store = RecordStore()
    store.append(try batch("data: aé€😀\n\n"), at: .zero)
    let cuts = (0...10).map { store[0].payloadString(limit: $0) }
    #expect(cuts == ["", "a", "a", "aé", "aé", "aé", "aé€", "aé€", "aé€", "aé€", "aé€😀"])
    #expect(store[0].payloadString(limit: -1) == "")
  }
}
