/// How many cells a grapheme cluster takes, and what is drawn for one that must not reach a
/// terminal raw. The one width table of the program: layout, cutting and drawing all ask it.
public enum CellWidth {
  /// What stands on the screen for a cluster.
  public struct Drawn: Hashable, Sendable {
    /// The cluster itself, or its visible substitute.
    public let text: String
    /// 1 or 2 cells.
    public let width: Int
  }

  /// Clusters are cut after this many code points: a heap of combining marks is no text, and it
  /// would make a cell's size unbounded.
  static let longestCluster = 12

  /// What to draw for `character`; nil when it is dropped because it has no width of its own.
  public static func drawn(_ character: Character) -> Drawn? {
    if let ascii = character.asciiValue, (0x20..<0x7F).contains(ascii) {
      return Drawn(text: String(character), width: 1)
    }
    guard let base = character.unicodeScalars.first else { return nil }
    if let substitute = substitute(for: base) {
      return substitute.isEmpty ? nil : .init(text: substitute, width: 1)
    }
    if base.isMark { return Drawn(text: "◌" + harmless(character, after: base), width: 1) }
    return Drawn(text: harmless(character, after: base), width: width(of: character, base: base))
  }

  /// The cells `character` takes: 0 for one that is dropped.
  public static func columns(of character: Character) -> Int {
    drawn(character)?.width ?? 0
  }

  /// Visible text for a code point that controls instead of showing; "" drops it; nil: it shows.
  private static func substitute(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x0D: "␍"
    case 0x00..<0x20: Unicode.Scalar(0x2400 + scalar.value).map { String(Character($0)) } ?? ""
    case 0x7F: "␡"
    case 0x80..<0xA0: "␦"
    case 0xAD: "-"
    // Zero-width spaces, joiners on their own, word joiners, the byte order mark.
    case 0x200B...0x200D, 0x2060...0x2064, 0xFEFF, 0x180E: ""
    case 0x2028, 0x2029: "␤"
    // They reorder what stands around them, so that a line lies: seen, never obeyed.
    case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2065...0x206F: "␦"
    case 0xFFF9...0xFFFB, 0xE0000...0xE0FFF: "␦"
    default: nil
    }
  }

  /// The cluster without the invisible code points that its base gives no meaning to.
  private static func harmless(_ character: Character, after base: Unicode.Scalar) -> String {
    if character.unicodeScalars.count == 1 { return String(character) }
    var kept = String.UnicodeScalarView()
    for scalar in character.unicodeScalars.prefix(longestCluster) where isKept(scalar, after: base)
    {
      kept.append(scalar)
    }
    return String(kept)
  }

  private static func isKept(_ scalar: Unicode.Scalar, after base: Unicode.Scalar) -> Bool {
    switch scalar.value {
    // Only the black flag takes tags: they spell the flags of England, Scotland and Wales.
    case 0xE0000..<0xE0100: base.value == 0x1F3F4
    case 0x200C, 0x200D: !base.isASCII
    case 0x00..<0x20, 0x7F..<0xA0: false
    default: true
    }
  }

  private static func width(of character: Character, base: Unicode.Scalar) -> Int {
    if isWide(base) { return 2 }
    let scalars = character.unicodeScalars
    guard scalars.count > 1, base.properties.isEmoji || isRegional(base) else { return 1 }
    // A text symbol asked to show as an emoji, a keycap, a flag of two letters, a joined sequence.
    let asksForEmoji = scalars.dropFirst().contains {
      $0.value == 0xFE0F || $0.value == 0x20E3 || $0.value == 0x200D || isRegional($0)
        || (0x1F3FB...0x1F3FF).contains($0.value)
    }
    return asksForEmoji ? 2 : 1
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1F1E6...0x1F1FF).contains(scalar.value)
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count
    while low < high {
      let middle = (low + high) / 2
      if wideRanges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < wideRanges.count && wideRanges[low].contains(value)
  }
}

extension Unicode.Scalar {
  fileprivate var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }
}
