/// What is no stream of records, where the caller wants it all the same.
extension StreamAttempt {
  /// After so long, what still comes without an announced length is a stream, whatever it is called.
  private static let longForAnAnswer = Duration.seconds(1)

  /// Reads an ordinary answer and tells it whole; JSON and text that keep coming are read on as a
  /// stream.
  func whole(_ answer: HTTPAnswer, into body: inout StreamBody) async -> End {
    await report(.answering(answer.head))
    let began = ContinuousClock.now
    var document: [UInt8] = []
    var part: [UInt8] = []
    var meter = ProgressMeter(total: answer.contentLength)
    var reader = answer.reader(counting: run.options.received, observer: run.options.observer)
    do throws(FailureFact) {
      while try await next(of: &reader, into: &part) {
        document += part
        if case .deliver(let limit) = run.options.ordinaryAnswers, document.count > limit {
          throw .bodyTooLarge(limit: limit)
        }
        meter.add(part.count)
        if meter.isDue(at: .now) { await report(meter.signal) }
        guard .now - began > Self.longForAnAnswer, let reading = answer.lastingReading else {
          continue
        }
        body.open(reading)
        await report(.opened(answer.response(kind: reading.kind)))
        return await readBody(of: answer, with: &reader, from: document, into: &body)
      }
    } catch {
      var failure = error.failure(at: answer.place)
      // What is too large for an answer can be saved.
      if case .bodyTooLarge = error { failure.remedy = .sayKind }
      return .ended(.fatal, failure)
    }
    await report(.answered(answer.document(document)))
    return .whole
  }

  /// Saves a file; a part that a cancellation leaves is told of all the same.
  func save(_ answer: HTTPAnswer, to target: DownloadTarget, _ options: DownloadOptions) async
    -> End
  {
    let download = DownloadRun(
      transport: run.transport, userAgent: run.userAgent, request: run.sentRequest,
      options: options, watch: watch)
    do throws(HTTPFailure) {
      let file = try await download.save(to: target, from: answer) { done, total in
        await report(.progress(done: done, total: total))
      }
      await report(.saved(file))
      return .finished
    } catch {
      if Task.isCancelled { await run.receive(.failed(error.failure)) }
      return .ended(.fatal, error.failure)
    }
  }
}

extension HTTPAnswer {
  /// How it is read once it lasts too long for an ordinary answer; nil where its end is known, or
  /// where nothing can be told before it.
  fileprivate var lastingReading: StreamReading? {
    guard (200..<300).contains(status), !hasLength else { return nil }
    if mediaType.isJSON { return .json }
    return mediaType.isText ? .text : nil
  }

  fileprivate var hasLength: Bool { headers.first("Content-Length") != nil }
}

extension StreamReading {
  /// Whether an answer that can be read so is an ordinary one: a text whose length is known, a page.
  func isOrdinary(_ answer: HTTPAnswer) -> Bool {
    kind == .text && (answer.hasLength || answer.mediaType.essence == "text/html")
  }
}
