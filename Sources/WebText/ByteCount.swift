/// Numbers of bytes, as people read and type them.
public enum ByteCount {
  /// What came, or what a file has: `83 B`, `38.4 KB`, `1.1 MB`, `2.34 GB` (powers of 1,000, as the
  /// field counts).
  public static func text(_ bytes: Double) -> String {
    switch bytes {
    case ..<1000: bytes.text(decimals: 0) + " B"
    case ..<999_950: (bytes / 1e3).text(decimals: 1) + " KB"
    case ..<999_950_000: (bytes / 1e6).text(decimals: 1) + " MB"
    case ..<999_995_000_000: (bytes / 1e9).text(decimals: 2) + " GB"
    default: (bytes / 1e12).text(decimals: 2) + " TB"
    }
  }

  /// The same for a whole number.
  public static func text(_ bytes: Int) -> String { text(Double(bytes)) }

  /// A limit, to the byte: `16 MiB`, `64 KiB`, `1000 bytes`.
  public static func limit(_ bytes: Int) -> String {
    for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")]
    where bytes >= 1 << shift && bytes % (1 << shift) == 0 {
      return "\(bytes >> shift) \(unit)"
    }
    return "\(bytes) bytes"
  }

  /// Reads a limit that may be 0, too.
  public static func reading(room text: String) -> Int? {
    text == "0" ? 0 : reading(limit: text)
  }

  /// Reads a limit as it is typed: `65536`, `64K`, `16M`, `1GiB` (powers of 1,024); nil where it is
  /// none.
  public static func reading(limit text: String) -> Int? {
    let shifts: [Character: Int] = ["k": 10, "m": 20, "g": 30]
    var digits = text.lowercased()
    if digits.hasSuffix("ib") {
      digits.removeLast(2)
    } else if digits.hasSuffix("b") {
      digits.removeLast()
    }
    var shift = 0
    if let last = digits.last, let known = shifts[last] {
      shift = known
      digits.removeLast()
    }
    guard let number = Int(digits), number > 0, number <= Int.max >> (shift + 1) else { return nil }
    return number << shift
  }
}
