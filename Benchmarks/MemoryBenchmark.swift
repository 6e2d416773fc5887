import StreamDecoding

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
      let before = ProcessUsage.peak
      for _ in 1..<16 { consume(try parts.count(as: format)) }
      report("\(format): growth over 1 GB", ProcessUsage.peak - before)
    }
  }
}
