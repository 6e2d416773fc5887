/// A request's body on its way to the target.
struct SentBody {
  let framing: BodyFraming
  private var body: MessageBody

  init(_ framing: BodyFraming) {
    self.framing = framing
    body = MessageBody(framing, takesBlanks: false)
  }

  var isEmpty: Bool { framing == .none || framing == .length(0) }

  /// Whether it has come to its end.
  var isDone: Bool { body.isDone }

  /// Reads what belongs to it, and gives how many bytes that is, and what of it is sent.
  mutating func take(
    _ bytes: UnsafeRawBufferPointer
  ) throws(MessageFault) -> (count: Int, sent: [UInt8]) {
    var part: [UInt8] = []
    let count = try body.scan(bytes) {
      part.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[$0]))
    }
    return (count, framing == .chunked ? try chunk(part) : part)
  }

  /// In chunks of our own: what is read here differently than there would hide a request.
  private func chunk(_ part: [UInt8]) throws(MessageFault) -> [UInt8] {
    let bytes = ChunkedBody.chunk(part)
    return isDone ? bytes + ChunkedBody.end(behind: try trailers()) : bytes
  }

  private func trailers() throws(MessageFault) -> [UInt8] {
    if body.trailers.isEmpty { return [] }
    let lines = try HeadParser.lines(of: body.trailers, isStrict: true)
    var trailers = try HeadParser.headers(lines[...])
    trailers.removeConnectionHeaders()
    trailers.remove("host")
    var bytes: [UInt8] = []
    trailers.write(to: &bytes)
    return bytes
  }
}
