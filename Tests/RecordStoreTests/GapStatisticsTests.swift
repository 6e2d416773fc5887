import RecordStore
import Testing

@Suite struct GapStatisticsTests {
  @Test func `nothing counted gives nothing`() {
    #expect(GapStatistics().p50 == nil)
  }

  @Test func `equal pauses are told exactly`() {
    var statistics = GapStatistics()
    for _ in 0..<10 { statistics.add(.milliseconds(100)) }
    #expect(statistics.p50 == .milliseconds(100))
    #expect(statistics.p99 == .milliseconds(100))
    #expect(statistics.count == 10)
  }

  @Test(arguments: [1, 1_000, 1_000_000, 60_000_000_000] as [Int64])
  func `percentiles are within four percent, from nanoseconds to minutes`(unit: Int64) throws {
    var statistics = GapStatistics()
    for step in (1...1000).reversed() { statistics.add(.nanoseconds(Int64(step) * unit)) }
    for (found, wanted) in [
      (statistics.p50, 500), (statistics.p95, 950), (statistics.p99, 990),
    ] {
      let ratio = try #require(found) / (Duration.nanoseconds(unit) * wanted)
      #expect(abs(ratio - 1) < 0.04)
    }
    #expect(statistics.shortest == .nanoseconds(unit))
    #expect(statistics.longest == .nanoseconds(unit * 1000))
  }

  @Test func `a histogram goes from the shortest pause to the longest, and has all of them`() {
    var statistics = GapStatistics()
    #expect(statistics.histogram(bins: 10) == [])
    statistics.add(.milliseconds(100))
    #expect(statistics.histogram(bins: 10) == [1])
    for _ in 0..<7 { statistics.add(.milliseconds(100)) }
    for _ in 0..<2 { statistics.add(.milliseconds(800)) }
    #expect(statistics.histogram(bins: 3) == [8, 0, 2])
    #expect(statistics.histogram(bins: 0) == [])
    statistics.add(.nanoseconds(Int64.max))
    statistics.add(.zero)
    #expect(statistics.histogram(bins: 500).reduce(0, +) == statistics.count)
  }

  @Test func `the extremes don't fall out of the table`() {
    var statistics = GapStatistics()
    statistics.add(.seconds(-1))
    statistics.add(.nanoseconds(Int64.max))
    statistics.add(.seconds(Int64.max))
    #expect(statistics.count == 3)
    #expect(statistics.percentile(0) == .zero)
  }
}
