import WebText

extension Int {
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

  /// Bytes as people read them.
  var bytes: String { ByteCount.text(self) }

  /// With what is counted: `1 record`, `1,204 records`.
  func counted(_ word: String) -> String { "\(grouped) \(plural(word))" }

  /// The word for so many of it.
  func plural(_ word: String) -> String { self == 1 ? word : word + "s" }
}

extension Double {
  /// Bytes as people read them.
  var bytes: String { ByteCount.text(self) }

  /// A rate with one decimal below 100: `9.8`, `1,204`.
  var rate: String { self < 99.95 ? text(decimals: 1) : Int(rounded()).grouped }
}
