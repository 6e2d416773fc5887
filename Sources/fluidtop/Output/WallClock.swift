import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A moment of the calendar, to the millisecond.
struct WallClock: Equatable {
  /// Since 1970-01-01T00:00:00Z.
  let milliseconds: Int

  static var now: WallClock {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallClock(milliseconds: Int(time.tv_sec) * 1_000 + Int(time.tv_nsec) / 1_000_000)
  }

  func advanced(by elapsed: Duration) -> WallClock {
    WallClock(milliseconds: milliseconds + elapsed.wholeMilliseconds)
  }

  /// RFC 3339 in UTC: `2026-01-31T14:02:07.118Z`.
  var timestamp: String {
    var seconds = time_t(milliseconds / 1_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    let date =
      "\(parts.tm_year + 1900)-\(Self.padded(parts.tm_mon + 1))-\(Self.padded(parts.tm_mday))"
    return "\(date)T\(Self.time(parts, milliseconds: milliseconds))Z"
  }

  /// The same with microseconds, as captures have it.
  var microTimestamp: String { timestamp.dropLast() + "000Z" }

  /// The time of day where the user is: `14:02:07.118`.
  var localTime: String {
    var seconds = time_t(milliseconds / 1_000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return Self.time(parts, milliseconds: milliseconds)
  }

  /// Milliseconds since midnight where the user is.
  var sinceLocalMidnight: Duration {
    var seconds = time_t(milliseconds / 1_000)
    var parts = tm()
    localtime_r(&seconds, &parts)
    let whole = Int(parts.tm_hour) * 3_600 + Int(parts.tm_min) * 60 + Int(parts.tm_sec)
    return .milliseconds(whole * 1_000 + milliseconds % 1_000)
  }

  private static func time(_ parts: tm, milliseconds: Int) -> String {
    "\(padded(parts.tm_hour)):\(padded(parts.tm_min)):\(padded(parts.tm_sec))"
      + "." + (milliseconds % 1_000).text(digits: 3)
  }

  private static func padded(_ number: Int32) -> String {
    Int(number).text(digits: 2)
  }
}
