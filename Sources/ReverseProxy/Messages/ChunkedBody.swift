import WebText

/// Finds the data in a body of chunks, however it is cut, and its end. Source: RFC 9112, 7.1.
struct ChunkedBody {
  private enum State {
    /// Digits of a size, and how many there were.
    case size(Int, digits: Int)
    /// Behind the size: an extension, or blanks.
    case afterSize(Int, isExtension: Bool)
    case sizeLineFeed(Int)
    case data(Int)
    case dataReturn
    case dataLineFeed
    case trailerStart
    case trailer
    case lastLineFeed
    case done
  }

  /// No chunk is larger than that, and its size doesn't overflow.
  private static let mostDigits = 15
  private static let longestExtension = 1 << 10

  /// Blanks behind a size, which some servers write, and a bare line feed behind the last chunk; in
  /// a request they are refused.
  let takesBlanks: Bool
  private var state = State.size(0, digits: 0)
  private var extensionLength = 0
  /// The lines behind the last chunk, with their ends.
  private(set) var trailers: [UInt8] = []

  init(takesBlanks: Bool) { self.takesBlanks = takesBlanks }

  var isDone: Bool { if case .done = state { true } else { false } }

  /// Reads on, tells where data stands, and gives how many of the bytes belong to the body.
  mutating func scan(
    _ bytes: UnsafeRawBufferPointer, data: (Range<Int>) -> Void
  ) throws(MessageFault) -> Int {
    var index = 0
    while index < bytes.count, !isDone {
      if case .data(let left) = state {
        let count = min(left, bytes.count - index)
        data(index..<index + count)
        index += count
        state = count == left ? .dataReturn : .data(left - count)
      } else {
        try step(bytes[index])
        index += 1
      }
    }
    return index
  }

  private mutating func step(_ byte: UInt8) throws(MessageFault) {
    switch state {
    case .size(let size, let digits):
      if let digit = byte.hexDigit.map(Int.init), digits < Self.mostDigits {
        state = .size(size << 4 | digit, digits: digits + 1)
      } else {
        guard digits > 0 else { throw .badChunk }
        try endSize(size, byte, isExtension: false)
      }
    case .afterSize(let size, let isExtension): try endSize(size, byte, isExtension: isExtension)
    case .sizeLineFeed(let size):
      guard byte == 0x0A else { throw .badChunk }
      extensionLength = 0
      state = size == 0 ? .trailerStart : .data(size)
    case .dataReturn: try expect(0x0D, byte, then: .dataLineFeed)
    case .dataLineFeed: try expect(0x0A, byte, then: .size(0, digits: 0))
    case .trailerStart:
      // To some a bare line feed is the body's end, and what follows the next request.
      guard byte != 0x0A || takesBlanks else { throw .badChunk }
      if byte == 0x0D { state = .lastLineFeed } else { try addTrailer(byte) }
    case .trailer: try addTrailer(byte)
    case .lastLineFeed: try expect(0x0A, byte, then: .done)
    case .data, .done: break
    }
  }

  private mutating func expect(
    _ wanted: UInt8, _ byte: UInt8, then next: State
  ) throws(MessageFault) {
    guard byte == wanted else { throw .badChunk }
    state = next
  }

  private mutating func endSize(
    _ size: Int, _ byte: UInt8, isExtension: Bool
  ) throws(MessageFault) {
    extensionLength += 1
    switch byte {
    case 0x0D: state = .sizeLineFeed(size)
    case 0x3B: state = .afterSize(size, isExtension: true)
    case 0x20, 0x09:
      guard isExtension || takesBlanks else { throw .badChunk }
      state = .afterSize(size, isExtension: isExtension)
    default:
      guard isExtension, byte > 0x20, byte != 0x7F else { throw .badChunk }
    }
    if extensionLength > Self.longestExtension { throw .badChunk }
  }

  private mutating func addTrailer(_ byte: UInt8) throws(MessageFault) {
    trailers.append(byte)
    if trailers.count > HeadParser.limit { throw .tooLarge }
    state = byte == 0x0A ? .trailerStart : .trailer
  }
}

extension ChunkedBody {
  /// A chunk as it is written; of no data none, since that would be the last.
  static func chunk(_ data: some Collection<UInt8>) -> [UInt8] {
    if data.isEmpty { return [] }
    return Array("\(String(data.count, radix: 16))\r\n".utf8) + data + Array("\r\n".utf8)
  }

  /// The last chunk, and the lines of its trailers, each with its end.
  static func end(behind trailers: [UInt8]) -> [UInt8] {
    Array("0\r\n".utf8) + trailers + Array("\r\n".utf8)
  }
}
