import NIOHTTP1
import Recordings
import StreamDecoding
import Synchronization

/// Which connection of which run a request gets.
final class ReplayStage: Sendable {
  private struct State {
    var refused = 0
    /// Which connection comes next, by the place of the run.
    var next: [Int: Int] = [:]
    /// Which run of a path comes next, by the path.
    var turns: [String: Int] = [:]
  }

  let replay: Replay
  private let state = Mutex(State())

  init(_ replay: Replay) { self.replay = replay }

  /// The status of a refusal, as long as some are to be had.
  func refusal() -> Int? {
    guard let refusals = replay.refusals else { return nil }
    return state.withLock { state in
      guard state.refused < refusals.count else { return nil }
      state.refused += 1
      return refusals.status
    }
  }

  /// What answers a request; nil where nothing was recorded at its path.
  func scene(method: String, path: String, lastEventID: String?) -> ReplayScene? {
    let places = replay.runs.indices.filter {
      replay.runs[$0].path == path && replay.runs[$0].run.request.method == method
    }
    guard !places.isEmpty else { return nil }
    if let lastEventID, !lastEventID.isEmpty {
      for place in places {
        if let scene = scene(of: place, after: lastEventID) { return scene }
      }
    }
    let place = turn(of: places, method + " " + path)
    let connections = replay.runs[place].run.connections
    let next = state.withLock { state in
      let next = state.next[place, default: 0]
      state.next[place] = (next + 1) % connections.count
      return next
    }
    return ReplayScene(replay.runs[place], connections[next])
  }

  /// Runs of one path take turns, each with all of its connections.
  private func turn(of places: [Int], _ key: String) -> Int {
    state.withLock { state in
      let turn = state.turns[key, default: 0]
      let place = places[turn % places.count]
      let isLast = state.next[place, default: 0] == replay.runs[place].run.connections.count - 1
      if isLast { state.turns[key] = turn + 1 }
      return place
    }
  }

  /// The connection that was asked for with this ID, or the rest of the one in which the event came.
  private func scene(of place: Int, after id: String) -> ReplayScene? {
    let played = replay.runs[place]
    let connections = played.run.connections
    if let index = connections.firstIndex(where: { $0.request.lastEventID == id && $0.head != nil })
    {
      state.withLock { $0.next[place] = (index + 1) % connections.count }
      return ReplayScene(played, connections[index])
    }
    for connection in connections {
      let scene = ReplayScene(played, connection)
      if let start = scene.start(after: id) { return scene.beginning(at: start) }
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
    var paths = JSONObject()
    for (number, played) in replay.runs.enumerated() {
      var methods = paths[played.path]?.objectValue ?? [:]
      let method = played.run.request.method.lowercased()
      guard methods[method] == nil else { continue }
      methods[method] = Self.operation(played.run, number)
      paths[played.path] = .object(methods)
    }
    return [
      "openapi": "3.1.0", "info": ["title": "Recordings", "version": "1"],
      "paths": .object(paths),
    ]
  }

  private static func operation(_ run: RecordedRun, _ number: Int) -> JSONValue {
    let head = run.connections.lazy.compactMap(\.head).first
    let type = head?.header("Content-Type")?.prefix { $0 != ";" } ?? "application/octet-stream"
    return [
      "operationId": .string(run.request.endpoint ?? "recording_\(number + 1)"),
      "responses": [
        "200": ["description": "As recorded", "content": .object([String(type): [:]])]
      ],
    ]
  }
}
