import StreamDecoding

/// One connection of a stream, from its request to its end.
struct StreamAttempt: Sendable {
  /// What became of it.
  struct Outcome: Sendable {
    var body: StreamBody
    var end: End
    /// When the stream opened; nil where it didn't.
    var openedAt: ContinuousClock.Instant?
  }

  enum End: Sendable {
    /// The end mark came.
    case finished
    /// An ordinary answer came whole.
    case whole
    /// Another connection is wanted at once.
    case restarted
    /// The failure is what to say when the stream goes on or fails for it.
    case ended(Reconnection.Ending, StreamFailure)
  }

  /// An end, thrown on the way to it.
  private struct Stop: Error {
    var end: End
  }

  let run: StreamRun
  let watch: IdleWatch?

  /// Returns when the connection has ended, or soon after the task is cancelled.
  func connect(_ body: StreamBody) async -> Outcome {
    var outcome = Outcome(body: body, end: .finished)
    do throws(Stop) {
      let answer = try await ask(
        lastEventID: body.sendableLastEventID, isReconnect: body.reading != nil)
      guard let reading = try await accept(answer, previous: body.reading) else {
        outcome.end = await closing(answer) { await whole(answer, into: &outcome.body) }
        return outcome
      }
      outcome.body.open(reading)
      outcome.openedAt = .now
      outcome.end = await closing(answer) { await read(answer, into: &outcome.body) }
    } catch {
      outcome.end = error.end
    }
    return outcome
  }

  func report(_ signal: StreamSignal) async {
    guard !Task.isCancelled else { return }
    await run.receive(signal)
  }

  private func ask(
    lastEventID: String?, isReconnect: Bool
  ) async throws(Stop) -> HTTPAnswer {
    var outgoing: OutgoingRequest
    do throws(FailureFact) {
      outgoing = try await OutgoingRequest(
        asking: run.sentRequest,
        purpose: run.savesWhatever
          ? .document : .stream(lastEventID: lastEventID, kind: run.foreseenKind),
        userAgent: run.userAgent)
    } catch {
      throw Stop(end: .ended(.fatal, error.failure(at: "")))
    }
    if isReconnect { outgoing.connection = .own }
    await report(.requesting(url: outgoing.shownURL, lastEventID: lastEventID))
    run.options.observer?.requesting(SentRequest(outgoing, lastEventID: lastEventID))
    watch?.waiting()
    do throws(HTTPFailure) {
      let answer = try await run.transport.open(outgoing)
      guard watch?.arrived() ?? true else { throw HTTPFailure(fact: .cancelled, place: "") }
      run.options.observer?.answered(answer.head, url: answer.url)
      return answer
    } catch {
      watch?.arrived()
      throw Stop(end: .ended(error.fact.isPassing ? .lost : .fatal, error.failure))
    }
  }

  /// Decides how the body is read, or why it isn't; nil for an ordinary answer that is wanted whole.
  private func accept(
    _ answer: HTTPAnswer, previous: StreamReading?
  ) async throws(Stop) -> StreamReading? {
    func failure(_ fact: FailureFact) -> StreamFailure {
      var failure = fact.failure(at: answer.place)
      failure.head = answer.head
      return failure
    }
    let takesAnswers = previous == nil && run.options.ordinaryAnswers != .fail
    guard (200..<300).contains(answer.status), answer.status != 204 else {
      if takesAnswers { return nil }
      let retryAfter = RetryAfter.delay(in: answer.headers)
      let failure = failure(
        await answer.statusFact(run.transport.clock, observer: run.options.observer))
      throw Stop(end: .ended(.answered(status: answer.status, retryAfter: retryAfter), failure))
    }
    func stop(_ fact: FailureFact) -> Stop {
      Stop(end: .ended(.fatal, failure(fact)))
    }
    let reading = StreamReading.deciding(
      mediaType: answer.mediaType, contentDisposition: answer.headers.first("Content-Disposition"),
      request: run.request, options: run.options)
    if takesAnswers, reading?.isOrdinary(answer) ?? true { return nil }
    let type = answer.mediaType.essence
    if let previous, previous != reading {
      throw stop(.kindChanged(from: previous.kind, mediaType: type))
    }
    guard let reading else {
      throw stop(.mediaType(type, expected: run.request.expectedKinds))
    }
    return reading
  }

