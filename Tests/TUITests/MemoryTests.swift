import RecordStore
import ScriptedServers
import StreamDecoding
import Testing

@testable import TUI

/// One limit for all records of the program.
@Suite struct MemoryTests {
  private func batch(_ numbers: Range<Int>, of size: Int = 200) -> RecordBatch {
    var batch = RecordBatch()
    for number in numbers {
      batch.add(
        .event, "record \(number) " + String(repeating: "x", count: size), type: "", id: "")
    }
    return batch
  }

  /// A program with two feeds, the one loud, the other quiet.
  private func twoFeeds(_ memory: RecordMemory) -> Program {
    let program = Program(memory: memory)
    program.openMetrics()
    program.absorb(batch(0..<50))
    program.select("/logs/tail")
    program.press(.enter)
    program.news(.opened(status: 200, mediaType: "text/plain"), of: 2)
    return program
  }

  @Test func `the feed that has most gives room, whichever is fed`() {
    let program = twoFeeds(RecordMemory(limit: 100_000, fileLimit: 0))
    for round in 0..<100 { program.absorb(batch(round * 20..<round * 20 + 20), of: 2) }
    #expect(program.state.recordBytes <= 112_500)
    #expect((program.state.stream?.store.evicted ?? 0) > 1000)
    #expect(program.line(with: "k dropped") != nil)
    program.selectMetrics()
    #expect(program.state.stream?.store.evicted == 0)
    #expect(program.line(with: "record 49 xxx") != nil)
  }

  @Test func `older records go to the disk, none is dropped, and all can be looked at`() {
    let program = Program(memory: RecordMemory(limit: 50_000))
    program.openMetrics()
    for round in 0..<100 {
      program.wait(.milliseconds(33))
      program.absorb(batch(round * 20..<round * 20 + 20))
    }
    program.wait(.milliseconds(33))
    #expect(program.state.recordBytes <= 50_000)
    #expect(program.state.stream?.store.evicted == 0)
    #expect(program.line(with: "2,000 records") != nil)
    program.press(.character("3"), .character("g"))
    #expect(program.line(with: "record 0 xxx") != nil)
    program.press(.character("6"), .character("f"))
    #expect(program.line(with: " on disk")?.contains("of 50.0 KB") == true)
    #expect(program.line(with: " on disk")?.contains("0 dropped") == true)
  }

  @Test func `a filter looks at what is on the disk as well`() {
    let program = Program(memory: RecordMemory(limit: 50_000))
    program.openMetrics()
    for round in 0..<100 { program.absorb(batch(round * 20..<round * 20 + 20)) }
    program.press(.character("3"), .character("&"))
    program.type("record 17 ")
    program.press(.enter)
    for _ in 0..<100 { program.wait(.milliseconds(33)) }
    #expect(program.line(with: "1 match") != nil)
    #expect(program.line(with: "record 17 xxx") != nil)
  }

  @Test func `a disk that takes nothing is named once, and the oldest are dropped`() {
    let program = Program(memory: RecordMemory(limit: 50_000))
    program.diskRoom = 0
    program.openMetrics()
    for round in 0..<100 {
      program.wait(.milliseconds(33))
      program.absorb(batch(round * 20..<round * 20 + 20))
    }
    #expect(program.line(with: "No space left") != nil)
    program.wait(.milliseconds(33))
    #expect(program.state.recordBytes <= 50_000)
    #expect((program.state.stream?.store.evicted ?? 0) > 1500)
  }

  @Test func `a disk that becomes full keeps what it has, and its oldest makes room`() {
    let program = Program(memory: RecordMemory(limit: 8 << 20))
    program.openMetrics()
    func take(_ rounds: Range<Int>) {
      for round in rounds { program.absorb(batch(round * 500..<round * 500 + 500)) }
      program.wait(.milliseconds(33))
    }
    take(0..<200)
    let kept = program.recordFile.bytesWanted
    #expect(kept > 12 << 20)
    program.diskRoom = kept
    take(200..<280)
    #expect(program.recordFile.bytesWanted > 6 << 20)
    #expect(program.recordFile.bytesWanted <= kept)
    #expect(program.state.recordBytes <= 8 << 20)
    #expect((program.state.stream?.store.evicted ?? 0) > 0)
  }

  @Test func `beyond the room on the disk the oldest are dropped`() {
    let program = Program(memory: RecordMemory(limit: 50_000, fileLimit: 100_000))
    program.openMetrics()
    for round in 0..<100 { program.absorb(batch(round * 20..<round * 20 + 20)) }
    #expect(program.recordFile.bytesWanted <= 100_000)
    #expect(program.recordFile.bytesWanted > 80_000)
    #expect((program.state.stream?.store.evicted ?? 0) > 1000)
  }

  @Test func `a thousand feeds share the limit as one does`() {
    #expect(RecordMemory(limit: 1 << 20).slabSize(streams: 1000) * 1000 <= 1 << 20)
  }
}
