import StreamDecoding

/// A slab's records in a spill file. Once nobody holds it any more, its room there is free again.
public final class SpilledSlab: Sendable {
  /// How many bytes, headers and runs there are, one after the other.
  struct Sizes: Sendable {
    var bytes: Int
    var headers: Int
    var runs: Int

    var byteCount: Int {
      bytes + headers * MemoryLayout<RecordSlab.Header>.stride
        + runs * MemoryLayout<ArrivalRun>.stride
    }
  }

  let firstRecord: Int
  private let sizes: Sizes
  private let remarks: RecordSlab.Remarks
  private let file: any SpillFile
  private let offset: Int

  init(_ slab: RecordSlab, in file: any SpillFile, at offset: Int) {
    firstRecord = slab.firstRecord
    sizes = slab.sizes
    remarks = slab.remarks
    self.file = file
    self.offset = offset
  }

  deinit { file.discard(offset..<offset + byteCount) }

  var count: Int { sizes.headers }
  /// Bytes in the file.
  var byteCount: Int { sizes.byteCount }
  /// What of it stays in memory: itself, and its place in the store's list, which has room left over;
  /// few records have a remark.
  var bytesUsed: Int { remarks.bytesUsed + 256 }

  /// The records, read again; in their places a line that says so where they can't be read.
  func read() -> RecordSlab {
    let slab = RecordSlab(firstRecord: firstRecord, sizes: sizes, remarks: remarks) {
      file.read($0, at: offset)
    }
    return slab ?? RecordSlab(unreadable: firstRecord..<firstRecord + count)
  }
}

/// A closed slab on its way into a spill file.
public struct LeavingSlab: Sendable, Hashable {
  /// Tells it from all others of a program.
  public let ticket: Int
  private let slab: RecordSlab

  init(_ slab: RecordSlab, ticket: Int) {
    self.slab = slab
    self.ticket = ticket
  }

  /// How many bytes there are to write.
  public var byteCount: Int { slab.sizes.byteCount }

  /// Gives `body` what is to be written, in this order.
  public func withPieces<Result>(_ body: ([UnsafeRawBufferPointer]) throws -> Result) rethrows
    -> Result
  {
    try slab.withPieces(body)
  }

  /// What it becomes once it stands in `file` from `offset` on.
  public func written(to file: any SpillFile, at offset: Int) -> SpilledSlab {
    SpilledSlab(slab, in: file, at: offset)
  }

  /// Equal where the ticket is.
  public static func == (left: LeavingSlab, right: LeavingSlab) -> Bool {
    left.ticket == right.ticket
  }

  /// By its ticket.
  public func hash(into hasher: inout Hasher) { hasher.combine(ticket) }
}

extension SpilledSlab: Hashable {
  /// Equal where they are one.
  public static func == (left: SpilledSlab, right: SpilledSlab) -> Bool { left === right }

  /// By its identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
