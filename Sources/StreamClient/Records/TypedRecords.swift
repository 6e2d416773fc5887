import StreamDecoding

/// A stream's records, each read as a value of a type of yours; throws when the stream fails for
/// good, or when a record can't be read so.
///
/// Lost connections are reconnected unseen. Leaving the loop closes the connection. Records are
/// handed out of one decoded batch after the other: a record costs no task, and no hop.
public struct TypedRecords<Output: Sendable>: AsyncSequence, Sendable {
  /// One record.
  public typealias Element = Output
  /// Why the stream failed.
  public typealias Failure = StreamFailure

  /// Nil passes a record over.
  typealias Reading = @Sendable (RecordBatch.Entry, RecordBatch) throws -> Output?

  let client: StreamClient
  let request: StreamRequest
  let options: StreamOptions
  let reading: Reading

  /// Starts a stream of its own.
  public func makeAsyncIterator() -> Iterator {
    Iterator(
      feed: RecordFeed(client: client, request: request, options: options), reading: reading,
      place: request.place)
  }

  /// Hands the records out of one decoded batch after the other.
  public struct Iterator: AsyncIteratorProtocol {
    let feed: RecordFeed
    let reading: Reading
    let place: String
    private var batch = RecordBatch()
    private var position = 0
    /// Of the record, from 1; comments don't count.
    private var number = 0
    private var hasFailed = false

    init(feed: RecordFeed, reading: @escaping Reading, place: String) {
      self.feed = feed
      self.reading = reading
      self.place = place
    }

    /// The next record; nil when the stream is complete, or has failed before.
    public mutating func next(
      isolation actor: isolated (any Actor)? = #isolation
    ) async throws(StreamFailure) -> Output? {
      while !hasFailed {
        if let output = try nextOfBatch() { return output }
        guard let next = try await feed.next() else { return nil }
        batch = next
        position = 0
      }
      return nil
    }

    /// The next record; nil when the stream is complete, or has failed before.
    public mutating func next() async throws(StreamFailure) -> Output? {
      try await next(isolation: nil)
    }

    private mutating func nextOfBatch() throws(StreamFailure) -> Output? {
      while position < batch.entries.count {
        let entry = batch.entries[position]
        position += 1
        guard entry.kind.isRecord else { continue }
        number += 1
        do {
          if let output = try reading(entry, batch) { return output }
        } catch {
          hasFailed = true
          feed.stop()
          let reason = FailureFact.reason(misreading: error)
          let fact = FailureFact.misread(record: number, as: "\(Output.self)", reason: reason)
          throw fact.failure(at: place)
        }
      }
      return nil
    }
  }
}

extension StreamClient {
  /// The events of an sse stream; records of other streams are passed over.
  ///
  /// ```swift
  /// for try await event in client.events(StreamRequest(url: "http://localhost:8000/ticks")) {
  ///   print(event.type, event.data)
  /// }
  /// ```
  public func events(
    _ request: StreamRequest, options: StreamOptions = StreamOptions()
  ) -> TypedRecords<StreamEvent> {
    TypedRecords(client: self, request: request, options: options.refusingFiles) { entry, batch in
      if case .event(let event) = StreamRecord(entry, of: batch) { event } else { nil }
    }
  }

  /// A stream's records, read by a function of yours: it is given a JSON record's text, an event's
  /// data, or a piece of text, as bytes. What it throws ends the stream as `invalidRecord`. The
  /// mark at the stream's end is no value, and passed over.
  public func records<Output: Sendable>(
    _ request: StreamRequest, options: StreamOptions = StreamOptions(),
    read: @escaping @Sendable (_ payload: ArraySlice<UInt8>) throws -> Output
  ) -> TypedRecords<Output> {
    let mark = EndMark(options)
    return TypedRecords(client: self, request: request, options: options.refusingFiles) {
      entry, batch in
      guard entry.kind != .invalid, !mark.isMet(by: entry, of: batch) else { return nil }
      return try read(batch.bytes[entry.payload])
    }
  }
}

extension FailureFact {
  /// What a decoder says, in a few words.
  static func reason(misreading error: any Error) -> String {
    let context: DecodingError.Context
    switch error as? DecodingError {
    case .typeMismatch(_, let found), .valueNotFound(_, let found), .dataCorrupted(let found),
      .keyNotFound(_, let found):
      context = found
    default: return "\(error)"
    }
    let path = context.codingPath.map(\.stringValue).joined(separator: ".")
    return (path.isEmpty ? "" : path + ": ") + context.debugDescription
  }
}
