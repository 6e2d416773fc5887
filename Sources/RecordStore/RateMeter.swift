/// Bytes and records per second over the last minute, in memory that never grows.
public struct RateMeter: Sendable {
  /// What arrived in one second.
  public struct Sample: Sendable, Hashable {
    /// Bytes, records.
    public var bytes: Int, records: Int

    /// Makes a sample.
    public init(bytes: Int = 0, records: Int = 0) {
      self.bytes = bytes
      self.records = records
    }
  }

  /// How many seconds are remembered.
  public static let span = 60

  private var buckets = [Sample](repeating: Sample(), count: span)
  /// The second the newest bucket holds.
  private var second = 0
  /// Everything ever counted.
  public private(set) var total = Sample()

  /// A meter that has counted nothing.
  public init() {}

  /// Counts what arrived `elapsed` after the stream was opened; times never go back.
  public mutating func count(bytes: Int, records: Int, at elapsed: Duration) {
    advance(to: Int(elapsed.components.seconds))
    buckets[second % Self.span].bytes += bytes
    buckets[second % Self.span].records += records
    total.bytes += bytes
    total.records += records
  }

  /// The last `seconds` seconds (at most 60) up to now, oldest first; the last one is not over yet.
  public func history(seconds: Int = span, at now: Duration) -> [Sample] {
    var meter = self
    meter.advance(to: Int(now.components.seconds))
    let count = min(max(seconds, 0), Self.span)
    return (0..<count).reversed().map { meter.bucket(secondsAgo: $0) }
  }

  /// The rate a second, over the second that ends now: of the last bucket its later part counts.
  public func rate(at now: Duration) -> Sample {
    var meter = self
    meter.advance(to: Int(now.components.seconds))
    let (last, this) = (meter.bucket(secondsAgo: 1), meter.bucket(secondsAgo: 0))
    let share = 1 - Double(now.components.attoseconds) / 1e18
    return Sample(
      bytes: this.bytes + Int(Double(last.bytes) * share),
      records: this.records + Int(Double(last.records) * share))
  }

  private func bucket(secondsAgo: Int) -> Sample {
    let wanted = second - secondsAgo
    return wanted < 0 ? Sample() : buckets[wanted % Self.span]
  }

  private mutating func advance(to wanted: Int) {
    guard wanted > second else { return }
    for next in max(second + 1, wanted - Self.span + 1)...wanted {
      buckets[next % Self.span] = Sample()
    }
    second = wanted
  }
}
