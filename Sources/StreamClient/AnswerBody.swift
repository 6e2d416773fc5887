import AsyncHTTPClient
import NIOCore

/// A response's body as it comes, its compression undone.
struct AnswerBody: AsyncSequence, Sendable {
  typealias Element = ByteBuffer

  let raw: HTTPClientResponse.Body
  /// Nil where the body is as it is.
  let coding: ContentDecoder.Coding?

  func makeAsyncIterator() -> Iterator {
    Iterator(raw: raw.makeAsyncIterator(), decoder: coding.map { ContentDecoder($0) })
  }

  struct Iterator: AsyncIteratorProtocol {
    var raw: HTTPClientResponse.Body.AsyncIterator
    var decoder: ContentDecoder?

    mutating func next() async throws -> ByteBuffer? {
      guard decoder != nil else { return try await raw.next() }
      while true {
        if let piece = try decoder?.next(), !piece.isEmpty { return ByteBuffer(bytes: piece) }
        guard let part = try await raw.next() else {
          // A cancelled body ends as if it were whole.
          try Task.checkCancellation()
          guard decoder?.canEnd ?? true else { throw FailureFact.brokenOff }
          return nil
        }
        part.withUnsafeReadableBytes { decoder?.append($0) }
      }
    }
  }
}
