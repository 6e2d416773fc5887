extension Duration {
  /// Milliseconds, rounded down.
  public var wholeMilliseconds: Int {
    Int(components.seconds) * 1000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }

  /// Seconds with a fraction.
  public var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }

  /// What was measured, as people read it: `0 ms`, `99 ms`, `1.01 s`, `12.3 s`, `4 min`, `2 h`.
  public var short: String {
    let milliseconds = wholeMilliseconds
    switch milliseconds {
    case ..<1000: return "\(milliseconds) ms"
    case ..<10_000: return (Double(milliseconds) / 1000).text(decimals: 2) + " s"
    case ..<60_000: return (Double(milliseconds) / 1000).text(decimals: 1) + " s"
    case ..<3_600_000: return "\(milliseconds / 60_000) min"
    default: return "\(milliseconds / 3_600_000) h"
    }
  }

  /// A gap in a column, seven cells at most: `+99ms`, `+1.01s`, `+12.3s`, `+4m`, `+2h`.
  public var gap: String {
    let text = short.filter { $0 != " " }
    return "+" + (text.hasSuffix("min") ? String(text.dropLast(2)) : text)
  }

  /// A limit, without zeros that say nothing: `3 s`, `1.5 s`, `250 ms`.
  public var words: String {
    let milliseconds = wholeMilliseconds
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    let tenths = milliseconds / 100
    return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
  }

  /// Seconds with three decimals: `0.041`, `71.310`.
  public var inSeconds: String {
    let milliseconds = wholeMilliseconds
    return "\(milliseconds / 1000)." + (milliseconds % 1000).text(digits: 3)
  }

  /// Reads a length of time as it is typed: `250ms`, `3s`, `1.5m`, `1h`; a bare number is seconds.
  /// Nil where it is none, or longer than a year.
  public init?(typed text: String) {
    let units: [(suffix: String, milliseconds: Double)] = [
      ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
    ]
    let unit = units.first { text.hasSuffix($0.suffix) } ?? ("", 1_000)
    guard let number = Double(text.dropLast(unit.suffix.count)), number.isFinite, number >= 0
    else { return nil }
    let milliseconds = number * unit.milliseconds
    // A year is longer than any stream is watched; past it the arithmetic of clocks overflows.
    guard milliseconds <= 366 * 86_400_000 else { return nil }
    self = .milliseconds(milliseconds)
  }
}
