import Recordings
import Synchronization

/// How fast what is served at one path is played, which may be changed while it plays.
public final class ReplayPace: Sendable {
  /// How it stands.
  public struct Standing: Sendable, Hashable {
    /// How many times as fast as it was; nil as fast as it is read.
    public var speed: Double?
    /// Whether it stands still.
    public var isHeld: Bool
    /// The recording's own time, since its first answer.
    public var position: Duration
    /// When its last part came.
    public var length: Duration
  }

  private struct State {
    var clock: PlayClock
    /// Who plays; whoever played before is told nothing any more.
    var player = 0
    var wake: (@Sendable () -> Void)?
  }

  private let state: Mutex<State>

  init(speed: Double?, length: Duration) {
    state = Mutex(State(clock: PlayClock(speed: speed, length: length)))
  }

  /// How it stands now.
  public var standing: Standing {
    state.withLock { state in
      Standing(
        speed: state.clock.speed, isHeld: state.clock.isHeld,
        position: state.clock.position(at: .now), length: state.clock.length)
    }
  }

  /// Plays so many times as fast as it was; nil as fast as it is read.
  public func set(speed: Double?) { change { $0.set(speed: speed, at: $1) } }

  /// Stands still, or goes on.
  public func hold(_ isHeld: Bool) { change { $0.hold(isHeld, at: $1) } }

  /// Sends one record more, and stands still.
  public func step() { change { $0.step(at: $1) } }

  /// Goes to a time, to which all that comes before is sent at once; `anew` with the next request,
  /// which begins the run once more, whatever it asks for. Otherwise there is no way back.
  public func jump(to time: Duration, anew: Bool) {
    change { $0.jump(to: time, anew: anew, at: $1) }
  }

  private func change(_ change: (inout PlayClock, ContinuousClock.Instant) -> Void) {
    let wake = state.withLock { state in
      change(&state.clock, .now)
      return state.wake
    }
    wake?()
  }

  // MARK: Players

  func takeRewind() -> Bool { state.withLock { $0.clock.takeRewind() } }

  /// A player begins, which is called `wake` when something is changed; the number it has here.
  func begin(
    at time: Duration, length: Duration, wake: @escaping @Sendable () -> Void
  ) -> Int {
    state.withLock { state in
      state.clock.begin(at: time, length: length, at: .now)
      state.player += 1
      state.wake = wake
      return state.player
    }
  }

  func turn(of time: Duration, for player: Int) -> PlayClock.Turn {
    state.withLock { $0.player == player ? $0.clock.turn(of: time, at: .now) : .held }
  }

  var isStepping: Bool { state.withLock { $0.clock.isStepping } }

  func stepped() { state.withLock { $0.clock.stepped() } }

  func end(of player: Int) {
    state.withLock { state in
      guard state.player == player else { return }
      state.clock.end(at: .now)
      state.wake = nil
    }
  }
}

/// The paces of all that is served, by method and path.
public struct ReplayPaces: Sendable {
  private let paces: [String: ReplayPace]

  /// One for each path of which times are known.
  public init(_ runs: [ReplayedRun], speed: Double?) {
    var paces: [String: ReplayPace] = [:]
    for run in runs where run.length > .zero && paces[run.title] == nil {
      paces[run.title] = ReplayPace(speed: speed, length: run.length)
    }
    self.paces = paces
  }

  /// By their titles, `GET /events`.
  public var all: [(title: String, pace: ReplayPace)] { paces.map { ($0, $1) } }

  /// That of a title; nil where nothing is known of its times.
  public subscript(title: String) -> ReplayPace? { paces[title] }
}

extension ReplayedRun {
  /// `GET /events`
  var title: String { run.request.method + " " + path }

  /// What its times count from: the first answer.
  var origin: Duration {
    run.connections.first.map { $0.answered ?? $0.asked } ?? .zero
  }

  /// When its last part came.
  var length: Duration {
    (run.connections.compactMap(\.parts.last?.at).max() ?? origin) - origin
  }
}
