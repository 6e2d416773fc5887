import StreamDecoding

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Streams from memory: what the decoders do without a socket.
struct DecodingBenchmarks {
  /// A benchmark whose decoder did not find what is in the stream measures nothing.
  struct WrongCount: Error {
    var name: String
    var found: Int
    var expected: Int
  }

  static let size = 64 << 20
  static let part = 64 << 10

  var report: (Measurement) -> Void

  func run() throws {
    try runEvents()
    try runLines()
    try runHuge()
  }

  private func runEvents() throws {
    let even = Corpus.events(.even, bytes: Self.size)
    reportLimit("sse: memchr", even)
    try report(as: .sse, "sse", even)
    try report(as: .sse, "sse", even, part: 1 << 10)
    try report(as: .sse, "sse", even, part: 1, of: 4 << 20)
    try reportStrings("sse: String per event", even)
    try report(as: .sse, "sse", .events(.even, newline: "\r\n", bytes: Self.size))
    try report(as: .sse, "sse", .events(.mixed, bytes: Self.size))
    try report(as: .sse, "sse", .events(.mixed, newline: "\r\n", bytes: Self.size))
  }

  private func runLines() throws {
    let even = Corpus.ndjson(.even, bytes: Self.size)
    reportLimit("ndjson: memchr", even)
    try report(as: .ndjson, "ndjson", even)
    try report(as: .ndjson, "ndjson", even, part: 1 << 10)
    try report(as: .ndjson, "ndjson", even, part: 1, of: 4 << 20)
    try report(as: .ndjson, "ndjson", .ndjson(.even, newline: "\r\n", bytes: Self.size))
    try report(as: .ndjson, "ndjson", .ndjson(.mixed, bytes: Self.size))
    try report(as: .json, "json values", even)
    try report(as: .text, "text", even)
  }

  /// One record of many megabytes must not cost more than its bytes.
  private func runHuge() throws {
    let text = [UInt8](repeating: UInt8(ascii: "x"), count: 8 << 20)
    let line = Corpus(
      name: "one line of 8 MiB", bytes: Array("data: ".utf8) + text + Array("\n\n".utf8), count: 1)
    try report(as: .sse, "sse", line)
    let rows = Corpus.ndjson(.even, bytes: 32 << 20)
    let commas = rows.bytes.dropLast().map { $0 == 0x0A ? UInt8(ascii: ",") : $0 }
    let record = Corpus(
      name: "one record of 32 MiB",
      bytes: [UInt8(ascii: "[")] + commas + Array("]\n".utf8), count: 1)
    try report(as: .ndjson, "ndjson", record)
  }

  private func report(
    as format: StreamFormat, _ label: String, _ corpus: Corpus, part: Int = Self.part,
    of length: Int = .max
  ) throws {
    let parts = Parts(bytes: Array(corpus.bytes.prefix(length)), size: part)
    let unit = part >= 1 << 10 ? "\(part >> 10) KiB" : part == 1 ? "1 byte" : "\(part) bytes"
    let name = "\(label): \(corpus.name), parts of \(unit)"
    if length == .max, format != .text {
      let found = try parts.count(as: format)
      guard found == corpus.count else {
        throw WrongCount(name: name, found: found, expected: corpus.count)
      }
    }
    report(
      try Measurement.best(name, bytes: parts.bytes.count) {
        consume(try parts.count(as: format))
      })
  }

  private func reportStrings(_ name: String, _ corpus: Corpus) throws {
    let parts = Parts(bytes: corpus.bytes, size: Self.part)
    report(
      try Measurement.best(name, bytes: corpus.bytes.count) {
        try parts.decode(as: .sse) { batch in
          for entry in batch.entries { consume(batch.string(entry.payload)) }
        }
      })
  }

  /// Finding the line ends and nothing else: no decoder can be faster.
  private func reportLimit(_ name: String, _ corpus: Corpus) {
    report(
      Measurement.best(name, bytes: corpus.bytes.count) {
        corpus.bytes.withUnsafeBytes { bytes in
          guard let base = bytes.baseAddress else { return }
          var (start, lines) = (0, 0)
          while let found = memchr(base + start, 0x0A, bytes.count - start) {
            start = UnsafeRawPointer(found) - base + 1
            lines += 1
          }
          consume(lines)
        }
      })
  }
}
