import StreamDecoding
import WebText

/// An answer that somebody else asked for, read as it passes by: it gives the signals that a stream
/// of ours would give which isn't connected again.
///
/// An ordinary answer gives none, unless the options want it whole. Not to be shared: it has one
/// holder.
package struct PassingAnswer {
  private enum State {
    case ordinary
    /// An ordinary answer that is wanted whole.
    case document(limit: Int)
    /// A status outside 2xx.
    case refused
    case stream
    case over
  }

  /// So much of a refusal's body is told, in bytes.
  private static let longestRefusal = 64 << 10

  private let head: AnswerHead
  private let url: String
  private let place: String
  private var state = State.ordinary
  /// The start of the body of what is no stream.
  private var start: [UInt8] = []
  private var body: StreamBody
  private var meter: ProgressMeter
  private let coding: ContentDecoder?

  /// Reads the head.
  ///
  /// - Parameter request: What was asked for.
  package init(_ head: AnswerHead, to request: StreamRequest, options: StreamOptions) {
    self.head = head
    url = request.url
    place = request.place
    body = StreamBody(options: options)
    let length = head.headers.first("Content-Length").flatMap { Int($0) }
    let chain = ContentCoding.chain(of: head.headers.joined("Content-Encoding")) ?? []
    meter = ProgressMeter(total: chain.isEmpty ? length : nil)
    coding = ContentDecoder(chain)
    if case .deliver(let limit) = options.ordinaryAnswers, head.status != 101 {
      state = .document(limit: limit)
    }
    guard (200..<300).contains(head.status), head.status != 204 else {
      if head.status >= 400 { state = .refused }
      return
    }
    let type = MediaType(head.headers.first("Content-Type"))
    let reading = StreamReading.deciding(
      mediaType: type, contentDisposition: head.headers.first("Content-Disposition"),
      request: request, options: options)
    // The texts that a page is made of are no streams, and none is of known length.
    let isOfPage = ["css", "html", "javascript"].contains { type.essence == "text/" + $0 }
    if let reading, !(reading.kind == .text && (length != nil || isOfPage)) {
      body.open(reading)
      state = .stream
    }
  }

  /// How the body is read; nil for an ordinary answer, and for a refusal.
  package var kind: StreamKind? { body.reading?.kind }

  /// What the head is a signal of.
  package func opening(_ request: StreamRequest) -> [StreamSignal] {
    guard let kind else {
      if case .document = state { return [.answering(head)] }
      return []
    }
    return [
      .opened(
        StreamResponse(
          status: head.status, mediaType: head.mediaType, headers: head.headers, kind: kind,
          url: request.url, httpVersion: head.httpVersion, connection: head.connection))
    ]
  }

  /// Takes what one reading of the socket gave.
  package mutating func take(_ part: [UInt8]) -> [StreamSignal] {
    guard let coding else { return decode(part) }
    var signals: [StreamSignal] = []
    var piece: [UInt8] = []
    coding.append(part)
    do throws(FailureFact) {
      while try coding.next(into: &piece) { signals += decode(piece) }
    } catch {
      signals += fail(error)
    }
    return signals
  }

  private mutating func decode(_ part: [UInt8]) -> [StreamSignal] {
    switch state {
    case .ordinary, .over: return []
    case .document(let limit):
      start += part
      guard start.count > limit else { return [] }
      (state, start) = (.ordinary, [])
      return []
    case .refused:
      start += part.prefix(Self.longestRefusal - start.count)
      return []
    case .stream where kind == .file:
      meter.add(part.count)
      return meter.isDue(at: .now) ? [meter.signal] : []
    case .stream:
      var batch = RecordBatch()
      let verdict = part.withUnsafeBytes { body.decode($0, into: &batch) }
      return signals(of: batch, verdict)
    }
  }

  private mutating func signals(
    of batch: RecordBatch, _ verdict: StreamBody.Verdict
  ) -> [StreamSignal] {
    let records: [StreamSignal] = batch.isEmpty ? [] : [.records(batch)]
    switch verdict {
    case .goOn: return records
    case .finished:
      state = .over
      return records + [.completed, .closed]
    case .failed(let fact): return records + fail(fact)
    }
  }

  /// The body came to its end.
  package mutating func end() -> [StreamSignal] {
    switch state {
    case .ordinary, .over: return []
    case .document:
      state = .over
      let document = FetchedDocument(
        status: head.status, mediaType: head.mediaType, headers: head.headers, url: url, body: start
      )
      return [.answered(document), .closed]
    case .refused:
      let type = MediaType(head.headers.first("Content-Type"))
      let document = type.isJSON ? try? JSONValue(parsing: start) : nil
      return fail(.status(head.status, body: start, detail: document?["detail"]))
    case .stream:
      if coding?.canEnd == false { return lose() }
      var batch = RecordBatch()
      let verdict = body.finish(into: &batch)
      let progress = kind == .file ? [meter.signal] : []
      let signals = progress + signals(of: batch, verdict)
      if case .over = state { return signals }
      state = .over
      return signals + [.completed, .closed]
    }
  }

  /// The connection broke off before the body's end.
  package mutating func lose() -> [StreamSignal] {
    if case .refused = state { return end() }
    return abandon() + fail(.brokenOff)
  }

  /// Nobody wants more of it: what was held back makes no record, and nothing is told after it. Who
  /// is refused has heard so by the head, and may leave before the body.
  package mutating func abandon() -> [StreamSignal] {
    if case .refused = state { return end() }
    guard case .stream = state else { return [] }
    var batch = RecordBatch()
    body.abandon(into: &batch)
    return batch.isEmpty ? [] : [.records(batch)]
  }

  private mutating func fail(_ fact: FailureFact) -> [StreamSignal] {
    switch state {
    case .ordinary, .over: return []
    case .document, .refused, .stream:
      state = .over
      return [.failed(fact.failure(at: place)), .closed]
    }
  }
}
