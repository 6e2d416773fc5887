import Testing

@testable import StreamClient

@Suite struct RetryAfterTests {
  private let date = HeaderField("Date", "Sun, 06 Nov 1994 08:49:37 GMT")

  @Test(arguments: [
    ("120", Duration.seconds(120)), ("0", .zero), ("-1", nil), ("1.5", nil), ("soon", nil),
    ("", nil), ("99999999999999999999", .seconds(1 << 32)),
    ("Sun, 06 Nov 1994 08:50:07 GMT", .seconds(30)),
    ("Mon, 07 Nov 1994 08:49:37 GMT", .seconds(86_400)),
    ("Sun, 06 Nov 1994 08:00:00 GMT", .zero),
    ("Sunday, 06-Nov-94 08:50:07 GMT", .seconds(30)), ("Sun Nov  6 08:50:07 1994", .seconds(30)),
    ("Wed, 01 Mar 1995 08:49:37 GMT", .seconds(115 * 86_400)),
    ("Sun, 06 Nov 1994 25:00:00 GMT", nil), ("Sun, 06 Nov 1994 08:50:07", nil),
  ])
  func `seconds and dates are read`(value: String, delay: Duration?) {
    #expect(RetryAfter.delay(in: [date, HeaderField("retry-after", value)]) == delay)
  }

  @Test func `a date without the answer's own date says nothing`() {
    let headers = [HeaderField("Retry-After", "Sun, 06 Nov 1994 08:50:07 GMT")]
    #expect(RetryAfter.delay(in: headers) == nil)
    #expect(RetryAfter.delay(in: []) == nil)
  }

  @Test func `a leap day counts`() {
    let headers = [
      HeaderField("Date", "Tue, 29 Feb 2000 00:00:00 GMT"),
      HeaderField("Retry-After", "Wed, 01 Mar 2000 00:00:00 GMT"),
    ]
    #expect(RetryAfter.delay(in: headers) == .seconds(86_400))
  }
}
