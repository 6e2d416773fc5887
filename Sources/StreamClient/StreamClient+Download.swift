extension StreamClient {
  /// Downloads a file: to `NAME.part` first, renamed when it is whole.
  ///
  /// Throws when the file exists already, when the disk or the connection fails: the part stays
  /// then, and the error says how to go on. A cancelled download leaves its part too.
  ///
  /// - Parameters:
  ///   - request: What to ask for; its `Range` and `If-Range` are the client's own.
  ///   - target: Where the bytes go.
  ///   - options: What to do with what is on the disk already, and how long to wait in silence.
  ///   - progress: Called with the bytes so far and, where the server says so, in all; at most 30
  ///     times a second, and once at the end.
  ///   - answered: Called with the head of each answer before its body is read; a download that goes
  ///     on may get a second one.
  public func download(
    _ request: StreamRequest, to target: DownloadTarget,
    options: DownloadOptions = DownloadOptions(),
    progress: @escaping @Sendable (_ done: Int, _ total: Int?) async -> Void = { _, _ in },
    answered: @escaping @Sendable (AnswerHead) async -> Void = { _ in }
  ) async throws(StreamFailure) -> DownloadedFile {
    let (result, isExpired) = await IdleWatch.guarding(
      options.idleTimeout, clock: transport.clock
    ) { watch in
      await self.downloading(
        request, to: target, options: options, watch, answered, progress)
    }
    switch result {
    case .success(let file): return file
    case .failure(var failure):
      if isExpired, let limit = options.idleTimeout { failure.fact = failure.fact.silenced(limit) }
      throw failure.failure
    }
  }

  private func downloading(
    _ request: StreamRequest, to target: DownloadTarget, options: DownloadOptions,
    _ watch: IdleWatch?, _ answered: @escaping @Sendable (AnswerHead) async -> Void,
    _ progress: @escaping @Sendable (Int, Int?) async -> Void
  ) async -> Result<DownloadedFile, HTTPFailure> {
    do throws(HTTPFailure) {
      let run = DownloadRun(
        transport: transport, userAgent: configuration.userAgent, request: request,
        options: options, watch: watch, answered: answered)
      return .success(try await run.save(to: target, progress: progress))
    } catch {
      return .failure(error)
    }
  }
}

extension FailureFact {
  /// What a download that was ended for the server's silence says.
  fileprivate func silenced(_ limit: Duration) -> FailureFact {
    guard case .partBrokenOff(let part, .cancelled) = self else { return .silent(limit) }
    return .partBrokenOff(part, .silent(limit))
  }
}
