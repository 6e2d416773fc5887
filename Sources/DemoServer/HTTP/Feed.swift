import NIOCore

/// A body that is made while it is sent: records, lines, or the bytes of a file.
///
/// Nothing of it is kept, so it can be as long as it likes.
struct Feed: Sendable {
  /// How a body ends when all its units are sent.
  enum Ending: Sendable {
    case complete
    /// The connection closes before the body's declared end.
    case cut
  }

  /// The units still to be sent, numbered; endless feeds end at `Int.max`.
  var units: Range<Int>
  var pace: Pace
  /// At most so many units are made in one go; a batch should come to about 32 KiB.
  var batch: Int
  var ending: Ending = .complete
  /// Writes these units.
  var write: @Sendable (Range<Int>, inout ByteBuffer) -> Void

  /// A feed of records, each written by itself; `count` nil for an endless one.
  static func records(
    from first: Int = 0, count: Int?, pace: Pace, ending: Ending = .complete,
    write: @escaping @Sendable (Int, inout ByteBuffer) -> Void
  ) -> Feed {
    let end = count.map { max(first, $0) } ?? .max
    return Feed(units: first..<end, pace: pace, batch: 256, ending: ending) { units, buffer in
      for unit in units { write(unit, &buffer) }
    }
  }
}

/// How fast a feed goes.
enum Pace: Sendable {
  case unlimited
  /// Units in a second, above 0.
  case perSecond(Double)

  /// A rate as the query gives it: 0 is unlimited.
  init(rate: Double) {
    self = rate > 0 ? .perSecond(rate) : .unlimited
  }

  /// How many units may have been sent so long after the start. The first is due at once.
  func due(after elapsed: TimeAmount) -> Int {
    switch self {
    case .unlimited:
      return .max
    case .perSecond(let rate):
      let due = (Double(elapsed.nanoseconds) / 1e9 * rate).rounded(.down) + 1
      return Int(exactly: min(due, 1e18)) ?? .max
    }
  }

  /// When unit `number`, from 0, falls due.
  func time(of number: Int) -> TimeAmount {
    switch self {
    case .unlimited: .zero
    case .perSecond(let rate): .nanoseconds(Int64(min(Double(number) / rate * 1e9, 1e18)))
    }
  }
}
