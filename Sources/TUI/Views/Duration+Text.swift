import WebText

extension Duration {
  /// Milliseconds for a column of statistics: `0.4`, `100`, `1013`.
  var roundedMilliseconds: String {
    let value = seconds * 1000
    return value < 9.95 ? value.text(decimals: 1) : value.text(decimals: 0)
  }

  /// A running clock: `0:07`, `1:12`, `2:03:04`.
  var clock: String {
    let seconds = max(0, Int(components.seconds))
    let minutes = seconds / 60
    if minutes < 60 { return "\(minutes):" + (seconds % 60).text(digits: 2) }
    return "\(minutes / 60):" + (minutes % 60).text(digits: 2) + ":"
      + (seconds % 60).text(digits: 2)
  }

  /// An offset in the callback trace: `+0.041`, `+71.310`.
  var offset: String { "+" + max(self, .zero).inSeconds }
}
