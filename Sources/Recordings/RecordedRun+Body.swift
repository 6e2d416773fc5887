import WebText

extension RecordedRun {
  /// Bytes that are sent at once, where nobody knows how they came.
  private static let pieceSize = 64 << 10

  /// A body that lies in a file from its first byte to its last, as the answer to a request by the
  /// file's name.
  public init(fileNamed name: String, byteCount: Int, mediaType: String) {
    let url = "http://localhost/" + PercentCoding.query(name)
    let request = RecordedRequest(url: url, endpoint: name)
    let head = RecordedHead(
      status: 200, headers: [RecordedHeader("Content-Type", mediaType)], url: url)
    let parts = stride(from: 0, to: byteCount, by: Self.pieceSize).map {
      RecordedPart(at: .zero, place: $0..<min($0 + Self.pieceSize, byteCount))
    }
    self.init(
      number: 1, request: request,
      connections: [
        RecordedConnection(
          request: request, asked: .zero, head: head, answered: .zero, parts: parts, ending: .end)
      ])
  }
}
