import WebText

extension String {
  /// Whether a terminal shows it and obeys nothing of it.
  var isHarmless: Bool { unicodeScalars.allSatisfy { !$0.isControl } }
}

extension Unicode.Scalar {
  /// Whether a terminal could obey it, or lay out the line around it in another order.
  var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
