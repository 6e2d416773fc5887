/// A `Retry-After`: seconds, or a date. Source: RFC 9110, 10.2.3.
enum RetryAfter {
  /// The wait a response asks for; a date counts from the response's own `Date`, so that a wrong
  /// clock on either side does no harm. Nil where there is none that can be read.
  static func delay(in headers: [HeaderField]) -> Duration? {
    guard let value = headers.first("Retry-After") else { return nil }
    if value.utf8.allSatisfy({ (0x30...0x39).contains($0) }), !value.isEmpty {
      return .seconds(min(Int(value) ?? .max, 1 << 32))
    }
    guard let then = HTTPDate.seconds(value),
      let now = headers.first("Date").flatMap(HTTPDate.seconds)
    else { return nil }
    return .seconds(max(0, then - now))
  }
}
