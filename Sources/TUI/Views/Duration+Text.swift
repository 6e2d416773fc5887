extension Duration {
  /// Whole milliseconds, rounded down.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }

  /// Milliseconds for a column of statistics: `0.4`, `100`, `1013`.
  var roundedMilliseconds: String {
    let value = seconds * 1000
    return value < 9.95 ? value.text(decimals: 1) : value.text(decimals: 0)
  }

  /// Seconds with a fraction.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// A short span as people read it: `0 ms`, `99 ms`, `1.01 s`, `12.3 s`, `4 min`, `2 h`.
  var short: String {
    let milliseconds = milliseconds
    switch milliseconds {
    case ..<1000: return "\(milliseconds) ms"
    case ..<10_000: return (Double(milliseconds) / 1000).text(decimals: 2) + " s"
    case ..<60_000: return (Double(milliseconds) / 1000).text(decimals: 1) + " s"
    case ..<3_600_000: return "\(milliseconds / 60_000) min"
    default: return "\(milliseconds / 3_600_000) h"
    }
  }

  /// A gap in the records' column, seven cells at most: `+99ms`, `+1.01s`, `+12.3s`, `+4m`, `+2h`.
  var gap: String {
    "+" + short.filter { $0 != " " }.replacingSuffix("min", with: "m")
  }

  /// A running clock: `0:07`, `1:12`, `2:03:04`.
  var clock: String {
    let seconds = max(0, Int(components.seconds))
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes):" + (seconds % 60).text(digits: 2) }
    return "\(minutes / 60):" + (minutes % 60).text(digits: 2) + ":"
      + (seconds % 60).text(digits: 2)
  }

  /// An offset in the callback trace: `+0.041`, `+71.310`.
  var offset: String {
    let milliseconds = max(0, milliseconds)
    return "+\(milliseconds / 1000)." + (milliseconds % 1000).text(digits: 3)
  }
}

extension String {
  fileprivate func replacingSuffix(_ suffix: String, with other: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) + other : self
  }
}
