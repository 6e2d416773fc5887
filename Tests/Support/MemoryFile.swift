import RecordStore
import Synchronization

/// A spill file that is an array: what is written can be read again, until it is broken.
public final class MemoryFile: SpillFile {
  private struct Contents {
    var bytes: [UInt8] = []
    var discarded: [Range<Int>] = []
    var isBroken = false
  }

  private let contents = Mutex(Contents())

  /// An empty file.
  public init() {}

  /// Bytes that somebody still wants.
  public var bytesWanted: Int {
    contents.withLock { contents in
      contents.bytes.count - contents.discarded.reduce(0) { $0 + $1.count }
    }
  }

  /// From now on nothing can be read.
  public func breakDown() {
    contents.withLock { $0.isBroken = true }
  }

  /// Writes a slab at the end.
  public func write(_ slab: LeavingSlab) -> SpilledSlab {
    let pieces = slab.withPieces { $0.flatMap { Array($0) } }
    let offset = contents.withLock { contents in
      defer { contents.bytes += pieces }
      return contents.bytes.count
    }
    return slab.written(to: self, at: offset)
  }

  /// Fills the pieces, unless the file is broken.
  public func read(_ pieces: [UnsafeMutableRawBufferPointer], at offset: Int) -> Bool {
    let count = pieces.reduce(0) { $0 + $1.count }
    let bytes = contents.withLock { contents in
      contents.isBroken ? nil : Array(contents.bytes[offset..<offset + count])
    }
    guard var rest = bytes?[...] else { return false }
    for piece in pieces {
      piece.copyBytes(from: rest.prefix(piece.count))
      rest = rest.dropFirst(piece.count)
    }
    return true
  }

  /// Nobody wants these bytes any more.
  public func discard(_ range: Range<Int>) {
    contents.withLock { $0.discarded.append(range) }
  }
}
