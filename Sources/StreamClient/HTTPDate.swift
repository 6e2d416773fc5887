/// A date as HTTP writes it, in any of its three forms. Source: RFC 9110, 5.6.7.
enum HTTPDate {
  /// Seconds since 1970; nil where it is none of the forms.
  ///
  /// - `Sun, 06 Nov 1994 08:49:37 GMT`
  /// - `Sunday, 06-Nov-94 08:49:37 GMT`: a year that seems more than 50 ahead is of the last century.
  ///   Without a clock here, that is any above 76.
  /// - `Sun Nov  6 08:49:37 1994`
  static func seconds(_ text: String) -> Int? {
    let parts = text.split(separator: " ")
    switch parts.count {
    case 6 where parts[5] == "GMT":
      return seconds(day: parts[1], month: parts[2], year: Int(parts[3]), clock: parts[4])
    case 4 where parts[3] == "GMT":
      let date = parts[1].split(separator: "-")
      guard date.count == 3, date[2].utf8.count == 2, let year = Int(date[2]) else { return nil }
      return seconds(
        day: date[0], month: date[1], year: year + (year > 76 ? 1900 : 2000), clock: parts[2])
    case 5: return seconds(day: parts[2], month: parts[1], year: Int(parts[4]), clock: parts[3])
    default: return nil
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func seconds(
    day: Substring, month: Substring, year: Int?, clock: Substring
  ) -> Int? {
    guard let day = Int(day), (1...31).contains(day),
      let month = months.firstIndex(of: String(month)), let year, (1970...9999).contains(year)
    else { return nil }
    let clock = clock.split(separator: ":").compactMap { Int($0) }
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
