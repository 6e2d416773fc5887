import ArgumentParser
import WebText

/// A length of time as people type it: `250ms`, `3s`, `1.5m`, `1h`; a bare number is seconds.
struct DurationArgument: ExpressibleByArgument, Equatable {
  let duration: Duration

  init?(argument: String) {
    guard let duration = Duration(typed: argument) else { return nil }
    self.duration = duration
  }
}
