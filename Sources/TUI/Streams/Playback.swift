import WebText

/// How a recording stands that is played as a stream.
public struct Playback: Hashable, Sendable {
  /// How many times as fast as it was; nil as fast as it is read.
  public var speed: Double?
  /// Whether it stands still.
  public var isHeld: Bool
  /// The recording's own time, since its first answer.
  public var position: Duration
  /// When its last part came.
  public var length: Duration

  /// How a recording stands.
  public init(speed: Double?, isHeld: Bool, position: Duration, length: Duration) {
    self.speed = speed
    self.isHeld = isHeld
    self.position = position
    self.length = length
  }

  /// Speeds that keys go through; above them as fast as it is read.
  private static let speeds = [0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64]

  var faster: Double? { speed.flatMap { now in Self.speeds.first { $0 > now } } }

  var slower: Double? {
    guard let speed else { return Self.speeds.last }
    return Self.speeds.last { $0 < speed } ?? Self.speeds.first
  }

  /// `4x at 00:12 of 01:40`; held, the speed means nothing.
  var words: String {
    let place = "at \(Self.clock(position)) of \(Self.clock(length))"
    return isHeld ? place : "\(Self.words(speed: speed)) \(place)"
  }

  static func words(speed: Double?) -> String {
    guard let speed else { return "max" }
    let text = speed.text(decimals: 3)
    let digits = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(digits.reversed()) + "x"
  }

  /// `00:12`, `1:02:03`
  private static func clock(_ time: Duration) -> String {
    let text = time.clock
    return text.count < 5 ? "0" + text : text
  }

  /// A time as it is typed: `1:20`, `1:02:03`, `90`, `1.5m`; nil where it is none.
  static func time(typed text: String) -> Duration? {
    let parts = text.trimmingSpaces().split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count > 1 else { return parts.first.flatMap { Duration(typed: String($0)) } }
    guard parts.count <= 3, let last = parts.last.flatMap({ Duration(typed: String($0)) }),
      parts.last?.allSatisfy({ $0.isNumber || $0 == "." }) == true
    else { return nil }
    var minutes = 0
    for part in parts.dropLast() {
      guard let number = Int(part), (0..<100_000).contains(number) else { return nil }
      minutes = minutes * 60 + number
    }
    return .seconds(minutes * 60) + last
  }
}

/// What a user wants of a recording that plays.
public enum PlaybackChange: Hashable, Sendable {
  /// To stand still, or to go on.
  case hold(Bool)
  /// So many times as fast as it was; nil as fast as it is read.
  case speed(Double?)
  /// One record more, and to stand still.
  case step
  /// What there was at a time, with all that came before; `anew` where a run that begins now is to go
  /// there.
  case jump(to: Duration, anew: Bool = false)
}
