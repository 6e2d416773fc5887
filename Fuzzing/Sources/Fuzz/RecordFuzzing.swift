import StreamDecoding

/// Decoders of records: any cut of the bytes gives the same ones, none is larger than its limit, and
/// what is lost with a connection changes nothing of the next.
enum RecordFuzzing {
  static func take(_ input: [UInt8], _ format: StreamFormat) {
    // The smaller one is reached by inputs of some bytes.
    for limit in [16 << 20, 24] {
      let decoder = StreamDecoder(format: format, recordLimit: limit)
      let whole = Outcome([input], decoder, format)
      var cuts = Cuts(input)
      for parts in [cuts.singleBytes, cuts.parts(ofAtMost: 4), cuts.parts(ofAtMost: 40)] {
        let cut = Outcome(parts, decoder, format)
        require(cut == whole, "cut as \(parts.map(\.count)): \(cut), in one piece: \(whole)")
      }
      checkLimit(of: whole, limit, format)
      checkNextConnection(input, decoder, format)
    }
  }

  private static func checkLimit(of whole: Outcome, _ limit: Int, _ format: StreamFormat) {
    // A piece of text is no record: it holds what came.
    guard format != .text else { return }
    for record in whole.records where record.kind.isRecord {
      require(record.payload.count <= limit, "\(record.payload.count) bytes of at most \(limit)")
    }
  }

  /// A decoder that has seen half of it reads the whole as one that has seen nothing, but for what an
  /// event stream keeps.
  private static func checkNextConnection(
    _ input: [UInt8], _ decoder: StreamDecoder, _ format: StreamFormat
  ) {
    var used = decoder
    var batch = RecordBatch()
    try? used.decode(Array(input.prefix(input.count / 2)), into: &batch)
    used.abandon(into: &batch)
    require(
      batch.entries.allSatisfy { $0.payload.upperBound <= batch.bytes.count },
      "an entry of what was lost lies outside of the batch")
    used.startConnection()
    guard format != .sse else { return }
    let (again, first) = (Outcome([input], used, format), Outcome([input], decoder, format))
    require(again.records == first.records, "another connection: \(again), the first: \(first)")
  }
}

/// What a decoder made of some parts.
struct Outcome: Equatable {
  struct Record: Equatable {
    var kind: RecordBatch.Kind
    var payload: [UInt8]
    var type: [UInt8]
    var id: [UInt8]
    var fault: RecordFault?
  }

  private(set) var records: [Record] = []
  private var failure: DecodingFailure?
  private var lastEventID: [UInt8] = []
  private var reconnectionTime: Int?

  init(_ parts: [[UInt8]], _ decoder: StreamDecoder, _ format: StreamFormat) {
    var decoder = decoder
    do throws(DecodingFailure) {
      for part in parts {
        var batch = RecordBatch()
        defer { take(batch, joins: format == .text) }
        try decoder.decode(part, into: &batch)
      }
      var batch = RecordBatch()
      defer { take(batch, joins: format == .text) }
      try decoder.finish(into: &batch)
    } catch {
      failure = error
    }
    lastEventID = decoder.lastEventID
    reconnectionTime = decoder.reconnectionTime
  }

  /// Pieces of text are equal when joined.
  private mutating func take(_ batch: RecordBatch, joins: Bool) {
    // What is discarded is told of portion by portion.
    for entry in batch.entries where entry.kind != .discarded {
      let record = Record(
        kind: entry.kind, payload: Array(batch.bytes[entry.payload]),
        type: Array(batch.bytes[entry.type]), id: Array(batch.bytes[entry.id]), fault: entry.fault)
      if joins, !records.isEmpty {
        records[records.count - 1].payload += record.payload
      } else {
        records.append(record)
      }
    }
  }
}
