/// A body as it is read: where its data stands, and where it ends.
struct MessageBody {
  let framing: BodyFraming
  private var left: Int
  private var chunks: ChunkedBody

  init(_ framing: BodyFraming, takesBlanks: Bool) {
    self.framing = framing
    chunks = ChunkedBody(takesBlanks: takesBlanks)
    left = if case .length(let length) = framing { length } else { 0 }
  }

  /// Whether it has come to its end.
  var isDone: Bool {
    switch framing {
    case .none: true
    case .length: left == 0
    case .chunked: chunks.isDone
    case .untilClose: false
    }
  }

  /// The lines behind the last chunk, with their ends.
  var trailers: [UInt8] { chunks.trailers }

  /// Tells where data stands, and gives how many of the bytes belong to the body.
  mutating func scan(
    _ bytes: UnsafeRawBufferPointer, data: (Range<Int>) -> Void
  ) throws(MessageFault) -> Int {
    switch framing {
    case .none: return 0
    case .chunked: return try chunks.scan(bytes, data: data)
    case .length:
      let count = min(left, bytes.count)
      left -= count
      if count > 0 { data(0..<count) }
      return count
    case .untilClose:
      if !bytes.isEmpty { data(0..<bytes.count) }
      return bytes.count
    }
  }
}
