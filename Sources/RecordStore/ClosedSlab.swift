/// A slab to which nothing is added any more: in memory, on its way to a file, or there.
enum ClosedSlab: Sendable {
  case kept(RecordSlab)
  /// It is being written; memory has it until then.
  case leaving(RecordSlab, ticket: Int)
  case spilled(SpilledSlab)

  var firstRecord: Int {
    switch self {
    case .kept(let slab), .leaving(let slab, _): slab.firstRecord
    case .spilled(let slab): slab.firstRecord
    }
  }

  var count: Int {
    switch self {
    case .kept(let slab), .leaving(let slab, _): slab.count
    case .spilled(let slab): slab.count
    }
  }

  /// Whether it is in memory and to stay there.
  var isKept: Bool {
    if case .kept = self { true } else { false }
  }

  /// With which it leaves; nil where it doesn't.
  var ticket: Int? {
    if case .leaving(_, let ticket) = self { ticket } else { nil }
  }

  /// Bytes of memory that it takes.
  var bytesUsed: Int {
    switch self {
    case .kept(let slab), .leaving(let slab, _): slab.bytesUsed
    case .spilled(let slab): slab.bytesUsed
    }
  }

  /// Bytes of a file that it takes.
  var bytesSpilled: Int {
    if case .spilled(let slab) = self { slab.byteCount } else { 0 }
  }
}
