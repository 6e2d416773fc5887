/// One stream from its first request to its end: connection after connection.
struct StreamRun: Sendable {
  let transport: HTTPTransport
  let request: StreamRequest
  let options: StreamOptions
  let userAgent: String
  let receive: @Sendable (StreamSignal) async -> Void

  /// Returns when the stream has ended; after a cancellation without another signal.
  func run() async {
    var reconnection = Reconnection(
      policy: options.reconnect ?? (request.method == "GET" ? .always : .never),
      initialDelay: options.retryDelay, isKnownAsEvents: options.kind == .sse)
    var body = StreamBody(options: options)
    while true {
      let outcome = await connect(body)
      guard !Task.isCancelled else { return }
      body = outcome.body
      if let openedAt = outcome.openedAt {
        reconnection.opened(at: openedAt, asEvents: body.reading?.kind == .sse)
      }
      guard case .ended(let ending, let failure) = outcome.end else { return await complete() }
      let step = reconnection.ended(
        ending, serverRetry: body.serverRetry, at: .now, jitter: .random(in: 0..<1))
      switch step {
      case .complete: return await complete()
      case .fail: return await fail(failure)
      case .retry(let delay):
        await receive(.lost(failure, retryIn: delay, serverRetryMs: body.serverRetry))
        try? await Task.sleep(for: delay)
        guard !Task.isCancelled else { return }
      }
    }
  }

  private func connect(_ body: StreamBody) async -> StreamAttempt.Outcome {
    let guarded = await IdleWatch.guarding(options.idleTimeout) { watch in
      await StreamAttempt(run: self, watch: watch).connect(body)
    }
    var outcome = guarded.result
    if guarded.isExpired, let limit = options.idleTimeout {
      let place = Origin(url: request.url)?.text ?? ""
      outcome.end = .ended(.lost, FailureFact.silent(limit).failure(at: place))
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
