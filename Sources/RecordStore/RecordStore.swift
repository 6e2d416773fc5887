import DequeModule
import StreamDecoding

/// The records of one stream in the order they came, append-only.
///
/// Records are numbered from 0, marks among them; a record keeps its number whatever goes. The store
/// itself keeps all: whoever has a limit to hold takes the oldest out (`leave`) or drops them
/// (`dropOldest`). Don't keep a copy of the store or a `StoredRecord` while appending: the newest
/// slab would be copied.
public struct RecordStore: Sendable {
  /// A slab never holds more than its 32-bit offsets reach. Its tables count as well: of short records
  /// they are the larger part.
  public static let largestSlab = 4 << 20
  private static let smallestSlab = 1 << 10
  /// The memory of smaller ones need not be kept: what they free, the allocator gives again as it is.
  private static let smallestReused = 1 << 20

  /// Bytes after which a slab is closed and another begun: what goes, goes a slab at a time.
  public var slabSize: Int {
    didSet { slabSize = min(Self.largestSlab, max(slabSize, Self.smallestSlab)) }
  }
  private var closed: Deque<ClosedSlab> = []
  private var newest: RecordSlab?
  /// The memory of a slab that is gone, for the next one.
  private var spare: RecordSlab?
  private let recent: RecentSlabs
  private var lastArrival: Duration?
  /// How many of `closed` at the front are in a file.
  private var spilledSlabs = 0

  /// The number of records ever appended, marks included.
  public private(set) var total = 0
  /// How many of them are gone.
  public private(set) var evicted = 0
  /// Bytes of closed slabs in memory.
  private var closedBytes = 0
  /// Bytes of memory that are being written to a file.
  public private(set) var bytesLeaving = 0
  /// Bytes of records in a file.
  public private(set) var bytesSpilled = 0

  /// An empty store.
  ///
  /// - Parameter recent: What is read again from files, for several stores at once.
  public init(slabSize: Int = largestSlab, recent: RecentSlabs = RecentSlabs()) {
    self.slabSize = min(Self.largestSlab, max(slabSize, Self.smallestSlab))
    self.recent = recent
  }

  /// The numbers of the records that are kept.
  public var indices: Range<Int> { evicted..<total }

  /// Memory taken by the records, in bytes, with what is kept for those that come.
  public var bytesUsed: Int {
    closedBytes + (newest?.bytesUsed ?? 0) + (spare?.bytesHeld ?? 0)
  }

  /// Appends the records of `batch`, which arrived `elapsed` after the stream was opened.
  public mutating func append(_ batch: RecordBatch, at elapsed: Duration) {
    guard !batch.isEmpty else { return }
    let gap = lastArrival.map { elapsed - $0 }
    lastArrival = elapsed
    // All records of a batch arrive at once: only the first one has waited.
    var arrival = ArrivalRun(at: elapsed, gap: gap)
    let later = ArrivalRun(at: elapsed, gap: .zero)
    var idBefore: Range<Int>?
    for entry in batch.entries {
      let size = entry.payload.count + entry.type.count
      // Events without an ID of their own have that of the one before, of a megabyte as well. A slab
      // has it once.
      let sharesID = entry.id == idBefore && hasRoom(for: size)
      if !sharesID { makeRoom(for: size + entry.id.count) }
      newest?.append(entry, of: batch, arrival: arrival, sharesID: sharesID)
      total += 1
      arrival = later
      idBefore = entry.id
    }
  }

  /// Appends a line of our own, for example `reconnected after 1.0 s`, at its place in the sequence.
  public mutating func appendMark(_ text: String, at elapsed: Duration) {
    let bytes = Array(text.utf8)
    makeRoom(for: bytes.count)
    newest?.appendMark(bytes, arrival: ArrivalRun(at: elapsed, gap: nil))
    total += 1
  }

  /// The record of that number, which has to be one of `indices`.
  public subscript(_ number: Int) -> StoredRecord {
    let slab = slab(of: number)
    return StoredRecord(number: number, slab: slab, index: number - slab.firstRecord)
  }

