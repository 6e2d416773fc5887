/// One download: asks for the file, or for the rest of it, and decides where it goes.
struct DownloadRun: Sendable {
  let transport: HTTPTransport
  let userAgent: String
  let request: StreamRequest
  let options: DownloadOptions
  let watch: IdleWatch?
  var answered: @Sendable (AnswerHead) async -> Void = { _ in }

  /// A body that is to be saved.
  struct Start: Sendable {
    var answer: HTTPAnswer
    var destination: DownloadDestination
    /// The bytes that are there already.
    var done = 0
    /// Whether they are all there are.
    var isWhole = false

    /// The whole file's length; nil where the server doesn't say.
    var total: Int? {
      guard done > 0 else { return answer.contentLength }
      let range = ContentRange(answer.headers.first("Content-Range"))
      return range?.total ?? answer.contentLength.map { $0 + done }
    }
  }

  /// What an answer to a request for the rest is.
  private enum Continuation {
    case rest
    case nothingMissing
    /// The whole file: it has changed, or the server doesn't give parts.
    case whole
    /// Something else; to be asked again for the whole file.
    case unusable
  }

  /// Downloads the file.
  ///
  /// - Parameter first: An answer to the request as it is, whose body is not read yet.
  func save(
    to target: DownloadTarget, from first: HTTPAnswer? = nil,
    progress: @escaping @Sendable (_ done: Int, _ total: Int?) async -> Void
  ) async throws(HTTPFailure) -> DownloadedFile {
    let start = try await start(target, from: first)
    let writing = DownloadWriting(
      start: start, source: request.source, overwrites: options.force,
      expandedLimit: options.expandedLimit, watch: watch, progress: progress)
    do throws(FailureFact) {
      return DownloadedFile(start, length: try await writing.write())
    } catch {
      throw HTTPFailure(fact: error, place: start.answer.place)
    }
  }

  private func start(
    _ target: DownloadTarget, from first: HTTPAnswer?
  ) async throws(HTTPFailure) -> Start {
    let place = request.place
    let destination = try FailureFact.located(place) { () throws(FailureFact) in
      try DownloadDestination(target, force: options.force)
    }
    let point = first == nil ? resumePoint(of: destination) : nil
    let start = try await start(destination, from: point, first)
    // The name, and with it the part, is known only now.
    guard point == nil, let found = resumePoint(of: start.destination),
      start.answer.isVersion(found.validator)
    else { return start }
    return try await self.start(start.destination, from: found)
  }

  private func resumePoint(of destination: DownloadDestination) -> PartFile.ResumePoint? {
    options.resume ? destination.partFile?.resumePoint(of: request.source) : nil
  }

  private func start(
    _ destination: DownloadDestination, from point: PartFile.ResumePoint?,
    _ first: HTTPAnswer? = nil
  ) async throws(HTTPFailure) -> Start {
    let answer: HTTPAnswer
    if let first { answer = first } else { answer = try await ask(point?.headers ?? []) }
    var start = Start(answer: answer, destination: destination)
    if let point {
      switch Self.continuation(answer, point) {
      case .rest: start.done = point.length
      case .nothingMissing:
        start.done = point.length
        start.isWhole = true
        return start
      case .whole: break
      case .unusable: start.answer = try await ask([])
      }
    }
    try await check(start.answer, isRest: start.done > 0)
    start.destination = try FailureFact.located(answer.place) { () throws(FailureFact) in
      try destination.named(by: start.answer, force: options.force)
    }
    return start
  }

  private func ask(_ headers: [HeaderField]) async throws(HTTPFailure) -> HTTPAnswer {
    // A part is continued in the bytes of the file itself, and so are its version and its length.
    let plain = options.resume ? [HeaderField("Accept-Encoding", "identity")] : []
    let answer = try await opened(adding: headers + plain)
    await answered(answer.head)
    return answer
  }

  private func opened(adding headers: [HeaderField]) async throws(HTTPFailure) -> HTTPAnswer {
    watch?.waiting()
    defer { watch?.arrived() }
    return try await transport.open(request, adding: headers, userAgent: userAgent)
  }

  private static func continuation(
    _ answer: HTTPAnswer, _ point: PartFile.ResumePoint
  ) -> Continuation {
    let range = ContentRange(answer.headers.first("Content-Range"))
    switch answer.status {
    case 206:
      let fits = range?.start == point.length && answer.continues(point.validator)
      // A part is of the file itself; a compressed rest would be of something else.
      return fits && !answer.isCompressed ? .rest : .unusable
    case 416:
      let isWhole = range?.total == point.length && answer.isExhausted(point.validator)
      return isWhole ? .nothingMissing : .unusable
    default: return .whole
    }
  }

  private func check(_ answer: HTTPAnswer, isRest: Bool) async throws(HTTPFailure) {
    func failure(_ fact: FailureFact) -> HTTPFailure {
      HTTPFailure(fact: fact, place: answer.place)
    }
    guard (200..<300).contains(answer.status), answer.status != 204 else {
      throw failure(await answer.statusFact(transport.clock))
    }
    guard isRest || answer.status != 206 else { throw failure(.unaskedPart) }
  }
}

extension FailureFact {
  /// Does something that can fail at a place.
  static func located<Result>(
    _ place: String, _ work: () throws(FailureFact) -> Result
  ) throws(HTTPFailure) -> Result {
    do throws(FailureFact) {
      return try work()
    } catch {
      throw HTTPFailure(fact: error, place: place)
    }
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
