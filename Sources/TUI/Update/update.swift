import Endpoints

/// Changes the state as the action says and returns what the world has to do about it.
public func update(_ state: inout AppState, _ action: Action) -> [Effect] {
  defer {
    state.layOut()
    state.tree.reveal(height: state.layout.inner(.endpoints).rows)
  }
  switch action {
  case .key(let key): return state.take(key)
  case .resized(let size): state.size = size
  case .background(let background): state.appearance.background = background
  case .themes(let library): state.take(library)
  case .tick(let now, let wallClock):
    state.tick(now, wallClock)
    return state.makeRoomInTime()
  case .discoveryProgress(let step): state.progressed(step)
  case .discoveredSoFar(let catalog): return state.discovered(soFar: catalog)
  case .discovered(let catalog, let failures):
    return state.discovered(catalog, failures: failures)
  case .opened(let catalog, let name, let failures, let isRecording):
    return state.opened(catalog, at: name, failures: failures, isRecording: isRecording)
  case .targetsChanged(let what): return state.targetsChanged(what)
  case .probed(let title, let seen): return state.probed(title, seen)
  case .stream(let id, let news): return state.take(news, of: id)
  case .passes(let id, let request): return state.passes(id, request)
  case .captureOpened(let title, let path): return state.captureOpened(title, path)
  case .captureTaken(let title, let path): state.captureTaken(title, path)
  case .recordingBegan(let title, let start): return state.recordingBegan(title, start)
  case .captureFailed(let title, let sentence): return state.captureFailed(title, sentence)
  case .spilled(let ticket, let title, let outcome): state.spilled(ticket, of: title, outcome)
  case .codeMade(let made): return state.codeMade(made)
  case .exporting(let job, let done): state.exporting(done, of: job)
  case .exported(let job, let outcome): state.exported(job, outcome)
  case .notCopied(let text): return [.copyByTerminal(text)]
  case .tooLargeToCopy(let text, let limit): state.offerFile(for: text, limit)
  case .profileSaved(let name, let path): state.profileSaved(name, path: path)
  case .profiles(let all): state.profiles = all
  case .fileSeen(let path, let sight): state.seen(sight, at: path)
  case .edited(let text): state.edited(text)
  case .notice(let text): state.say(text)
  case .problem(let text): state.say(text, isProblem: true)
  }
  return []
}

extension AppState {
  mutating func say(_ text: String, path: String? = nil, isProblem: Bool = false) {
    notice = Notice(
      text: text, path: path, tone: isProblem ? .problem : .news, since: clock.now)
  }

  /// Says by the way what nobody asked for.
  mutating func say(aside text: String) {
    notice = Notice(text: text, tone: .aside, since: clock.now)
  }

  /// What happened, and what the user can do about it with the keys of this screen.
  func sentence(_ message: String, _ remedy: Remedy?) -> String {
    remedy.map { message + "; " + $0.words(keys) } ?? message
  }

  func sentence(of problem: RequestProblem) -> String {
    problem.sentence { Remedy($0).words(keys) }
  }

  fileprivate mutating func tick(_ now: Duration, _ wallClock: TimeOfDay) {
    clock.set(wallClock, at: now)
    if let notice, now - notice.since >= Notice.lifetime { self.notice = nil }
    withStream { [sought] stream in
      stream.find(sought)
      stream.examine()
    }
    seekOn()
    followDetail()
  }

  fileprivate mutating func progressed(_ step: String) {
    guard case .running(var steps) = search else { return }
    steps.append(step)
    search = .running(steps: steps.suffix(100))
  }

  fileprivate mutating func take(_ news: StreamNews, of id: StreamID) -> [Effect] {
    if stoppedDownloads.contains(id) {
      heard(news, ofStopped: id)
      return []
    }
    guard let title = endpointOfRun[id] else { return [] }
    if case .saved(let path, _) = news { savedFiles.append(path) }
    if otherDownloads[id] != nil {
      heard(news, ofOther: id)
      return []
    }
    if case .requested = news { recordsRequest(of: id, title) }
    var effects: [Effect] = []
    if case .opened(let status, let mediaType, let kind?) = news {
      effects = follow(kind, status, mediaType, of: id)
    }
    let now = clock.now
    withRun(id) { $0.take(news, at: now) }
    if case .noPlace = news { askForPlace(of: title) }
    if news.isLast, recordings[title]?.run == id { effects += endRecording(of: title) }
    if case .response(let status, _, _) = news, !id.isPassing, run(id)?.isRefused == true {
      say(sentence("answered \(status)", .giveCredentials), isProblem: true)
    }
    return effects
  }

  private mutating func heard(_ news: StreamNews, ofStopped id: StreamID) {
    switch news {
    case .failed(let message, let remedy, _, _):
      say(sentence(message, remedy))
      stoppedDownloads.remove(id)
    case .saved(let path, _): say("saved as", path: path)
    case .closed: stoppedDownloads.remove(id)
    case .noPlace, .requested, .opened, .head, .lost, .completed, .progress, .response,
      .received, .over:
      break
    }
  }
}
