/// Where in its own time a recording is while it plays: held or not, at whichever speed.
struct PlayClock: Sendable {
  /// Whether what was recorded at a time is to be sent.
  enum Turn: Hashable {
    case due
    /// After so long, where nothing is changed until then.
    case after(Duration)
    /// When something is changed.
    case held
  }

  private enum Rewind { case none, wanted, taken }

  /// How many times as fast as it was; nil as fast as it is read.
  private(set) var speed: Double?
  private(set) var isHeld = false
  /// When the last part of the run came.
  private(set) var length: Duration
  private var isPlaying = false
  /// At `since`; it goes on from there where nothing holds it.
  private var position = Duration.zero
  private var since = ContinuousClock.now
  /// What lies before it is sent at once.
  private var target: Duration?
  /// Records that are sent although it is held.
  private var steps = 0
  private var rewind = Rewind.none

  init(speed: Double?, length: Duration) {
    self.speed = speed
    self.length = length
  }

  /// Whether one record is sent, and no more.
  var isStepping: Bool { isHeld && steps > 0 && target == nil }

  func position(at now: ContinuousClock.Instant) -> Duration {
    guard isPlaying, !isHeld, target == nil, let speed else { return position }
    // Until the next part nothing is known to be later, and a time has no place behind the end.
    return max(position, min(length, position + (now - since) * speed))
  }

  // MARK: The user

  mutating func set(speed: Double?, at now: ContinuousClock.Instant) {
    settle(at: now)
    self.speed = speed
  }

  mutating func hold(_ isHeld: Bool, at now: ContinuousClock.Instant) {
    settle(at: now)
    self.isHeld = isHeld
    steps = 0
  }

  /// Sends one record more; what was not held is.
  mutating func step(at now: ContinuousClock.Instant) {
    if !isHeld { hold(true, at: now) }
    steps += 1
  }

  /// Goes to a time; `anew` with the next request, which begins the run once more. Otherwise there is
  /// no way back.
  mutating func jump(to time: Duration, anew: Bool, at now: ContinuousClock.Instant) {
    settle(at: now)
    if anew { rewind = .wanted }
    target = max(anew ? .zero : position, min(time, length))
    steps = 0
  }

  // MARK: The player

  /// True once where the run is to begin anew.
  mutating func takeRewind() -> Bool {
    guard rewind == .wanted else { return false }
    rewind = .taken
    return true
  }

  /// A connection's answer begins, so long after the first one's.
  mutating func begin(at time: Duration, length: Duration, at now: ContinuousClock.Instant) {
    if time == .zero, rewind != .taken { target = nil }
    rewind = .none
    steps = 0
    self.length = length
    isPlaying = true
    position = time
    since = now
  }

  mutating func end(at now: ContinuousClock.Instant) {
    settle(at: now)
    isPlaying = false
  }

  /// What is to be done with what came at `time`.
  mutating func turn(of time: Duration, at now: ContinuousClock.Instant) -> Turn {
    // What is to begin anew goes on no more.
    if rewind != .none { return .held }
    if let target {
      if time <= target { return reach(time, at: now) }
      // Nothing came at the very time.
      position = target
      since = now
      self.target = nil
    }
    if isHeld { return steps > 0 ? reach(time, at: now) : .held }
    guard let speed else { return reach(time, at: now) }
    let left = time - position(at: now)
    return left <= .zero ? .due : .after(left / speed)
  }

  /// One record was sent.
  mutating func stepped() { steps = max(0, steps - 1) }

  private mutating func reach(_ time: Duration, at now: ContinuousClock.Instant) -> Turn {
    position = max(position, time)
    since = now
    return .due
  }

  private mutating func settle(at now: ContinuousClock.Instant) {
    position = position(at: now)
    since = now
  }
}
