import StreamDecoding

/// A stream's records, one after the other; throws when the stream fails for good.
///
/// Lost connections are reconnected unseen. Leaving the loop closes the connection.
public struct StreamRecords: AsyncSequence, Sendable {
  /// One record.
  public typealias Element = StreamRecord
  /// Why the stream failed.
  public typealias Failure = StreamFailure

  let client: StreamClient
  let request: StreamRequest
  let options: StreamOptions

  /// Starts a stream of its own.
  public func makeAsyncIterator() -> Iterator {
    Iterator(feed: RecordFeed(client: client, request: request, options: options))
  }

  /// Hands the records out of one decoded batch after the other.
  public struct Iterator: AsyncIteratorProtocol {
    let feed: RecordFeed
    var batch = RecordBatch()
    var position = 0

    /// The next record; nil when the stream is complete.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(StreamFailure) -> StreamRecord? {
      while true {
        while position < batch.entries.count {
          let entry = batch.entries[position]
          position += 1
          if let record = StreamRecord(entry, of: batch) { return record }
        }
        guard let next = try await feed.next() else { return nil }
        batch = next
        position = 0
      }
    }

    /// The next record; nil when the stream is complete.
    public mutating func next() async throws(StreamFailure) -> StreamRecord? {
      try await next(isolation: nil)
    }
  }
}