  /// A receiver that works for long must not keep the connection open for as long.
  private func closing(_ answer: HTTPAnswer, _ work: () async -> End) async -> End {
    await withTaskCancellationHandler(operation: work) { answer.body.close() }
  }

  private func read(_ answer: HTTPAnswer, into body: inout StreamBody) async -> End {
    if let kind = body.reading?.kind { await report(.opened(answer.response(kind: kind))) }
    if body.reading?.kind == .file, case .save(let target, let options) = run.options.files {
      return await save(answer, to: target, options)
    }
    var reader = answer.reader(counting: run.options.received, observer: run.options.observer)
    return await readBody(of: answer, with: &reader, into: &body)
  }

  /// How much is decoded before it is handed on, in bytes. A fast server has sent up to 1.6 MB by the
  /// time of a reading: records of so much, and what is made of them, would leave the processor's
  /// caches, and their memory would be touched page by page.
  private static let decodedAtOnce = 128 << 10

  /// - Parameter start: What has been read of it already.
  func readBody(
    of answer: HTTPAnswer, with reader: inout BodyReader, from start: [UInt8] = [],
    into body: inout StreamBody
  ) async -> End {
    var part = start
    var batch = RecordBatch()
    var meter = ProgressMeter(total: answer.contentLength)
    do throws(FailureFact) {
      var goesOn = true
      if part.isEmpty { goesOn = try await next(of: &reader, into: &part) }
      while goesOn {
        if body.reading?.kind == .file {
          meter.add(part.count)
          if meter.isDue(at: .now) { await report(meter.signal) }
        } else if let end = await decode(part, with: &body, into: &batch, at: answer.place) {
          return end
        }
        goesOn = try await next(of: &reader, into: &part)
      }
    } catch {
      body.abandon(into: &batch)
      if !batch.isEmpty { await report(.records(batch)) }
      return .ended(error.isLoss ? .lost : .fatal, error.failure(at: answer.place))
    }
    if body.reading?.kind == .file { await report(meter.signal) }
    let verdict = body.finish(into: &batch)
    if let end = await deliver(&batch, verdict, at: answer.place) { return end }
    return .ended(.clean, FailureFact.endedByServer.failure(at: answer.place))
  }

  /// Decodes a part and hands its records on; the end of the stream, where they are it.
  private func decode(
    _ part: [UInt8], with body: inout StreamBody, into batch: inout RecordBatch, at place: String
  ) async -> End? {
    for start in stride(from: 0, to: part.count, by: Self.decodedAtOnce) {
      let verdict = part.withUnsafeBytes {
        let piece = $0[start...].prefix(Self.decodedAtOnce)
        return body.decode(UnsafeRawBufferPointer(rebasing: piece), into: &batch)
      }
      if let end = await deliver(&batch, verdict, at: place) { return end }
    }
    return nil
  }

  func next(
    of reader: inout BodyReader, into part: inout [UInt8]
  ) async throws(FailureFact) -> Bool {
    watch?.waiting()
    defer { watch?.arrived() }
    let isMore = try await reader.next(into: &part)
    // A part that comes after the watch gave up would be decoded, but not delivered: its events
    // would be lost, since the next connection asks for what follows them.
    guard watch?.arrived() ?? true else { throw .cancelled }
    return isMore
  }

  /// Hands the batch on; the end of the stream, where the verdict is one.
  private func deliver(
    _ batch: inout RecordBatch, _ verdict: StreamBody.Verdict, at place: String
  ) async -> End? {
    if !batch.isEmpty { await report(.records(batch)) }
    // Keeps the memory, unless the receiver kept the batch.
    batch.removeAll()
    switch verdict {
    case .goOn: return nil
    case .finished: return .finished
    case .failed(let fact): return .ended(.fatal, fact.failure(at: place))
    }
  }
}

extension FailureFact {
  /// Whether a second try may go better.
  fileprivate var isPassing: Bool {
    switch kind {
    case .connect: if case .badURL = self { false } else { true }
    case .timeout, .connectionLost: true
    case .tls, .redirect, .status, .mediaType, .invalidRecord, .recordTooLarge, .file, .closed:
      false
    }
  }
}
