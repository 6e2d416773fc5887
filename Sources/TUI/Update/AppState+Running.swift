import Endpoints

extension AppState {
  /// Enter: what it does depends on the pane.
  mutating func activate() -> [Effect] {
    switch focus {
    case .endpoints:
      if tree.toggle() { return [] }
      return run()
    case .request: return run()
    case .records:
      if stream == nil { return run() }
      focus(on: .detail)
      return []
    case .detail, .callbacks, .rate: return []
    }
  }

  /// Runs the selected endpoint; if it runs already, goes to its records.
  mutating func run() -> [Effect] {
    guard let endpoint else { return [] }
    if stream?.phase.isRunning == true {
      focus(on: .records)
      return []
    }
    return start(endpoint, kind: endpoint.kind)
  }

  /// Closes the connection, if there is one, and makes another.
  mutating func runAgain() -> [Effect] {
    guard let endpoint else {
      guard catalog.endpoints.isEmpty, case .finished = search else { return [] }
      search = .running(steps: [])
      return [.rediscover]
    }
    return start(endpoint, kind: stream?.kind ?? endpoint.kind)
  }

  /// Saves the body to a file, whatever kind of stream it is.
  mutating func download() -> [Effect] {
    guard let endpoint else { return [] }
    return start(endpoint, kind: .file)
  }

  mutating func stop() -> [Effect] {
    guard let stream, stream.phase.isRunning else {
      say("nothing runs here")
      return []
    }
    let now = clock.now
    withStream { $0.stop(at: now) }
    forget(stream)
    return [.close(stream.id)]
  }

  mutating func stopAll() -> [Effect] {
    let stopped = running
    for title in streams.keys { streams[title]?.stop(at: clock.now) }
    stopped.forEach { forget($0) }
    say(stopped.isEmpty ? "nothing runs" : "stopped \(stopped.count)")
    return stopped.map { Effect.close($0.id) }
  }

  /// What is on its way already comes after the close, and counts no more; but where the part of a
  /// file is, the user wants to know.
  private mutating func forget(_ stream: Stream) {
    endpointOfRun[stream.id] = nil
    if stream.kind == .file { stoppedDownloads.insert(stream.id) }
  }

  private mutating func start(_ endpoint: Endpoint, kind: EndpointKind) -> [Effect] {
    let draft = draft(of: endpoint)
    drafts[endpoint.title] = draft
    if let problem = draft.problems.first, let field = problem.field {
      mode = .editing(RequestEditor(field: field, complaint: problem.sentence))
      focus(on: .request)
      return []
    }
    do throws(RequestProblem) {
      let request = try draft.plan(baseURL: baseURL)
      mode = .browsing
      focus(on: .records)
      return begin(endpoint, kind: kind, request: request)
    } catch {
      say(sentence(of: error), isProblem: true)
      return []
    }
  }

  private mutating func begin(
    _ endpoint: Endpoint, kind: EndpointKind, request: PlannedRequest
  ) -> [Effect] {
    let id = StreamID(nextRun)
    nextRun += 1
    var effects: [Effect] = []
    var lastEventID: String?
    if let old = streams[endpoint.title] {
      endpointOfRun[old.id] = nil
      if old.phase.isRunning { effects.append(.close(old.id)) }
      // Another request is another feed: its IDs would mean nothing to it.
      if old.request == request, old.kind == kind {
        if kind == .sse, !old.lastEventID.isEmpty { lastEventID = old.lastEventID }
      } else {
        streams[endpoint.title] = nil
      }
    }
    endpointOfRun[id] = endpoint.title
    if let index = streams.index(forKey: endpoint.title) {
      streams.values[index].runAgain(as: id, at: clock.now)
    } else {
      streams[endpoint.title] = Stream(
        id: id, endpoint: endpoint, kind: kind, request: request, at: clock.now,
        memoryLimit: memoryLimit)
    }
    detail.top = 0
    return effects + [effect(id, request, kind: kind, lastEventID: lastEventID)]
  }

  private func effect(
    _ id: StreamID, _ request: PlannedRequest, kind: EndpointKind, lastEventID: String?
  ) -> Effect {
    switch kind {
    case .sse, .ndjson, .text: .open(id, request, kind: kind, lastEventID: lastEventID)
    case .file: .download(id, request)
    case .unary: .call(id, request)
    }
  }
}
