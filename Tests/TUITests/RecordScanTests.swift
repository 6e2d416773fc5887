import RecordStore
import StreamDecoding
import Testing

@testable import TUI

/// Portions of a search, each as small as can be.
@Suite struct RecordScanTests {
  /// Records 0 to 99, of which every tenth has a needle; each takes a portion.
  private static func store() -> RecordStore {
    var store = RecordStore()
    for row in 0..<100 {
      var batch = RecordBatch()
      batch.add(.event, String(repeating: "a", count: 70_000) + (row % 10 == 0 ? "needle" : ""))
      store.append(batch, at: .zero)
    }
    return store
  }

  private static func step(
    _ scan: inout RecordScan, _ store: RecordStore, of others: NumberSet? = nil, from start: Int
  ) -> String {
    scan.examine(
      store, store.indices, of: others, from: start, oldest: store.indices.lowerBound,
      until: ContinuousClock.now)
    let found = (0..<scan.matches.count).map { "\(scan.matches.number(at: $0))" }
    return "\(scan.examined): " + found.joined(separator: " ")
  }

  @Test func `it goes both ways from where it began`() throws {
    let store = Self.store()
    var scan = RecordScan(try #require(Needle("needle")))
    let steps = (0..<6).map { _ in Self.step(&scan, store, from: 41) }
    #expect(
      steps == [
        "40..<41: 40", "40..<42: 40", "39..<42: 40", "39..<43: 40", "38..<43: 40", "38..<44: 40",
      ])
    #expect(!scan.isDone(with: store.indices))
    for _ in 0..<94 { _ = Self.step(&scan, store, from: 0) }
    #expect(scan.isDone(with: store.indices))
    #expect(Self.step(&scan, store, from: 0) == "0..<100: 0 10 20 30 40 50 60 70 80 90")
  }

  @Test func `from the end it goes back, and takes what is new on the way`() throws {
    var store = Self.store()
    var scan = RecordScan(try #require(Needle("needle")))
    #expect(Self.step(&scan, store, from: 100) == "99..<100: ")
    var batch = RecordBatch()
    batch.add(.event, "a needle")
    store.append(batch, at: .zero)
    #expect(Self.step(&scan, store, from: 0) == "98..<101: 100")
    for _ in 0..<8 { _ = Self.step(&scan, store, from: 0) }
    #expect(Self.step(&scan, store, from: 0) == "89..<101: 90 100")
  }

  @Test func `among the matches of a filter only those are looked at`() throws {
    let store = Self.store()
    var others = NumberSet()
    for number in [5, 10, 15, 60] { others.insert(number) }
    var scan = RecordScan(try #require(Needle("needle")))
    let steps = (0..<5).map { _ in Self.step(&scan, store, of: others, from: 12) }
    #expect(
      steps == [
        "10..<12: 10", "10..<16: 10", "5..<16: 10", "5..<61: 10 60", "0..<100: 10 60",
      ])
  }

  @Test func `what was dropped is neither looked at nor found`() throws {
    var store = Self.store()
    var scan = RecordScan(try #require(Needle("needle")))
    for _ in 0..<30 { _ = Self.step(&scan, store, from: 50) }
    store.dropOldest()
    let kept = store.indices
    try #require(kept.lowerBound > 40)
    _ = Self.step(&scan, store, from: 0)
    #expect(scan.matches.first(from: 0).map { $0 >= kept.lowerBound } == true)
    while !scan.isDone(with: kept) { _ = Self.step(&scan, store, from: 0) }
    let found = (0..<scan.matches.count).map { scan.matches.number(at: $0) }
    #expect(found == Array(kept).filter { $0 % 10 == 0 })
  }
}
