import RecordStore

/// How much all records of the program may take together: in memory, and the older ones in a file.
public struct RecordMemory: Sendable, Hashable {
  /// Bytes of memory.
  public let limit: Int
  /// Bytes of a file; 0 for none, so that older records are dropped.
  public let fileLimit: Int
  /// Whether older records go into the file; not any more once it took none.
  var spills: Bool

  /// Limits in bytes.
  public init(limit: Int = 256 << 20, fileLimit: Int = 4 << 30) {
    self.limit = limit
    self.fileLimit = fileLimit
    spills = fileLimit > 0
  }

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
