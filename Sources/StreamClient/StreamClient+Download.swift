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
        client: self, request: request, options: options, watch: watch, answered: answered)
      let start = try await run.start(target)
      let writing = DownloadWriting(
        start: start, source: request.source, overwrites: options.force,
        expandedLimit: options.expandedLimit, watch: watch, progress: progress)
      do throws(FailureFact) {
        let length = try await writing.write()
        return .success(DownloadedFile(start, length: length))
      } catch {
        throw HTTPFailure(fact: error, place: start.answer.place)
      }
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

extension DownloadedFile {
  fileprivate init(_ start: DownloadRun.Start, length: Int) {
    let path: String? =
      switch start.destination {
      case .file(let file): file.path
      case .device(let path), .folder(let path): path
      case .standardOutput: nil
      }
    let name =
      path?.split(separator: "/").last.map(String.init)
      ?? FileName(
        contentDisposition: start.answer.headers.first("Content-Disposition"),
        url: start.answer.url
      ).text
    self.init(
      path: path, name: name, mediaType: start.answer.mediaType.essence, length: length)
  }
}
