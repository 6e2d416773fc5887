/// How long the pauses between records are: percentiles within 3 %, in 8 KiB whatever the number.
public struct GapStatistics: Sendable {
  /// Sixteen buckets for each power of two of nanoseconds.
  private static let steps = 16
  private var counts = [UInt64](repeating: 0, count: 64 * steps)

  /// The number of pauses counted.
  public private(set) var count: UInt64 = 0
  /// The shortest and the longest pause; nil while there is none.
  public private(set) var shortest: Duration?, longest: Duration?

  /// Statistics of nothing.
  public init() {}

  /// Counts one pause; negative ones count as zero.
  public mutating func add(_ gap: Duration) {
    let gap = max(gap, .zero)
    counts[Self.bucket(of: UInt64(gap.nanoseconds))] += 1
    count += 1
    shortest = min(shortest ?? gap, gap)
    longest = max(longest ?? gap, gap)
  }

  /// Half of the pauses are no longer than this.
  public var p50: Duration? { percentile(0.50) }
  /// 95 % of the pauses are no longer than this.
  public var p95: Duration? { percentile(0.95) }
  /// 99 % of the pauses are no longer than this.
  public var p99: Duration? { percentile(0.99) }

  /// The pause that a share of all pauses (0…1) does not pass; nil while there is none.
  public func percentile(_ share: Double) -> Duration? {
    guard let shortest, let longest else { return nil }
    let wanted = max(1, UInt64((Double(count) * share).rounded(.up)))
    var seen: UInt64 = 0
    for (bucket, number) in counts.enumerated() {
      seen += number
      guard seen >= wanted else { continue }
      return min(max(.nanoseconds(Self.middle(of: bucket)), shortest), longest)
    }
    return longest
  }

  /// How many pauses lie in each of at most `bins` parts of the time from the shortest to the longest;
  /// each part is as many times longer than the one before.
  public func histogram(bins: Int) -> [UInt64] {
    guard let shortest, let longest, bins > 0 else { return [] }
    let low = Self.bucket(of: UInt64(shortest.nanoseconds))
    let span = Self.bucket(of: UInt64(longest.nanoseconds)) - low + 1
    var histogram = [UInt64](repeating: 0, count: min(bins, span))
    for bucket in 0..<span { histogram[bucket * histogram.count / span] += counts[low + bucket] }
    return histogram
  }

  private static func bucket(of nanoseconds: UInt64) -> Int {
    guard nanoseconds >= UInt64(steps) else { return Int(nanoseconds) }
    let exponent = 63 - nanoseconds.leadingZeroBitCount
    let step = Int(nanoseconds >> UInt64(exponent - 4)) & (steps - 1)
    return (exponent - 3) * steps + step
  }

  private static func middle(of bucket: Int) -> Int64 {
    guard bucket >= steps else { return Int64(bucket) }
    let shift = bucket / steps - 1
    let low = Int64(steps + bucket % steps) << Int64(shift)
    return low + (Int64(1) << Int64(shift)) / 2
  }
}
