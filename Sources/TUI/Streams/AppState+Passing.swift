import Endpoints
import RecordStore
import WebText

extension AppState {
  /// A request passes through the proxy: it is a run of the endpoint that answers it, above those that
  /// were before.
  mutating func passes(_ id: StreamID, _ request: PassingRequest) -> [Effect] {
    guard passing != nil, endpointOfRun[id] == nil else { return [] }
    let (found, effects) = endpointAsked(by: request)
    guard let endpoint = found else { return effects }
    endpointOfRun[id] = endpoint.title
    let isFirst = streams.isEmpty
    let asked = PlannedRequest(method: request.method, baseURL: request.url, path: [])
    let run = Stream(
      id: id, endpoint: endpoint, kind: endpoint.kind, request: asked, at: clock.now,
      store: RecordStore(recent: recentSlabs))
    let isOnTop = put(run)
    forgetEndedRuns(of: endpoint.title)
    if endpoint.title != self.endpoint?.title {
      if isFirst {
        say(aside: "a request passes: \(keys.browsing.label(of: .nextLive)) goes to it")
      }
    } else if !isOnTop {
      say(aside: "a newer request passes: \(keys.browsing.label(of: .newerRun)) shows it")
    }
    return effects
  }

  /// The endpoint that answers, as every other command names it; nil where there is no row for it.
  private mutating func endpointAsked(by request: PassingRequest) -> (Endpoint?, [Effect]) {
    let path = URLText(request.url).path
    let asked = request.method + " " + path
    let title =
      passing?.title(of: asked) ?? catalog.endpoint(answering: request.method, at: path)?.title
    let known = title ?? asked
    if let endpoint = catalog.endpoints.first(where: { $0.title == known }) {
      passing?.remember(known, of: asked)
      return (endpoint, [])
    }
    guard let row = passing?.row(for: request) else {
      passing?.leaveOut()
      if passing?.unlisted == 1 { say(aside: "paths beyond these are counted, not listed") }
      return (nil, [])
    }
    var catalog = catalog
    catalog.baseURL = catalog.baseURL ?? passing?.address.target
    catalog.endpoints.removeAll { $0.title == row.title }
    catalog.endpoints.append(row)
    return (row, replaceCatalog(with: catalog))
  }

  /// Shows a run in the place of the one before, which stays beside it; one that is being read is not
  /// taken away: false then.
  private mutating func put(_ run: Stream) -> Bool {
    guard let shown = streams[run.endpoint] else {
      streams[run.endpoint] = run
      return true
    }
    let isRead = !shown.window.isFollowing || shown.anchor != nil
    if isRead, run.endpoint == endpoint?.title {
      otherRuns[run.id] = run
      return false
    }
    var run = run
    run.look(like: shown)
    otherRuns[shown.id] = shown
    streams[run.endpoint] = run
    if run.endpoint == endpoint?.title { endpointChanged() }
    return true
  }

  /// Before one of ours runs: what passes stays beside it, and ours that stood there is run again.
  mutating func setPassingAside(of title: String) {
    guard let shown = streams[title], shown.id.isPassing else { return }
    let ours = otherRuns.values.first { $0.endpoint == title && !$0.id.isPassing }
    otherRuns[shown.id] = shown
    streams[title] = ours
    if let ours { otherRuns[ours.id] = nil }
    forgetEndedRuns(of: title)
  }

  /// The last ones stay, and whatever is still under way.
  private mutating func forgetEndedRuns(of title: String) {
    let ended = otherRuns.values.filter {
      $0.endpoint == title && $0.id.isPassing && !$0.phase.isRunning
    }
    guard ended.count > Passing.mostEnded else { return }
    let oldest = ended.sorted { $0.isBefore($1) }.prefix(ended.count - Passing.mostEnded)
    for run in oldest { forget(run: run.id) }
  }

  /// Drops the run that ended first of those beside the ones that are shown; false where there is none.
  mutating func dropOldestRun() -> Bool {
    let ended = otherRuns.values.lazy.filter { !$0.phase.isRunning }
    guard let oldest = ended.min(by: { $0.isBefore($1) })?.id else { return false }
    forget(run: oldest)
    return true
  }

  private mutating func forget(run id: StreamID) {
    otherRuns[id] = nil
    endpointOfRun[id] = nil
  }

  /// Shows the run before the one that is shown, or after; false where that is the only one.
  mutating func showRun(older: Bool) -> Bool {
    guard let shown = stream else { return false }
    let others = otherRuns.values.filter { $0.endpoint == shown.endpoint }
    guard !others.isEmpty else { return false }
    let next =
      older
      ? others.filter { $0.isBefore(shown) }.max { $0.isBefore($1) }
      : others.filter { shown.isBefore($0) }.min { $0.isBefore($1) }
    guard let next else {
      say(older ? "no older run is kept" : "no newer run is kept")
      return true
    }
    otherRuns[next.id] = nil
    otherRuns[shown.id] = shown
    streams[shown.endpoint] = next
    endpointChanged()
    return true
  }

  /// Where the run that is shown stands among those of its endpoint, counted from 1; nil where it is
  /// the only one.
  func place(of run: Stream) -> (number: Int, count: Int)? {
    let others = otherRuns.values.lazy.filter { $0.endpoint == run.endpoint }
    let count = others.reduce(0) { sum, _ in sum + 1 }
    return count == 0 ? nil : (others.count { $0.isBefore(run) } + 1, count + 1)
  }

  /// Of each endpoint, how many runs go on beside the one that is shown.
  var liveBeside: [String: Int] {
    otherRuns.values.reduce(into: [:]) { counts, run in
      if run.phase.isRunning { counts[run.endpoint, default: 0] += 1 }
    }
  }

  /// The run of this ID, shown or beside the one that is.
  func run(_ id: StreamID) -> Stream? {
    guard let title = endpointOfRun[id] else { return nil }
    return streams[title].flatMap { $0.id == id ? $0 : nil } ?? otherRuns[id]
  }

  /// Changes the run of this ID, shown or beside the one that is; nil where there is none.
  @discardableResult
  mutating func withRun<Result>(
    _ id: StreamID, _ change: (inout Stream) -> Result
  ) -> Result? {
    guard let title = endpointOfRun[id] else { return nil }
    if let index = streams.index(forKey: title), streams.values[index].id == id {
      return change(&streams.values[index])
    }
    guard let index = otherRuns.index(forKey: id) else { return nil }
    return change(&otherRuns.values[index])
  }

  /// What cannot be done with a run that passes, or where only such a one could be meant.
  var isPassingOver: Bool {
    guard passing != nil else { return false }
    return stream.map { $0.id.isPassing && !$0.phase.isRunning } ?? true
  }
}

extension Stream {
  /// Whether it began earlier.
  func isBefore(_ other: Stream) -> Bool { (started, id) < (other.started, other.id) }

  /// Shows what another run of its endpoint showed.
  mutating func look(like other: Stream) {
    setFilter(other.filter?.begunAnew)
    setTable(other.table)
  }
}
