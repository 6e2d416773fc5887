/// Reads a body part by part, its compression undone.
struct BodyReader {
  private let body: AnswerBody
  /// Nil where the body is as it is.
  private let decoder: ContentDecoder?
  private var raw: [UInt8] = []
  private let received: ReceivedBytes?

  init(_ body: AnswerBody, codings: [ContentCoding], counting received: ReceivedBytes? = nil) {
    self.body = body
    self.received = received
    decoder = ContentDecoder(codings)
    received?.begin(codings)
  }

  /// The next part, into `part`, which is emptied first; false at the body's end. A compressed body
  /// comes in pieces of 64 KiB at most, however large it becomes.
  mutating func next(into part: inout [UInt8]) async throws(FailureFact) -> Bool {
    guard let decoder else {
      let isMore = try await body.read(into: &part)
      received?.add(part.count)
      return isMore
    }
    while try !decoder.next(into: &part) {
      guard try await body.read(into: &raw) else {
        guard decoder.canEnd else { throw .brokenOff }
        return false
      }
      received?.add(raw.count, isCompressed: true)
      decoder.append(raw)
    }
    received?.add(decoded: part.count)
    return true
  }
}
