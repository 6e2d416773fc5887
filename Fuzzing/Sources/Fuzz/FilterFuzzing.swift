import StreamDecoding

@testable import RecordStore

/// The language of filters and that of templates: read or refused in a sentence that can be shown, and
/// answered for every record in bounded time.
enum FilterFuzzing {
  /// A filter, and behind the first line's end what it is held against.
  static func take(_ input: [UInt8]) {
    let (text, payload) = halves(input)
    do throws(RecordFilterProblem) {
      let filter = try RecordFilter(parsing: text)
      let record = record(payload)
      let verdict = filter.verdict(on: record)
      require(filter.verdict(on: record) == verdict, "another verdict the second time")
      checkOpposite(of: text, on: record, verdict)
    } catch {
      require(!error.sentence.isEmpty, "no sentence")
    }
    if let search = try? RecordSearch(parsing: text) {
      let ranges = payload.withUnsafeBytes { search.ranges(in: $0, limit: 50) }
      for range in ranges {
        require(range.upperBound <= payload.count && !range.isEmpty, "found outside: \(range)")
      }
      for (one, next) in zip(ranges, ranges.dropFirst()) {
        require(one.upperBound <= next.lowerBound, "\(one) and \(next) overlap")
      }
    }
    if let path = try? FieldPath(parsing: text) {
      require((try? FieldPath(parsing: path.text)) == path, "\(path.text) is another path")
    }
  }

  /// What a filter takes, `not ( … )` leaves.
  private static func checkOpposite(of text: String, on record: StoredRecord, _ verdict: Bool?) {
    guard let filter = try? RecordFilter(parsing: text), filter.isTests,
      let opposite = try? RecordFilter(parsing: "not (\(text))"), opposite.isTests, let verdict,
      let other = opposite.verdict(on: record)
    else { return }
    require(other != verdict, "\(text) and its opposite are both \(verdict)")
  }

  static func take(template input: [UInt8]) {
    let (text, payload) = halves(input)
    let record = RecordTemplate.Record(
      number: 1, time: "0", event: payload.prefix(3), id: payload.suffix(3), payload: payload[...])
    if let template = try? RecordTemplate(columns: text) {
      let line = written(template, record)
      let columns = (try? RecordField.list(parsing: text).count) ?? 0
      require(line.count { $0 == 0x0A } == 1 && line.last == 0x0A, "several lines: \(line)")
      require(line.count { $0 == 0x09 } == columns - 1, "other columns: \(line)")
    }
    if let template = try? RecordTemplate(csv: text) {
      let line = written(template, record)
      // As a reader of RFC 4180 takes them apart.
      var isQuoted = false
      let ends = line.count { byte in
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        return byte == 0x0A && !isQuoted
      }
      require(ends == 1 && !isQuoted, "several lines: \(line)")
    }
    if let template = try? RecordTemplate(parsing: text) { _ = written(template, record) }
  }

  private static func written(_ template: RecordTemplate, _ record: RecordTemplate.Record)
    -> [UInt8]
  {
    var line: [UInt8] = []
    template.write(record, to: &line)
    return line
  }

  private static func halves(_ input: [UInt8]) -> (String, [UInt8]) {
    let end = input.firstIndex(of: 0x0A) ?? input.endIndex
    return (String(decoding: input[..<end], as: UTF8.self), Array(input[end...].dropFirst()))
  }

  private static func record(_ payload: [UInt8]) -> StoredRecord {
    var batch = RecordBatch()
    batch.bytes = payload + Array("tick".utf8)
    let entry = RecordBatch.Entry(
      kind: .event, payload: 0..<payload.count, type: payload.count..<payload.count + 4)
    batch.entries = [entry]
    var slab = RecordSlab(firstRecord: 0, capacity: 64)
    slab.append(entry, of: batch, arrival: ArrivalRun(at: .zero, gap: nil), sharesID: false)
    return StoredRecord(number: 0, slab: slab, index: 0)
  }
}

extension RecordFilter {
  /// Whether it is read as tests, and not as a text to look for.
  fileprivate var isTests: Bool {
    switch expression {
    case .all, .text: false
    default: true
    }
  }
}