  /// The slab that holds the record of that number, read again where it is in a file.
  func slab(of number: Int) -> RecordSlab {
    precondition(indices.contains(number), "the record is not kept: see indices")
    if let newest, newest.firstRecord <= number { return newest }
    var (low, high) = (0, closed.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if closed[middle].firstRecord <= number { low = middle } else { high = middle - 1 }
    }
    switch closed[low] {
    case .kept(let slab), .leaving(let slab, _): return slab
    case .spilled(let slab): return recent.slab(of: slab)
    }
  }

  private func hasRoom(for size: Int) -> Bool {
    newest?.hasRoom(for: size, within: slabSize) ?? false
  }

  /// Starts a new slab if the newest one has no room for `size` bytes more.
  private mutating func makeRoom(for size: Int) {
    guard !hasRoom(for: size) else { return }
    // The first slab grows as it needs, so that a thousand quiet streams take little.
    let isFirst = newest == nil && closed.isEmpty
    close()
    newest = takeSpare() ?? RecordSlab(firstRecord: total, capacity: isFirst ? 0 : slabSize)
  }

  private mutating func takeSpare() -> RecordSlab? {
    guard var slab = spare.take(), isOfSize(slab) else { return nil }
    slab.begin(at: total)
    return slab
  }

  /// Keeps the memory of a slab for the next one.
  private mutating func reuse(_ slab: consuming RecordSlab) {
    guard spare == nil, slabSize >= Self.smallestReused, isOfSize(slab) else { return }
    slab.empty()
    spare = slab
  }

  /// One that is much larger would hold memory that nothing is written to.
  private func isOfSize(_ slab: borrowing RecordSlab) -> Bool {
    slab.bytes.capacity >= slabSize / 2 && slab.bytesHeld <= slabSize + slabSize / 4
  }

  private mutating func close() {
    guard var slab = newest else { return }
    newest = nil
    slab.close()
    closedBytes += slab.bytesUsed
    closed.append(.kept(slab))
  }
}

// MARK: Out of memory

extension RecordStore {
  /// Bytes of memory that could be had by taking closed records out.
  public var bytesToLeave: Int { bytesUsed - bytesLeaving }

  /// Takes the oldest records that are in memory on their way to a file; nil where all are on it.
  /// They count as being there until `settle` says where they are.
  public mutating func leave(ticket: Int) -> LeavingSlab? {
    // What is being added to is the last to go.
    if !closed[spilledSlabs...].contains(where: \.isKept) {
      close()
      spare = nil
    }
    guard let index = closed[spilledSlabs...].firstIndex(where: \.isKept),
      case .kept(let slab) = closed[index]
    else { return nil }
    closed[index] = .leaving(slab, ticket: ticket)
    bytesLeaving += slab.bytesUsed
    return LeavingSlab(slab, ticket: ticket)
  }

  /// What left with this ticket is in a file now, or couldn't be written and stays in memory.
  public mutating func settle(ticket: Int, as spilled: SpilledSlab?) {
    let place = closed[spilledSlabs...].firstIndex { $0.ticket == ticket }
    if let place, case .leaving(let slab, _) = closed[place] {
      bytesLeaving -= slab.bytesUsed
      if let spilled {
        closed[place] = .spilled(spilled)
        closedBytes += spilled.bytesUsed - slab.bytesUsed
        bytesSpilled += spilled.byteCount
        reuse(slab)
      } else {
        closed[place] = .kept(slab)
      }
    }
    while spilledSlabs < closed.count, case .spilled = closed[spilledSlabs] { spilledSlabs += 1 }
  }

  /// Drops the oldest slab, wherever it is; false where there is but the newest record's.
  @discardableResult
  public mutating func dropOldest() -> Bool {
    if closed.isEmpty || (closed.count == 1 && newest == nil) { return spare.take() != nil }
    let oldest = closed.removeFirst()
    spilledSlabs = max(0, spilledSlabs - 1)
    closedBytes -= oldest.bytesUsed
    bytesSpilled -= oldest.bytesSpilled
    evicted += oldest.count
    switch consume oldest {
    case .leaving(let slab, _): bytesLeaving -= slab.bytesUsed
    case .kept(let slab): reuse(slab)
    case .spilled: break
    }
    return true
  }
}
