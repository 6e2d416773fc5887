import Synchronization
import Testing

@testable import fluidtop

/// What was taken, for who tells.
private final class Taken: Sendable {
  let count = Atomic<Int>(0)
  let isOver = Atomic<Bool>(false)
}

@Suite struct ProxyInspectionTests {
  /// Who tells waits until most of it was taken, so that the reader waits again and again.
  @Test("a reader as fast as what is told is never told that it is over")
  func fastReader() async {
    let inspection = ProxyInspection()
    let taken = Taken()
    let each = 30_000
    let tellers = (0..<2).map { _ in
      Task.detached {
        for number in 0..<each where !taken.isOver.load(ordering: .relaxed) {
          inspection.refused("\(number)")
          while taken.count.load(ordering: .relaxed) < 2 * number - 2,
            !taken.isOver.load(ordering: .relaxed)
          {
            await Task.yield()
          }
        }
      }
    }
    var count = 0
    while count < 2 * each, let news = await inspection.next() {
      count += news.count
      taken.count.store(count, ordering: .relaxed)
    }
    taken.isOver.store(true, ordering: .relaxed)
    for teller in tellers { await teller.value }
    #expect(count == 2 * each)
  }
}
