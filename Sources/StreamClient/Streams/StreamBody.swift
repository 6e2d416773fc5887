import StreamDecoding

/// A stream's body over all its connections: decodes, and says when the stream has to end.
struct StreamBody: Sendable {
  /// What follows from a part of the body.
  enum Verdict: Sendable, Hashable {
    case goOn
    /// The end mark came.
    case finished
    case failed(FailureFact)
  }

  private let options: StreamOptions
  private let endMark: EndMark
  private var decoder: StreamDecoder?
  /// How the body is read; nil before the first answer.
  private(set) var reading: StreamReading?

  init(options: StreamOptions) {
    self.options = options
    endMark = EndMark(options)
  }

  /// The last event ID so far, as a header can carry it; nil where there is none, or where it
  /// can't, which only one that the caller gave may be.
  var sendableLastEventID: String? {
    guard let id = lastEventID, HeaderField.isSendable(value: id) else { return nil }
    return id
  }

  /// The last event ID so far; nil where there is none.
  var lastEventID: String? {
    let id = decoder.map { String(decoding: $0.lastEventID, as: UTF8.self) }
    return (id ?? options.lastEventID).flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The server's last `retry` in milliseconds.
  var serverRetry: Int? { decoder?.reconnectionTime }

  /// A connection has opened, the first or another.
  mutating func open(_ reading: StreamReading) {
    self.reading = reading
    guard let format = reading.format else { return }
    if decoder == nil {
      decoder = StreamDecoder(
        format: format, recordLimit: options.recordLimit,
        lastEventID: Array((options.lastEventID ?? "").utf8))
    } else {
      decoder?.startConnection()
    }
  }

  /// Decodes one part into the batch; after a verdict other than `goOn` the batch holds only what
  /// comes before it.
  mutating func decode(_ part: UnsafeRawBufferPointer, into batch: inout RecordBatch) -> Verdict {
    do throws(DecodingFailure) {
      try decoder?.decode(part, into: &batch)
    } catch {
      return verdict(on: &batch, otherwise: .failed(FailureFact(error)))
    }
    return verdict(on: &batch, otherwise: .goOn)
  }

  /// The body came to its end: decodes what was held back.
  mutating func finish(into batch: inout RecordBatch) -> Verdict {
    do throws(DecodingFailure) {
      try decoder?.finish(into: &batch)
    } catch {
      return verdict(on: &batch, otherwise: .failed(FailureFact(error)))
    }
    return verdict(on: &batch, otherwise: .goOn)
  }

  /// The connection was lost: what was held back makes no record.
  mutating func abandon(into batch: inout RecordBatch) {
    decoder?.abandon(into: &batch)
  }

  /// Looks for an end mark or a record that fails the stream, and cuts the batch there.
  private func verdict(on batch: inout RecordBatch, otherwise: Verdict) -> Verdict {
    guard options.invalidRecords == .fail || endMark.isAwaited else {
      return otherwise
    }
    for (index, entry) in batch.entries.enumerated() {
      // A mark need not be a valid record: `[DONE]` among JSON is none.
      if endMark.isMet(by: entry, of: batch) {
        batch.entries.removeSubrange((index + 1)...)
        return .finished
      }
      if entry.kind == .invalid, options.invalidRecords == .fail {
        batch.entries.removeSubrange(index...)
        return .failed(
          .invalidRecord(entry.fault ?? RecordFault(offset: 0, reason: .expectedValue)))
      }
    }
    return otherwise
  }
}

extension FailureFact {
  fileprivate init(_ failure: DecodingFailure) {
    switch failure {
    case .recordTooLarge(let limit): self = .recordTooLarge(limit: limit)
    }
  }
}
