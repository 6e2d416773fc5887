/// Reads a body part by part, its compression undone.
struct BodyReader {
  private let body: AnswerBody
  /// Nil where the body is as it is.
  private let decoder: ContentDecoder?
  private var raw: [UInt8] = []
  private let received: ReceivedBytes?
  private let observer: (any WireObserver)?

  init(
    _ body: AnswerBody, codings: [ContentCoding], counting received: ReceivedBytes? = nil,
    observer: (any WireObserver)? = nil
  ) {
    self.body = body
    self.received = received
    self.observer = observer
    decoder = ContentDecoder(codings)
    received?.begin(codings)
  }

  /// The next part, into `part`, which is emptied first; false at the body's end. A compressed body
  /// comes in pieces of 64 KiB at most, however large it becomes.
  mutating func next(into part: inout [UInt8]) async throws(FailureFact) -> Bool {
    guard let decoder else {
      return try await read(into: &part)
    }
    while try !decoder.next(into: &part) {
      guard try await read(into: &raw) else {
        guard decoder.canEnd else { throw .brokenOff }
        return false
      }
      decoder.append(raw)
    }
    received?.add(decoded: part.count)
    return true
  }

  /// What comes next from the network.
  private func read(into part: inout [UInt8]) async throws(FailureFact) -> Bool {
    let isMore = try await body.read(into: &part)
    received?.add(part.count, isCompressed: decoder != nil)
    if !part.isEmpty { observer?.received(part) }
    return isMore
  }
}
