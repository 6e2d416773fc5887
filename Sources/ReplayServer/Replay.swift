import LocalServer
import Recordings

/// What is played, how fast, and what goes wrong on purpose.
public struct Replay: Sendable {
  /// The runs, of one capture or several.
  public var runs: [ReplayedRun]
  /// How many times as fast as it was; nil as fast as the client reads.
  public var speed: Double?
  /// What goes wrong on purpose.
  public var faults: Faults
  /// Each run is played once: who asks again is told that it is over, and a connection that our own
  /// side closed ends, where otherwise it is held open.
  public var isOnce: Bool
  /// How fast each path is played, where that may change while it is; `speed` counts no more there.
  public var paces: ReplayPaces?
  /// Pages of any origin may read what is played, not only those of this machine.
  public var admitsAnyOrigin: Bool

  /// Plays runs as they were.
  public init(
    _ runs: [ReplayedRun], speed: Double? = 1, faults: Faults = Faults(), isOnce: Bool = false,
    admitsAnyOrigin: Bool = false
  ) {
    self.runs = runs
    self.speed = speed
    self.faults = faults
    self.isOnce = isOnce
    self.admitsAnyOrigin = admitsAnyOrigin
  }
}

/// Where the bodies of runs are.
public protocol RecordedBodies: Sendable {
  /// The bytes of a part; nil where they can't be read any more.
  func bytes(of part: RecordedPart) -> [UInt8]?
}

/// A run with its bodies.
public struct ReplayedRun: Sendable {
  /// The run.
  public let run: RecordedRun
  let bodies: any RecordedBodies
  let places = EventPlaces()
  /// What was asked for: `/events?user=1`.
  public let target: String
  /// Whether it streamed, whatever its media type says.
  public let isStream: Bool

  /// The path at which it is served: `/events`.
  public var path: String { String(target.prefix { $0 != "?" }) }

  /// Nil where the request's URL is none. `isStream` where it is known to be one.
  public init?(_ run: RecordedRun, in bodies: any RecordedBodies, isStream: Bool = false) {
    guard let target = run.request.target else { return nil }
    self.isStream = isStream
    self.run = run
    self.bodies = bodies
    self.target = target
  }
}
