/// A number of bytes for people: `83 B`, `38.4 KB`, `1.1 MB` (powers of 1,000, as the field counts).
enum ByteCount {
  static func text(_ bytes: Int) -> String {
    if bytes < 1_000 { return "\(bytes) B" }
    var value = Double(bytes) / 1_000
    for unit in ["KB", "MB", "GB"] {
      if value < 999.95 { return "\(rounded(value)) \(unit)" }
      value /= 1_000
    }
    return "\(rounded(value)) TB"
  }

  private static func rounded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
