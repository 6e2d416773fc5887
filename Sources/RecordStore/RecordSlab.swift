import StreamDecoding

/// When records arrived; one entry for all records of a batch.
struct ArrivalRun: BitwiseCopyable {
  /// The first record of the slab it holds for.
  var first: UInt32 = 0
  private let nanoseconds: Int64
  private let gapNanoseconds: Int64

  init(at elapsed: Duration, gap: Duration?) {
    nanoseconds = elapsed.nanoseconds
    gapNanoseconds = gap?.nanoseconds ?? -1
  }

  var arrival: Duration { .nanoseconds(nanoseconds) }

  /// The wait before the first record; nil if nothing came before it.
  var gap: Duration? { gapNanoseconds < 0 ? nil : .nanoseconds(gapNanoseconds) }

  func continues(_ other: ArrivalRun) -> Bool {
    nanoseconds == other.nanoseconds && gapNanoseconds == 0
  }
}

/// Some megabytes of records: their bytes end to end, and a table of where each one stands.
struct RecordSlab {
  /// What is known of one record besides its bytes: payload and type, one after the other, and the
  /// ID, which many events may share.
  struct Header: BitwiseCopyable {
    var start: UInt32
    var payloadCount: UInt32
    var typeCount: UInt32
    var idStart: UInt32 = 0
    var idCount: UInt32 = 0
    var kind: StoredRecord.Kind
  }

  /// What few records have, by their place in the slab.
  struct Remarks {
    var faults: [Int: RecordFault] = [:]
    var discards: [Int: Discard] = [:]

    var bytesUsed: Int {
      faults.count * 2 * MemoryLayout<RecordFault>.stride
        + discards.count * 2 * MemoryLayout<Discard>.stride
    }
  }

  private(set) var firstRecord: Int
  private(set) var bytes: [UInt8] = []
  private(set) var headers: [Header] = []
  private(set) var remarks = Remarks()
  private var runs: [ArrivalRun] = []

  init(firstRecord: Int, capacity: Int) {
    self.firstRecord = firstRecord
    bytes.reserveCapacity(capacity)
  }

  var count: Int { headers.count }
  /// The numbers of its records.
  var records: Range<Int> { firstRecord..<firstRecord + headers.count }

  /// What the records take. Room that is reserved but was never written to takes no memory yet.
  var bytesUsed: Int {
    bytes.count + headers.count * MemoryLayout<Header>.stride
      + runs.count * MemoryLayout<ArrivalRun>.stride + remarks.bytesUsed
  }

  /// Whether so many bytes more fit; the first record always does.
  func hasRoom(for size: Int, within limit: Int) -> Bool {
    bytes.isEmpty || bytesUsed + size <= limit
  }

  /// Gives back the room the tables have left over: no more records come.
  mutating func close() {
    // An eighth is not worth a copy, in memory that the system would have to clear first.
    if headers.capacity > headers.count + headers.count / 8 {
      headers = headers.withUnsafeBufferPointer { Array($0) }
    }
    runs = runs.withUnsafeBufferPointer { Array($0) }
  }

  /// - Parameter sharesID: Whether the ID is that of the record before it, which is in this slab.
  mutating func append(
    _ entry: RecordBatch.Entry, of batch: RecordBatch, arrival: ArrivalRun, sharesID: Bool
  ) {
    var header = Header(
      start: UInt32(clamping: bytes.count),
      payloadCount: UInt32(clamping: entry.payload.count),
      typeCount: UInt32(clamping: entry.type.count), kind: StoredRecord.Kind(entry.kind))
    if let fault = entry.fault { remarks.faults[headers.count] = fault }
    if let discard = entry.discard { remarks.discards[headers.count] = discard }
    bytes.append(contentsOf: batch.bytes[entry.payload])
    bytes.append(contentsOf: batch.bytes[entry.type])
    if sharesID, let before = headers.last {
      (header.idStart, header.idCount) = (before.idStart, before.idCount)
    } else if !entry.id.isEmpty {
      header.idStart = UInt32(clamping: bytes.count)
      header.idCount = UInt32(clamping: entry.id.count)
      bytes.append(contentsOf: batch.bytes[entry.id])
    }
    append(header, arrival)
  }

