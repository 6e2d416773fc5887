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
    case .body, .trailer: false
    }
  }

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
      guard try readGzipHead() else { return false }
      begin(.crc32(0))
    case .deflate:
      guard isFirst else {
        state = .done
        return true
      }
      let isFramed = first & 15 == 8 && (first << 8 | second) % 31 == 0 && second & 32 == 0
      begin(isFramed ? .adler32(1) : nil, unread: isFramed ? [] : [UInt8(first), UInt8(second)])
    }
    return true
  }

  private mutating func begin(_ checksum: Checksum?, unread: [UInt8] = []) {
    inflation.reader.align()
    let rest = unread + inflation.reader.takeBytes(.max)
    inflation = Inflation()
    rest.withUnsafeBytes { inflation.reader.append($0) }
    length = 0
    state = .body(checksum)
  }

  /// Source: RFC 1952, 2.3.
  private mutating func readGzipHead() throws(Inflation.Damage) -> Bool {
    guard let method = inflation.reader.take(8), let flags = inflation.reader.take(8),
      inflation.reader.take(32) != nil, inflation.reader.take(16) != nil
    else { return false }
    guard method == 8, flags & 0xE0 == 0 else { throw Inflation.Damage() }
    if flags & 4 != 0 {
      guard let length = inflation.reader.take(16),
        inflation.reader.takeBytes(length).count == length
      else { return false }
    }
    for flag in [8, 16] where flags & flag != 0 {
      var byte: Int?
      repeat {
        byte = inflation.reader.take(8)
        guard byte != nil else { return false }
      } while byte != 0
    }
    return flags & 2 == 0 || inflation.reader.take(16) != nil
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

/// The checksum of a frame over what has come so far.
enum Checksum: Sendable, Hashable {
  /// Source: RFC 1952, 8.
  case crc32(UInt32)
  /// Source: RFC 1950, 9.
  case adler32(UInt32)

  mutating func update(_ bytes: ArraySlice<UInt8>) {
    switch self {
    case .crc32(let old):
      self = .crc32(
        ~bytes.reduce(~old) { crc, byte in
          Self.table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ crc >> 8
        })
    case .adler32(let old):
      var (low, high) = (old & 0xFFFF, old >> 16)
      for byte in bytes {
        low = (low + UInt32(byte)) % 65521
        high = (high + low) % 65521
      }
      self = .adler32(high << 16 | low)
    }
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? 0xEDB8_8320 ^ crc >> 1 : crc >> 1 }
  }
}
