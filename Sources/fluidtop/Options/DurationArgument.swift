import ArgumentParser

/// A length of time as people type it: `250ms`, `3s`, `1.5m`, `1h`; a bare number is seconds.
struct DurationArgument: ExpressibleByArgument, Equatable {
  let duration: Duration

  init?(argument: String) {
    let units: [(suffix: String, milliseconds: Double)] = [
      ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000),
    ]
    let unit = units.first { argument.hasSuffix($0.suffix) } ?? ("", 1_000)
    guard let number = Double(argument.dropLast(unit.suffix.count)), number.isFinite, number >= 0
    else { return nil }
    let milliseconds = number * unit.milliseconds
    // A year is longer than any stream is watched; past it the arithmetic of clocks overflows.
    guard milliseconds <= 366 * 86_400_000 else { return nil }
    duration = .milliseconds(milliseconds)
  }
}
