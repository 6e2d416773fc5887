import StreamDecoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a stream of 1 GB takes in memory beyond its first 64 MB.
struct MemoryBenchmark {
  var report: (_ name: String, _ bytes: Int) -> Void

  func run() throws {
    let corpora: [(StreamFormat, Corpus)] = [
      (.sse, .events(.mixed, bytes: 64 << 20)), (.ndjson, .ndjson(.mixed, bytes: 64 << 20)),
    ]
    for (format, corpus) in corpora {
      let parts = Parts(bytes: corpus.bytes, size: 64 << 10)
      consume(try parts.count(as: format))
      let before = Self.peak
      for _ in 1..<16 { consume(try parts.count(as: format)) }
      report("\(format): growth over 1 GB", Self.peak - before)
    }
  }

  /// The most memory that this process ever had, in bytes.
  private static var peak: Int {
    var usage = rusage()
    // RUSAGE_SELF, which is of another type in each C library.
    getrusage(0, &usage)
    #if canImport(Darwin)
      return usage.ru_maxrss
    #else
      return usage.ru_maxrss * 1024
    #endif
  }
}
