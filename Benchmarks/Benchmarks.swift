#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Measures the decoders over synthetic streams; `Scripts/bench` runs it beside the peers.
///
///     Benchmarks                     a line a figure: name, bytes and nanoseconds between tabs
///     Benchmarks corpus sse|ndjson   the stream that the peers read, on standard output
@main
enum Benchmarks {
  static func main() throws {
    switch CommandLine.arguments.dropFirst() {
    case []: try measure()
    case ["corpus", "sse"]: emit(.events(.even, bytes: 16 << 20))
    case ["corpus", "ndjson"]: emit(.ndjson(.even, bytes: 16 << 20))
    default:
      print("usage: Benchmarks [corpus sse|ndjson]")
      exit(64)
    }
  }

  private static func measure() throws {
    try MemoryBenchmark { name, bytes in print("\(name)\t\(bytes)\t") }.run()
    try DecodingBenchmarks { print($0.line) }.run()
    try TypedBenchmarks { print($0.line) }.run()
  }

  private static func emit(_ corpus: Corpus) {
    var rest = corpus.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 else { exit(1) }
      rest = rest.dropFirst(count)
    }
  }
}
