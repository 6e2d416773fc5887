extension Int {
  /// With leading zeros up to `digits`.
  func text(digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
  }

  /// With thousands marked: `1,204`.
  var grouped: String {
    let digits = Array(String(magnitude))
    var text = self < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// In at most four cells: `12`, `3k`, `1.2M`.
  var short: String {
    switch self {
    case ..<1000: String(self)
    case ..<1_000_000: "\(self / 1000)k"
    case ..<10_000_000: (Double(self) / 1_000_000).text(decimals: 1) + "M"
    default: "\(self / 1_000_000)M"
    }
  }

  /// Bytes as people read them: `83 B`, `38.4 KB`, `1.1 MB`.
  var bytes: String { Double(self).bytes }
}

extension Double {
  /// Rounded to a fixed number of decimals, with a point.
  func text(decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((magnitude * Double(scale)).rounded())
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    return sign + String(scaled / scale) + "." + (scaled % scale).text(digits: decimals)
  }

  /// Bytes as people read them, 1 KB being 1,000 bytes.
  var bytes: String {
    switch self {
    case ..<1000: text(decimals: 0) + " B"
    case ..<999_950: (self / 1000).text(decimals: 1) + " KB"
    case ..<999_950_000: (self / 1_000_000).text(decimals: 1) + " MB"
    default: (self / 1_000_000_000).text(decimals: 2) + " GB"
    }
  }

  /// A rate with one decimal below 100: `9.8`, `1,204`.
  var rate: String { self < 99.95 ? text(decimals: 1) : Int(rounded()).grouped }
}
