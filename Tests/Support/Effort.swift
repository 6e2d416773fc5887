#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a piece of work costs, in the time of its own thread: what else the machine does meanwhile
/// does not count. The least of three runs; compare it with that of other work, not with seconds.
public func effort(of work: () throws -> Void) rethrows -> Double {
  var least = Double.infinity
  for _ in 0..<3 {
    let start = threadTime()
    try work()
    least = min(least, threadTime() - start)
  }
  return least
}

private func threadTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
