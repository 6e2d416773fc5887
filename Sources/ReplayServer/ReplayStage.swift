import Recordings
import StreamDecoding
import Synchronization

/// Which connection of which run a request gets.
final class ReplayStage: Sendable {
  /// What a request gets.
  enum Answer: Sendable {
    case scene(ReplayScene)
    /// Nothing more was recorded. A 204 tells an event stream's client to stop; source: WHATWG HTML,
    /// 9.2.3.
    case over
    case refused(Int)
    /// Nothing was recorded at its path.
    case unknown
  }

  /// Which run of a path comes next, and which of its connections.
  private struct Turn {
    var run = 0
    var connection = 0
    /// The run that was given away last.
    var latest = 0
    /// Its last connection was given away.
    var isLast = false
  }

  private struct State {
    var refused = 0
    var turns: [String: Turn] = [:]
  }

  /// Where a client goes on.
  private struct Continuation {
    var run: Int
    var connection: Int
    var start = ReplayScene.Place.beginning
  }

  let replay: Replay
  private let state = Mutex(State())

  init(_ replay: Replay) { self.replay = replay }

  func answer(method: String, target: String, lastEventID: String?) -> Answer {
    let path = String(target.prefix { $0 != "?" })
    let runs = runs(method: method, path: path, target: target)
    guard !runs.isEmpty else { return .unknown }
    if let status = refusal() { return .refused(status) }
    // Reads from the capture, so without the lock.
    let key = method + " " + path
    if replay.paces?[key]?.takeRewind() == true {
      let run = state.withLock { $0.turns[key]?.latest ?? 0 } % runs.count
      return give(Continuation(run: run, connection: 0), of: runs, key)
    }
    let goingOn = lastEventID.flatMap { self.continuation(of: runs, after: $0) }
    guard let place = take(goingOn, of: runs, key) else { return .over }
    let connections = runs[place.run].run.connections
    let scene = ReplayScene(runs[place.run], connections[place.connection], from: place.start)
    let isLast = place.connection == connections.count - 1
    return goingOn != nil && isLast && scene.isEmpty ? .over : .scene(scene)
  }

  /// Plays a run anew, whatever came of it before.
  private func give(_ place: Continuation, of runs: [ReplayedRun], _ key: String) -> Answer {
    state.withLock { state in state.turns[key]?.isLast = false }
    _ = take(place, of: runs, key)
    return .scene(
      ReplayScene(runs[place.run], runs[place.run].run.connections[place.connection]))
  }

  /// What comes next, where nothing is to be gone on with; nil where each run is played once and
  /// this one was.
  private func take(
    _ goingOn: Continuation?, of runs: [ReplayedRun], _ key: String
  ) -> Continuation? {
    state.withLock { state in
      let turn = state.turns[key] ?? Turn()
      if replay.isOnce, turn.isLast { return nil }
      let next = goingOn ?? Continuation(run: turn.run % runs.count, connection: turn.connection)
      let isLast = next.connection == runs[next.run].run.connections.count - 1
      state.turns[key] = Turn(
        run: isLast ? next.run + 1 : next.run, connection: isLast ? 0 : next.connection + 1,
        latest: next.run, isLast: isLast)
      return next
    }
  }

  /// Those that were asked for in the same way; of one path those with the very query count first.
  private func runs(method: String, path: String, target: String) -> [ReplayedRun] {
    let runs = replay.runs.filter { $0.path == path && $0.run.request.method == method }
    let exact = runs.filter { $0.target == target }
    return exact.isEmpty ? runs : exact
  }

  /// The status of a refusal, as long as some are to be had.
  private func refusal() -> Int? {
    guard let refusals = replay.faults.refusals else { return nil }
    return state.withLock { state in
      guard state.refused < refusals.count else { return nil }
      state.refused += 1
      return refusals.status
    }
  }

  /// The connection that was asked for with this ID, or the rest of the one in which the event came.
  private func continuation(of runs: [ReplayedRun], after id: String) -> Continuation? {
    guard !id.isEmpty else { return nil }
    for (run, played) in runs.enumerated() {
      let connections = played.run.connections
      let asked = connections.firstIndex { $0.request.lastEventID == id && $0.head != nil }
      if let asked { return Continuation(run: run, connection: asked) }
      for index in connections.indices {
        if let start = played.places.place(after: id, in: index, of: played) {
          return Continuation(run: run, connection: index, start: start)
        }
      }
    }
    return nil
  }

  /// `GET /events, POST /chat`, for who asks for something else.
  var listing: String {
    var seen: [String] = []
    for played in replay.runs {
      let line = "\(played.run.request.method) \(played.path)"
      if !seen.contains(line) { seen.append(line) }
    }
    return seen.joined(separator: ", ")
  }

  /// An OpenAPI document of what is served.
  var document: JSONValue {
    ServedDocument.value(
      replay.runs.enumerated().map { number, played in
        let head = played.run.connections.lazy.compactMap(\.head).first
        return .init(
          method: played.run.request.method, path: played.path,
          name: played.run.request.endpoint ?? "recording_\(number + 1)",
          mediaType: head?.header("Content-Type") ?? "application/octet-stream",
          isStream: played.isStream)
      })
  }
}
