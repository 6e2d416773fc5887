import DequeModule
import StreamDecoding

/// The records of one stream in the order they came, append-only and within a memory limit.
///
/// Records are numbered from 0, marks among them. At the limit the oldest slab goes, and `evicted`
/// counts what went with it; the numbers of the others stay. Don't keep a copy of the store or a
/// `StoredRecord` while appending: the newest slab would be copied.
public struct RecordStore: Sendable {
  /// A slab never holds more than its 32-bit offsets reach. Its tables count as well: of short records
  /// they are the larger part.
  private static let largestSlab = 4 << 20

  private let memoryLimit: Int
  private let slabSize: Int
  private var slabs: Deque<RecordSlab> = []
  private var closedBytes = 0
  private var lastArrival: Duration?

  /// The number of records ever appended, marks included.
  public private(set) var total = 0
  /// How many of them are gone.
  public private(set) var evicted = 0

  /// An empty store that keeps at most about `memoryLimit` bytes (but always the newest slab).
  public init(memoryLimit: Int = 256 << 20) {
    self.memoryLimit = memoryLimit
    slabSize = min(Self.largestSlab, max(memoryLimit / 8, 1 << 10))
  }

  /// The numbers of the records that are kept.
  public var indices: Range<Int> { evicted..<total }

  /// Memory taken by the records, in bytes.
  public var bytesUsed: Int { closedBytes + (slabs.last?.bytesUsed ?? 0) }

  /// Appends the records of `batch`, which arrived `elapsed` after the stream was opened.
  public mutating func append(_ batch: RecordBatch, at elapsed: Duration) {
    guard !batch.isEmpty else { return }
    let gap = lastArrival.map { elapsed - $0 }
    lastArrival = elapsed
    var idBefore: Range<Int>?
    for (position, entry) in batch.entries.enumerated() {
      let size = entry.payload.count + entry.type.count
      // Events without an ID of their own have that of the one before, of a megabyte as well. A slab
      // has it once.
      let sharesID = entry.id == idBefore && hasRoom(for: size)
      // All records of a batch arrive at once: only the first one has waited.
      let arrival = ArrivalRun(at: elapsed, gap: position == 0 ? gap : .zero)
      if !sharesID { makeRoom(for: size + entry.id.count) }
      slabs[slabs.count - 1].append(entry, of: batch, arrival: arrival, sharesID: sharesID)
      total += 1
      idBefore = entry.id
    }
    evict()
  }

  /// Appends a line of our own, for example `reconnected after 1.0 s`, at its place in the sequence.
  public mutating func appendMark(_ text: String, at elapsed: Duration) {
    let bytes = Array(text.utf8)
    makeRoom(for: bytes.count)
    slabs[slabs.count - 1].appendMark(bytes, arrival: ArrivalRun(at: elapsed, gap: nil))
    total += 1
    evict()
  }

  /// The record of that number, which has to be one of `indices`.
  public subscript(_ number: Int) -> StoredRecord {
    precondition(indices.contains(number), "the record is not kept: see indices")
    var (low, high) = (0, slabs.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if slabs[middle].firstRecord <= number { low = middle } else { high = middle - 1 }
    }
    let slab = slabs[low]
    return StoredRecord(number: number, slab: slab, index: number - slab.firstRecord)
  }

  /// Forgets all records; numbers go on.
  public mutating func removeAll() {
    slabs.removeAll()
    closedBytes = 0
    evicted = total
  }

  private func hasRoom(for size: Int) -> Bool {
    slabs.last.map { $0.bytes.isEmpty || $0.bytesUsed + size <= slabSize } ?? false
  }

  /// Starts a new slab if the newest one has no room for `size` bytes more.
  private mutating func makeRoom(for size: Int) {
    guard !hasRoom(for: size) else { return }
    if let newest = slabs.indices.last {
      slabs[newest].close()
      closedBytes += slabs[newest].bytesUsed
    }
    // The first slab grows as it needs, so that a thousand quiet streams take little.
    slabs.append(RecordSlab(firstRecord: total, capacity: slabs.isEmpty ? 0 : slabSize))
    // Whatever one batch brings.
    evict()
  }

  private mutating func evict() {
    while bytesUsed > memoryLimit, slabs.count > 1, let oldest = slabs.popFirst() {
      closedBytes -= oldest.bytesUsed
      evicted += oldest.count
    }
  }
}
