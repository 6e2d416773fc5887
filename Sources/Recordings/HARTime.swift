import WebText

/// Moments of an HTTP archive: `2026-11-29T11:00:00.123Z`, or with `+01:00`.
enum HARTime {
  /// Seconds since 1970; nil for what is no such text.
  static func seconds(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count, bytes[range].allSatisfy({ 0x30...0x39 ~= $0 }) else {
        return nil
      }
      return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
    guard let year = number(0..<4), let month = number(5..<7), (1...12).contains(month),
      let day = number(8..<10), let hour = number(11..<13), let minute = number(14..<16),
      let second = number(17..<19)
    else { return nil }
    var end = 19
    var fraction = 0.0
    if end < bytes.count, bytes[end] == UInt8(ascii: ".") {
      var weight = 0.1
      end += 1
      while end < bytes.count, 0x30...0x39 ~= bytes[end] {
        fraction += Double(bytes[end] - 0x30) * weight
        (weight, end) = (weight / 10, end + 1)
      }
    }
    var offset = 0
    if end < bytes.count, bytes[end] != UInt8(ascii: "Z") {
      guard let hours = number(end + 1..<end + 3) else { return nil }
      offset = hours * 3600 + (number(end + 4..<end + 6) ?? 0) * 60
      if bytes[end] == UInt8(ascii: "-") { offset = -offset }
    }
    let whole = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Double(whole) + fraction
  }

  /// The moment so many seconds after 1970, to the millisecond.
  static func text(_ seconds: Double) -> String {
    let bounded = seconds.isFinite ? min(max(0, seconds), 250e9) : 0
    let milliseconds = Int((bounded * 1000).rounded())
    let (day, time) = (milliseconds / 86_400_000, milliseconds % 86_400_000)
    // Counted from March of year 0 on, in cycles of 400 years.
    let cycle = (day + 719_468) / 146_097
    let ofCycle = (day + 719_468) % 146_097
    let year = (ofCycle - ofCycle / 1460 + ofCycle / 36_524 - ofCycle / 146_096) / 365
    let ofYear = ofCycle - (365 * year + year / 4 - year / 100)
    let month = (5 * ofYear + 2) / 153
    let date = [
      (cycle * 400 + year + (month > 9 ? 1 : 0)).text(digits: 4),
      (month > 9 ? month - 9 : month + 3).text(digits: 2),
      (ofYear - (153 * month + 2) / 5 + 1).text(digits: 2),
    ]
    let clock = [time / 3_600_000, time / 60_000 % 60, time / 1000 % 60].map { $0.text(digits: 2) }
    return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
      + (time % 1000).text(digits: 3) + "Z"
  }

  /// Days since 1970 of the Gregorian calendar, counted from March of year 0 on, whose leap day is
  /// a year's last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let years = month > 2 ? year : year - 1
    let months = (month + 9) % 12
    let leapDays = years / 4 - years / 100 + years / 400
    return years * 365 + leapDays + (months * 153 + 2) / 5 + day - 1 - 719_468
  }
}
