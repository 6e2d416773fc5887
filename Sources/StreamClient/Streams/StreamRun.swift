/// One stream from its first request to its end: connection after connection.
struct StreamRun: Sendable {
  let transport: HTTPTransport
  let request: StreamRequest
  let options: StreamOptions
  let userAgent: String
  let control: StreamControl?
  /// Nil leaves the work to the cooperative pool.
  let executor: TransportThread?
  let receive: @Sendable (StreamSignal) async -> Void

  /// The one kind that the answer will have, where that is known before it.
  var foreseenKind: StreamKind? {
    if let kind = options.kind { return StreamReading(kind).kind }
    return request.expectedKinds.flatMap { $0.count == 1 ? $0.first : nil }
  }

  /// Whether the body is a file to be saved, whatever the answer says.
  var savesWhatever: Bool { foreseenKind == .file && options.files != .count }

  /// The request as the caller made it; a file that may be gone on with is asked for as it is.
  var sentRequest: StreamRequest {
    guard case .save(_, let download) = options.files, download.resume else { return request }
    var request = request
    request.headers.addIfAbsent("Accept-Encoding", "identity")
    return request
  }

  private var isKnownAsEvents: Bool {
    options.kind.map { $0 == .sse } ?? (request.expectedKinds?.contains(.sse) ?? false)
  }

  /// Returns when the stream has ended; after a cancellation without another signal.
  func run() async {
    await withTaskExecutorPreference(executor) { await follow() }
  }

  private func follow() async {
    defer { control?.release() }
    var reconnection = Reconnection(
      policy: options.reconnect ?? (request.method == "GET" ? .always : .never),
      initialDelay: options.retryDelay, isKnownAsEvents: isKnownAsEvents,
      limit: options.reconnectLimit, shortestBackOff: options.shortestBackOff)
    var body = StreamBody(options: options)
    while true {
      let outcome = await connect(body)
      guard !Task.isCancelled else {
        options.observer?.ended(.closed)
        return
      }
      body = outcome.body
      if let openedAt = outcome.openedAt {
        reconnection.opened(at: openedAt, asEvents: body.reading?.kind == .sse)
      }
      switch outcome.end {
      case .finished:
        options.observer?.ended(.closed)
        return await complete()
      case .whole:
        options.observer?.ended(.complete)
        return await complete()
      case .restarted:
        options.observer?.ended(.closed)
        reconnection.restarted()
      case .ended(let ending, let failure):
        let step = reconnection.ended(
          ending, serverRetry: body.serverRetry, at: .now, jitter: .random(in: 0..<1))
        options.observer?.ended(WireEnd(ending, failure, step))
        switch step {
        case .complete: return await complete()
        case .fail: return await fail(failure)
        case .giveUp(let attempts): return await fail(failure.givingUp(after: attempts))
        case .retry(let delay):
          await receive(.lost(failure, retryIn: delay, serverRetryMs: body.serverRetry))
          await wait(delay)
          guard !Task.isCancelled else { return }
        }
      }
    }
  }

  /// Returns when the time is over, or the next connection is wanted at once.
  private func wait(_ delay: Duration) async {
    _ = await IdleWatch.watching(nil, control, clock: transport.clock, on: executor) { watch in
      watch?.waiting()
      await transport.waits.wait(delay)
    }
  }

  private func connect(_ body: StreamBody) async -> StreamAttempt.Outcome {
    let watched = await IdleWatch.watching(
      options.idleTimeout, control, clock: transport.clock, on: executor
    ) { watch in
      await StreamAttempt(run: self, watch: watch).connect(body)
    }
    var outcome = watched.result
    switch watched.expiry {
    case nil: break
    case .restart: outcome.end = .restarted
    case .silence:
      let place = request.place
      let silence = FailureFact.silent(options.idleTimeout ?? .zero)
      outcome.end = .ended(.lost, silence.failure(at: place))
    }
    return outcome
  }

  private func complete() async {
    await receive(.completed)
    await close()
  }

  private func fail(_ failure: StreamFailure) async {
    await receive(.failed(failure))
    await close()
  }

  private func close() async {
    guard !Task.isCancelled else { return }
    await receive(.closed)
  }
}

extension WireEnd {
  fileprivate init(
    _ ending: Reconnection.Ending, _ failure: StreamFailure, _ step: Reconnection.Step
  ) {
    switch (ending, step) {
    case (.clean, _), (_, .complete): self = .complete
    case (_, .retry): self = .lost(failure)
    case (_, .fail), (_, .giveUp): self = .failed(failure)
    }
  }
}
