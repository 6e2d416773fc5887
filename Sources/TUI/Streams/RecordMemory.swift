import RecordStore

/// How much all records of the program may take together: in memory, and the older ones in a file.
public struct RecordMemory: Sendable, Hashable {
  /// Bytes of memory.
  public let limit: Int
  /// Bytes of a file; 0 for none, so that older records are dropped. Less once the disk had no room.
  public internal(set) var fileLimit: Int

  /// Limits in bytes.
  public init(limit: Int = 256 << 20, fileLimit: Int = 4 << 30) {
    self.limit = limit
    self.fileLimit = fileLimit
  }

  /// From where on older records leave memory. What is being written is still in it, and what waits
  /// to be taken in is, too: the limit holds for all of them.
  var threshold: Int { fileLimit > 0 ? limit - limit / 4 : limit - mostWaiting }

  /// What may wait to be taken in, in bytes, before a stream that is ahead of the screen waits.
  public var mostWaiting: Int { min(8 << 20, limit / 16) }

  /// What goes at once: a small part of the limit, however many streams share it.
  func slabSize(streams: Int) -> Int { limit / 8 / max(1, streams) }

  /// Bytes that are taken in between two looks at the limit.
  var portion: Int { min(1 << 20, limit / 8) }
}

/// What became of records that were to go into a file.
public enum SpillOutcome: Sendable, Hashable {
  case written(SpilledSlab)
  /// They stay in memory; the sentence says why.
  case failed(String)
}
