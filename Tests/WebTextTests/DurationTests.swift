import Testing
import WebText

@Suite struct DurationTests {
  @Test(arguments: [
    (Duration.zero, "0 ms", "+0ms", "0 ms", "0.000"),
    (.milliseconds(99), "99 ms", "+99ms", "99 ms", "0.099"),
    (.milliseconds(1010), "1.01 s", "+1.01s", "1 s", "1.010"),
    (.milliseconds(1500), "1.50 s", "+1.50s", "1.5 s", "1.500"),
    (.milliseconds(12_340), "12.3 s", "+12.3s", "12.3 s", "12.340"),
    (.seconds(240), "4 min", "+4m", "240 s", "240.000"),
    (.seconds(7300), "2 h", "+2h", "7300 s", "7300.000"),
  ])
  func `a duration is written as what was measured, as a gap, as a limit and in seconds`(
    duration: Duration, short: String, gap: String, words: String, seconds: String
  ) {
    #expect(duration.short == short)
    #expect(duration.gap == gap)
    #expect(duration.words == words)
    #expect(duration.inSeconds == seconds)
  }

  @Test(arguments: [
    ("250ms", Duration.milliseconds(250)), ("3s", .seconds(3)), ("1.5m", .seconds(90)),
    ("1h", .seconds(3_600)), ("2", .seconds(2)), ("0.5", .milliseconds(500)), ("0s", .zero),
  ])
  func `a typed duration has a unit, or is in seconds`(text: String, expected: Duration) {
    #expect(Duration(typed: text) == expected)
  }

  @Test(arguments: ["", "s", "-1s", "3 s", "soon", "inf", "nan", "1e999", "400000h"])
  func `what is no duration, or longer than a year, is refused`(text: String) {
    #expect(Duration(typed: text) == nil)
  }
}
