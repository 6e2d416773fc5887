import Endpoints
import RecordStore

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
      let height = recordsHeight
      withStream { $0.window.hold(in: $0.rows, height: height) }
      focus(on: .detail)
      return []
    case .detail:
      toggleFold()
      return []
    case .callbacks, .rate: return []
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

  /// The answer's head says what the endpoint is: its row and its code follow.
  mutating func follow(
    _ kind: EndpointKind, _ status: Int, _ mediaType: String, of id: StreamID
  ) -> [Effect] {
    guard let run = run(id), run.kind != kind, let title = endpointOfRun[id],
      // What others are told, that it was asked wrongly for one, is not what the endpoint is.
      kind.isStream || !id.isPassing,
      let index = catalog.endpoints.firstIndex(where: { $0.title == title }),
      catalog.endpoints[index].kind != kind
    else { return [] }
    let known = catalog.endpoints[index]
    var seen = Endpoint(
      name: known.name, method: known.method, path: known.path, kind: kind,
      mediaType: mediaType.isEmpty ? nil : mediaType,
      evidence: [
        Evidence(fact: .kind, source: .probe, detail: "answered \(status) \(mediaType)")
      ])
    seen.$parameters.isAssumed = true
    var catalog = catalog
    catalog.take(probe: seen, at: index)
    return replaceCatalog(with: catalog)
  }

  /// Closes the connection, if there is one, and makes another.
  mutating func runAgain() -> [Effect] {
    guard let endpoint else {
      guard catalog.endpoints.isEmpty, case .finished = search else { return [] }
      search = .running(steps: [])
      return [.rediscover]
    }
    if hasNoPlace {
      askForPlace(of: endpoint.title)
      return []
    }
    return start(endpoint, kind: stream?.kind ?? endpoint.kind)
  }

  /// Runs it from its beginning, not behind the last event that came.
  mutating func runAfresh() -> [Effect] {
    withStream { $0.lastEventID = "" }
    return runAgain()
  }

  /// Chooses when the selected endpoint's streams are connected again; what runs is run anew.
  mutating func reconnect(_ choice: RunOptions.Reconnecting) -> [Effect] {
    guard var draft,
      let field = draft.fields.firstIndex(where: { $0.role == .option(.reconnecting) })
    else {
      say("only event streams are connected again")
      return []
    }
    draft.fields[field].input.set(choice.rawValue)
    drafts[draft.endpoint.title] = draft
    guard stream?.phase.isRunning == true, stream?.kind == .sse else {
      say("reconnects \(choice.rawValue), from the next run on")
      return []
    }
    return runAgain()
  }

  mutating func stop() -> [Effect] {
    guard let stream, stream.phase.isRunning else {
      say("nothing runs here")
      return []
    }
    if stream.id.isPassing {
      say("its client ends it: \(keys.browsing.label(of: .quit)) ends the proxy")
      return []
    }
    let now = clock.now
    withStream { $0.stop(at: now) }
    forget(stream)
    return endRecording(of: stream.endpoint) + [.close(stream.id)]
  }

  mutating func stopAll() -> [Effect] {
    let stopped = running.filter { !$0.id.isPassing }
    for run in stopped {
      let now = clock.now
      withRun(run.id) { $0.stop(at: now) }
    }
    otherDownloads = [:]
    stopped.forEach { forget($0) }
    let ended = stopped.flatMap { endRecording(of: $0.endpoint) }
    say(stopped.isEmpty ? "nothing runs" : "stopped \(stopped.count)")
    return ended + stopped.map { Effect.close($0.id) }
  }

  /// What is on its way already comes after the close, and counts no more; but where the part of a
  /// file is, the user wants to know.
  private mutating func forget(_ stream: Stream) {
    endpointOfRun[stream.id] = nil
    if stream.kind == .file { stoppedDownloads.insert(stream.id) }
  }

  mutating func start(
    _ endpoint: Endpoint, kind: EndpointKind, to place: DownloadPlace = DownloadPlace()
  ) -> [Effect] {
    if streams[endpoint.title]?.isReadOnce == true {
      say(IdleRule.readOnce(keys.browsing))
      return []
    }
    let draft = draft(of: endpoint)
    drafts[endpoint.title] = draft
    if let problem = draft.obstacles.first, let field = problem.field {
      edit(draft, at: field, complaint: problem.sentence)
      // A file may be there by now.
      return draft.filePaths.map(Effect.lookAtFile)
    }
    do throws(RequestProblem) {
      let request = try draft.plan(baseURL: baseURL)
      keep(draft, of: endpoint)
      mode = .browsing
      focus(on: .records)
      return begin(endpoint, kind: kind, request: request, to: place)
    } catch {
      say(sentence(of: error), isProblem: true)
      return []
    }
  }

  mutating func begin(
    _ endpoint: Endpoint, kind: EndpointKind, request: PlannedRequest,
    to place: DownloadPlace = DownloadPlace()
  ) -> [Effect] {
    let id = StreamID(nextRun)
    nextRun += 1
    setPassingAside(of: endpoint.title)
    var effects = recording(id, of: endpoint)
    var lastEventID: String?
    if let old = streams[endpoint.title], old.kind == .file, old.phase.isRunning,
      old.request != request
    {
      otherDownloads[old.id] = streams.removeValue(forKey: endpoint.title)
    } else if let old = streams[endpoint.title] {
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
        store: RecordStore(recent: recentSlabs))
      streams[endpoint.title]?.isReadOnce = isReadOnce
    }
    if kind == .file { return effects + [.download(id, request, to: place)] }
    var options = RunOptions(draft(of: endpoint), takesAnswers: endpoint.mayAnswer)
    if runsOnlyStream { options.reconnecting = options.reconnecting ?? .onFailure }
    return effects + [
      .open(id, request, kind: kind, lastEventID: lastEventID, options: options)
    ]
  }
}

extension Endpoint {
  /// Whether an ordinary answer is one of its own: nobody declared that it streams, or it does both,
  /// or a stream is only what was seen of it.
  fileprivate var mayAnswer: Bool {
    kinds.contains(.unary) || $kinds.isAssumed || evidence.contains { $0.source == .probe }
  }
}
