import StreamDecoding

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Records as `Decodable` types, beside Foundation's decoder on the same bytes.
struct TypedBenchmarks {
  var report: (Measurement) -> Void

  func run() throws {
    let rows = Corpus.ndjson(.even, bytes: 8 << 20)
    let records = rows.bytes.split(separator: 0x0A)
    let own = JSONRecordDecoder()
    report(
      try Measurement.best("decodable: JSONRecordDecoder", bytes: rows.bytes.count) {
        for record in records { consume(try own.decode(Row.self, from: record)) }
      })
    let foundation = JSONDecoder()
    let data = records.map { Data($0) }
    report(
      try Measurement.best(of: 3, "decodable: Foundation JSONDecoder", bytes: rows.bytes.count) {
        for record in data { consume(try foundation.decode(Row.self, from: record)) }
      })
    report(
      try Measurement.best(of: 3, "tree: JSONValue", bytes: rows.bytes.count) {
        for record in records { consume(try JSONValue(parsing: Array(record))) }
      })
  }
}