  mutating func appendMark(_ text: [UInt8], arrival: ArrivalRun) {
    let header = Header(
      start: UInt32(clamping: bytes.count), payloadCount: UInt32(clamping: text.count),
      typeCount: 0, kind: .mark)
    bytes.append(contentsOf: text)
    append(header, arrival)
  }

  private mutating func append(_ header: Header, _ arrival: ArrivalRun) {
    if runs.last.map({ !arrival.continues($0) }) ?? true {
      var run = arrival
      run.first = UInt32(clamping: headers.count)
      runs.append(run)
    }
    headers.append(header)
  }

  /// When record `index` of this slab arrived, and how long after the record before it.
  func arrival(of index: Int) -> (at: Duration, gap: Duration?) {
    var (low, high) = (0, runs.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if runs[middle].first <= index { low = middle } else { high = middle - 1 }
    }
    let run = runs[low]
    return (run.arrival, run.first == index ? run.gap : .zero)
  }
}

// MARK: Again

extension RecordSlab {
  /// Memory that the tables hold, written to or not.
  var bytesHeld: Int { bytes.capacity + headers.capacity * MemoryLayout<Header>.stride }

  /// Forgets all records, and keeps the memory: what the system has cleared once, it need not clear
  /// again. Where somebody else still reads them, it leaves them to him.
  mutating func empty() {
    bytes.removeAll(keepingCapacity: true)
    headers.removeAll(keepingCapacity: true)
    runs.removeAll()
    remarks = Remarks()
  }

  /// Begins anew in the same memory.
  mutating func begin(at record: Int) { firstRecord = record }
}

// MARK: In a file and back

extension RecordSlab {
  var sizes: SpilledSlab.Sizes {
    SpilledSlab.Sizes(bytes: bytes.count, headers: headers.count, runs: runs.count)
  }

  /// Gives `body` the tables as they are in memory: only this very program reads them again.
  func withPieces<Result>(
    _ body: ([UnsafeRawBufferPointer]) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { bytes in
      try headers.withUnsafeBytes { headers in
        try runs.withUnsafeBytes { try body([bytes, headers, $0]) }
      }
    }
  }

  /// A slab of these sizes whose tables `fill` reads; nil where it can't.
  init?(
    firstRecord: Int, sizes: SpilledSlab.Sizes, remarks: Remarks,
    _ fill: ([UnsafeMutableRawBufferPointer]) -> Bool
  ) {
    self.firstRecord = firstRecord
    self.remarks = remarks
    bytes = [UInt8](repeating: 0, count: sizes.bytes)
    headers = [Header](
      repeating: Header(start: 0, payloadCount: 0, typeCount: 0, kind: .mark), count: sizes.headers)
    runs = [ArrivalRun](repeating: ArrivalRun(at: .zero, gap: nil), count: sizes.runs)
    let isFilled = bytes.withUnsafeMutableBytes { bytes in
      headers.withUnsafeMutableBytes { headers in
        runs.withUnsafeMutableBytes { fill([bytes, headers, $0]) }
      }
    }
    guard isFilled else { return nil }
  }

  /// What stands in the place of records that can't be read again.
  init(unreadable range: Range<Int>) {
    firstRecord = range.lowerBound
    bytes = Array("this record can't be read again from the disk".utf8)
    let header = Header(
      start: 0, payloadCount: UInt32(clamping: bytes.count), typeCount: 0, kind: .mark)
    headers = Array(repeating: header, count: range.count)
    runs = [ArrivalRun(at: .zero, gap: nil)]
  }
}

extension Duration {
  /// Whole nanoseconds; 292 years at most.
  var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? .max : product &+ attoseconds / 1_000_000_000
  }
}
