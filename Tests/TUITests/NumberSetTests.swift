import Testing

@testable import TUI

/// A set of numbers beside one that is kept as a plain list.
@Suite struct NumberSetTests {
  /// The same numbers in every run, in no order.
  private struct Dice {
    private var state: UInt64 = 7

    mutating func next(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
  }

  @Test(arguments: [(1, 40), (64, 200), (5_000, 900), (300_000, 900), (3_000_000, 400)])
  func `it answers as a sorted list does, whatever comes and goes`(span: Int, times: Int) {
    var dice = Dice()
    var (set, list) = (NumberSet(), Set<Int>())
    var lowest = 0
    for time in 0..<times {
      let number = dice.next(below: span)
      set.insert(number)
      if number >= lowest { list.insert(number) }
      if time % 97 == 96 {
        lowest = max(lowest, dice.next(below: span / 4 + 1))
        set.remove(below: lowest)
        list = list.filter { $0 >= lowest }
      }
      guard time % 31 == 30 else { continue }
      let sorted = list.sorted()
      #expect(set.count == sorted.count)
      #expect((0..<set.count).map { set.number(at: $0) } == sorted)
      for probe in [0, lowest, number, number + 1, span, span * 2] {
        #expect(set.position(of: probe) == sorted.count { $0 < probe })
        #expect(set.first(from: probe) == sorted.first { $0 >= probe })
        #expect(set.last(before: probe) == sorted.last { $0 < probe })
      }
    }
  }

  @Test func `it answers in the same way however much went off its front`() {
    var set = NumberSet()
    let group = 4096 * 64
    for end in stride(from: group / 2, to: group * 9, by: group / 2) {
      for number in [end - 3, end - 1, end] { set.insert(number) }
      set.remove(below: end - 1)
      #expect((0..<set.count).map { set.number(at: $0) } == [end - 1, end])
      #expect(set.position(of: 0) == 0)
      #expect(set.position(of: end) == 1)
      #expect(set.first(from: 0) == end - 1)
      #expect(set.last(before: .max) == end)
    }
    // Far beyond all that there is.
    set.remove(below: group * 40)
    set.insert(group * 20)
    #expect(set.isEmpty)
    set.insert(group * 40 + 5)
    #expect(set.number(at: 0) == group * 40 + 5)
  }

  @Test func `what was removed does not come again`() {
    var set = NumberSet()
    for number in [3, 64, 65, 4096, 4097] { set.insert(number) }
    set.remove(below: 65)
    set.insert(64)
    #expect((0..<set.count).map { set.number(at: $0) } == [65, 4096, 4097])
    set.remove(below: 10_000)
    #expect(set.isEmpty)
    set.insert(10_000)
    #expect(set.first(from: 0) == 10_000)
  }
}
