import Discovery
import ReplayServer
import Synchronization
import TUI

/// The recordings that the screen plays: the server that has them, and how fast they go.
final class ScreenReplays: Sendable {
  private struct State {
    var paces: ReplayPaces?
    /// Nil for that of what the program was started with.
    var server: ReplayServer?
  }

  private let state: Mutex<State>

  /// - Parameter paces: Those of what the program was started with.
  init(_ paces: ReplayPaces?) { state = Mutex(State(paces: paces)) }

  /// How they stand, by their endpoints' titles.
  var playbacks: [String: Playback] {
    var playbacks: [String: Playback] = [:]
    for (title, pace) in state.withLock({ $0.paces })?.all ?? [] {
      playbacks[title] = Playback(pace.standing)
    }
    return playbacks
  }

  func play(_ title: String, _ change: PlaybackChange) {
    guard let pace = state.withLock({ $0.paces })?[title] else { return }
    switch change {
    case .hold(let isHeld): pace.hold(isHeld)
    case .speed(let speed): pace.set(speed: speed)
    case .step: pace.step()
    case .jump(let time, let anew): pace.jump(to: time, anew: anew)
    }
  }

  /// Serves a recording in the place of what was played. What is missing of it is said.
  func open(_ path: String, _ say: (String) -> Void) async throws -> Target {
    let replay = Replay.onScreen(try ReplayedRun.all(in: [path], say), speed: nil)
    let (server, baseURL) = try await ReplayServer.start(replay, at: .anyPort)
    await take(State(paces: replay.paces, server: server))
    return .server(baseURL)
  }

  /// Nothing of them is on the screen any more.
  func leave() async { await take(State()) }

  private func take(_ new: State) async {
    let old = state.withLock { state in
      defer { state = new }
      return state.server
    }
    await old?.stop()
  }
}

extension Replay {
  /// What the screen plays, at paces that its keys change.
  static func onScreen(_ runs: [ReplayedRun], speed: Double?) -> Replay {
    var replay = Replay(runs, speed: speed)
    replay.paces = ReplayPaces(runs, speed: speed)
    return replay
  }
}

extension Playback {
  fileprivate init(_ standing: ReplayPace.Standing) {
    self.init(
      speed: standing.speed, isHeld: standing.isHeld, position: standing.position,
      length: standing.length)
  }
}
