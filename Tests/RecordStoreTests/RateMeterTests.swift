import RecordStore
import Testing

@Suite struct RateMeterTests {
  @Test func `each second has its bytes and records, the oldest first`() {
    var meter = RateMeter()
    meter.count(bytes: 10, records: 1, at: .milliseconds(100))
    meter.count(bytes: 10, records: 1, at: .milliseconds(900))
    meter.count(bytes: 5, records: 3, at: .milliseconds(2500))
    let history = meter.history(seconds: 4, at: .milliseconds(3100))
    #expect(history.map(\.bytes) == [20, 0, 5, 0])
    #expect(history.map(\.records) == [2, 0, 3, 0])
    #expect(meter.total == RateMeter.Sample(bytes: 25, records: 5))
  }

  @Test func `a minute is remembered and no more`() {
    var meter = RateMeter()
    for second in 0..<200 { meter.count(bytes: second, records: 1, at: .seconds(second)) }
    #expect(meter.history(at: .seconds(199)).map(\.bytes) == Array(140..<200))
    #expect(
      meter.history(at: .seconds(229)).map(\.bytes) == Array(170..<200)
        + [Int](repeating: 0, count: 30))
    #expect(meter.history(at: .seconds(100_000)).allSatisfy { $0.bytes == 0 })
    #expect(meter.history(seconds: 1000, at: .seconds(199)).count == 60)
  }

  @Test func `before the start there was nothing`() {
    var meter = RateMeter()
    meter.count(bytes: 7, records: 1, at: .zero)
    #expect(meter.history(seconds: 3, at: .zero).map(\.bytes) == [0, 0, 7])
  }

  @Test func `the rate covers the second that ends now`() {
    var meter = RateMeter()
    for tenth in 0..<20 { meter.count(bytes: 100, records: 10, at: .milliseconds(tenth * 100)) }
    #expect(meter.rate(at: .milliseconds(1999)).bytes == 1001)
    #expect(meter.rate(at: .milliseconds(2500)).records == 50)
    #expect(meter.rate(at: .milliseconds(4000)) == RateMeter.Sample())
  }
}
