#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One figure: what was measured, over how many bytes, in what time.
struct Measurement {
  var name: String
  var bytes: Int
  var nanoseconds: Int

  /// The fastest of some runs, in time of the processor: what else the machine does is no matter
  /// of the decoder.
  static func best(
    of runs: Int = 7, _ name: String, bytes: Int, _ body: () throws -> Void
  ) rethrows -> Measurement {
    var best = Int.max
    for _ in 0..<runs {
      let start = processorTime
      try body()
      best = min(best, processorTime - start)
    }
    return Measurement(name: name, bytes: bytes, nanoseconds: best)
  }

  /// One line for the script that draws the table: name, bytes and nanoseconds between tabs.
  var line: String { "\(name)\t\(bytes)\t\(nanoseconds)" }

  /// Nanoseconds that this thread has run.
  private static var processorTime: Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}

/// Keeps the optimiser from leaving out what nobody looks at.
@inline(never)
func consume<T>(_ value: T) {
  withExtendedLifetime(value) {}
}
