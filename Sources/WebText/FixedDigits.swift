extension Int {
  /// With leading zeros up to `digits`.
  public func text(digits: Int) -> String {
    let text = String(self)
    return String(repeating: "0", count: Swift.max(0, digits - text.utf8.count)) + text
  }
}

extension Double {
  /// Rounded to a fixed number of decimals, with a point.
  public func text(decimals: Int) -> String {
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = Int((magnitude * Double(scale)).rounded())
    let sign = self < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(scaled) }
    return sign + String(scaled / scale) + "." + (scaled % scale).text(digits: decimals)
  }
}
