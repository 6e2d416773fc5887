/// Undoes a body's `gzip` or `deflate`, and checks what it gives. Source: RFC 9110, 8.4.1.
///
/// Of our own: async-http-client undoes all that a reading of the socket brings at once, a quarter
/// of a gigabyte of a bomb, and refuses files of several gzip members and servers that send deflate
/// without zlib's frame (docs/decisions/002-dependencies.md).
struct ContentDecoder: Sendable {
  /// How a body is compressed.
  enum Coding: String, Sendable {
    case gzip
    /// In zlib's frame, as it should be, or bare, as some servers send it.
    case deflate
  }

  private enum State {
    case head
    /// In the part of a gzip member's head that may be of any length.
    case fields(GzipHead)
    case body(Checksum?)
    case trailer(Checksum?)
    /// At the end of a whole member; another may follow.
    case between
    /// What stands behind the last member is no more part of the body than of any archive.
    case done
  }

  private let coding: Coding
  private var state = State.head
  private var inflation = Inflation()
  private var length = 0

  init(_ coding: Coding) {
    self.coding = coding
  }

  /// Whether a body may end here. One without a single byte may, too.
  var canEnd: Bool {
    switch state {
    case .between, .done: true
    case .head: inflation.reader.isEmpty
    case .fields, .body, .trailer: false
    }
  }

  /// How much of the input waits for what follows it.
  var waitingInput: Int { inflation.reader.waiting }

  mutating func append(_ part: UnsafeRawBufferPointer) {
    if case .done = state { return }
    inflation.reader.append(part)
  }

  /// The next piece of the body, 64 KiB or a little more; empty where more input is needed.
  mutating func next() throws(FailureFact) -> ArraySlice<UInt8> {
    do throws(Inflation.Damage) {
      return try piece()
    } catch {
      throw .damagedCoding
    }
  }

  private mutating func piece() throws(Inflation.Damage) -> ArraySlice<UInt8> {
    while true {
      switch state {
      case .head, .between:
        let mark = inflation.reader.mark
        guard try readHead() else {
          inflation.reader.restore(mark)
          return []
        }
      case .fields(var head):
        let isWhole = head.skipFields(&inflation.reader)
        state = .fields(head)
        guard isWhole else { return [] }
        begin(.crc32(0))
      case .body(var checksum):
        let piece = try inflation.next()
        checksum?.update(piece)
        length += piece.count
        state = inflation.isDone ? .trailer(checksum) : .body(checksum)
        if !piece.isEmpty || !inflation.isDone { return piece }
      case .done: return []
      case .trailer(let checksum):
        let mark = inflation.reader.mark
        guard try readTrailer(checksum) else {
          inflation.reader.restore(mark)
          return []
        }
      }
    }
  }

  /// False where more input is needed.
  private mutating func readHead() throws(Inflation.Damage) -> Bool {
    let isFirst = if case .head = state { true } else { false }
    let start = inflation.reader.mark
    guard let first = inflation.reader.take(8), let second = inflation.reader.take(8) else {
      return false
    }
    switch coding {
    case .gzip:
      guard first == 0x1F, second == 0x8B else {
        guard !isFirst else { throw Inflation.Damage() }
        state = .done
        return true
      }
      guard let head = try GzipHead(&inflation.reader) else { return false }
      state = .fields(head)
    case .deflate:
      guard isFirst else {
        state = .done
        return true
      }
      let isFramed = first & 15 == 8 && (first << 8 | second) % 31 == 0 && second & 32 == 0
      if !isFramed { inflation.reader.restore(start) }
      begin(isFramed ? .adler32(1) : nil)
    }
    return true
  }

  private mutating func begin(_ checksum: Checksum?) {
    inflation.restart()
    length = 0
    state = .body(checksum)
  }

  private mutating func readTrailer(_ checksum: Checksum?) throws(Inflation.Damage) -> Bool {
    inflation.reader.align()
    switch checksum {
    case .crc32(let counted)?:
      guard let check = inflation.reader.take(32), let size = inflation.reader.take(32) else {
        return false
      }
      guard check == Int(counted), size == length & 0xFFFF_FFFF else { throw Inflation.Damage() }
    case .adler32(let counted)?:
      guard let check = inflation.reader.take(32) else { return false }
      guard UInt32(truncatingIfNeeded: check).byteSwapped == counted else {
        throw Inflation.Damage()
      }
    case nil: break
    }
    state = .between
    return true
  }
}
