/// A `Retry-After`: seconds, or a date. Source: RFC 9110, 10.2.3.
enum RetryAfter {
  /// The wait a response asks for; a date counts from the response's own `Date`, so that a wrong
  /// clock on either side does no harm. Nil where there is none that can be read.
  static func delay(in headers: [HeaderField]) -> Duration? {
    guard let value = headers.first("Retry-After") else { return nil }
    if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !value.isEmpty {
      return .seconds(min(Int(value) ?? .max, 1 << 32))
    }
    guard let then = seconds(ofDate: value),
      let now = headers.first("Date").flatMap(seconds(ofDate:))
    else { return nil }
    return .seconds(max(0, then - now))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `Sun, 06 Nov 1994 08:49:37 GMT` as seconds since 1970. The two obsolete forms are not read.
  private static func seconds(ofDate text: String) -> Int? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), (1...31).contains(day),
      let month = months.firstIndex(of: String(parts[2])), let year = Int(parts[3]),
      (1970...9999).contains(year)
    else { return nil }
    let clock = parts[4].split(separator: ":").compactMap { Int($0) }
    guard clock.count == 3, zip(clock, [24, 60, 61]).allSatisfy({ (0..<$1).contains($0) }) else {
      return nil
    }
    return days(year: year, month: month + 1, day: day) * 86_400 + clock[0] * 3600
      + clock[1] * 60 + clock[2]
  }

  /// Days since 1970 in the Gregorian calendar; years start in March, so that the leap day is last.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let year = month > 2 ? year : year - 1
    let sinceMarch = (month + 9) % 12
    let leapDays = year / 4 - year / 100 + year / 400
    return year * 365 + leapDays + (sinceMarch * 306 + 5) / 10 + day - 1 - 719_468
  }
}
