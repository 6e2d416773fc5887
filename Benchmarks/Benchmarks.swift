#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Measures the decoders and filters over synthetic streams and the client over those of a server;
/// `Scripts/bench` runs it beside the peers.
///
///     Benchmarks                     a line a figure: name, bytes and nanoseconds between tabs
///     Benchmarks search              the same of filters over records that are kept
///     Benchmarks corpus sse|ndjson   the stream that the peers read, on standard output
///     Benchmarks many URL STREAMS RECORDS
///     Benchmarks storm URL STREAMS RECONNECTS
///                                    a line a figure: name and number between tabs
@main
enum Benchmarks {
  // On one thread, whose time is measured.
  @MainActor
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch arguments {
    case []: try measure()
    case ["search"]: try SearchBenchmark { print($0.line) }.run()
    case ["corpus", "sse"]: emit(.events(.even, bytes: 16 << 20))
    case ["corpus", "ndjson"]: emit(.ndjson(.even, bytes: 16 << 20))
    default:
      guard let figures = await streams(arguments) else {
        print("usage: Benchmarks [search | corpus sse|ndjson | many URL N N | storm URL N N]")
        exit(64)
      }
      for figure in figures { print(figure.line) }
    }
  }

  /// Nil where the arguments are none.
  private static func streams(_ arguments: [String]) async -> [Figure]? {
    guard arguments.count == 4, let streams = Int(arguments[2]), let each = Int(arguments[3]) else {
      return nil
    }
    let url = arguments[1]
    return switch arguments[0] {
    case "many": await CrowdBenchmark(url: url, streams: streams, records: each).run()
    case "storm": await StormBenchmark(url: url, streams: streams, reconnects: each).run()
    default: nil
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
