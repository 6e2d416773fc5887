import Testing

@testable import TUI

/// What is known of a hit while a search goes both ways from where it began.
@Suite struct SeekTests {
  /// Hits at 10, 20, 80 and 90 of records 0 to 99.
  private static func answer(_ seek: Seek, examined: Range<Int>) -> Seek.Answer {
    var hits = NumberSet()
    for hit in [10, 20, 80, 90] where examined.contains(hit) { hits.insert(hit) }
    return seek.answer(in: hits, examined: examined, of: 0..<100)
  }

  private static let cases: [(from: Int, forward: Bool, turns: Bool, Range<Int>, Seek.Answer)] = [
    (50, true, false, 40..<60, .unknown), (50, true, false, 40..<81, .found(80)),
    (50, true, false, 51..<81, .unknown), (91, true, false, 40..<99, .unknown),
    (91, true, false, 40..<100, .nowhere), (91, true, true, 95..<100, .unknown),
    (91, true, true, 90..<100, .found(90)), (100, true, false, 60..<100, .nowhere),
    (50, false, false, 40..<60, .unknown), (50, false, false, 20..<60, .found(20)),
    (50, false, false, 20..<50, .unknown), (80, false, false, 79..<81, .found(80)),
    (9, false, false, 1..<100, .unknown), (9, false, false, 0..<100, .nowhere),
    (-1, false, false, 0..<100, .nowhere), (-1, true, false, 10..<20, .unknown),
    (-1, true, false, 0..<20, .found(10)),
  ]

  @Test(arguments: cases.indices)
  func `the nearest hit is gone to once nothing nearer can come`(index: Int) {
    let (from, forward, turns, examined, answer) = Self.cases[index]
    let seek = Seek(from: from, forward: forward, turns: turns)
    #expect(Self.answer(seek, examined: examined) == answer)
  }
}
