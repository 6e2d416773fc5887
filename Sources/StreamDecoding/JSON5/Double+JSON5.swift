extension Double {
  /// A number as ECMAScript writes it, with a sign; nil where it is none.
  init?(json5 text: String) {
    var digits = text[...]
    let isNegative = digits.first == "-"
    if isNegative || digits.first == "+" { digits.removeFirst() }
    let size: Double?
    switch digits {
    case "Infinity": size = .infinity
    case "NaN": size = .nan
    default:
      guard let first = digits.first, first == "." || first.isASCII && first.isNumber else {
        return nil
      }
      size =
        digits.hasPrefix("0x") || digits.hasPrefix("0X")
        ? UInt64(digits.dropFirst(2), radix: 16).map { Double($0) } : Double(digits)
    }
    guard let size else { return nil }
    self = isNegative ? -size : size
  }
}
