import WebText

/// A time on the user's clock, for the time column.
public struct TimeOfDay: Hashable, Sendable {
  /// Milliseconds since midnight, below 86,400,000.
  public let milliseconds: Int

  /// The time so many milliseconds after midnight; it wraps at the next midnight.
  public init(milliseconds: Int) {
    let day = 86_400_000
    self.milliseconds = ((milliseconds % day) + day) % day
  }

  /// The time `duration` later.
  func advanced(by duration: Duration) -> TimeOfDay {
    TimeOfDay(milliseconds: milliseconds + duration.wholeMilliseconds)
  }

  /// `14:02:07.118`
  var text: String {
    let seconds = milliseconds / 1000
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.text(digits: 2) }
    return parts.joined(separator: ":") + "." + (milliseconds % 1000).text(digits: 3)
  }
}
