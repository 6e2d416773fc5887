extension TextWithVariables {
  /// The text as one argument of a command line for a POSIX shell, quoted so that nothing but its
  /// variables means anything to the shell.
  var quoted: String {
    if hasVariables, parts.allSatisfy(\.isHarmless) { return "\"" + shown + "\"" }
    return parts.isEmpty ? "''" : parts.map(\.quoted).joined()
  }
}

extension TextWithVariables.Part {
  /// Single quotes keep everything but themselves; even `!`, which double quotes don't keep.
  fileprivate var quoted: String {
    switch self {
    case .text(let text): "'" + text.replacing("'", with: "'\\''") + "'"
    case .variable(let name): "\"$" + name + "\""
    }
  }

  /// True when the part means the same between double quotes.
  fileprivate var isHarmless: Bool {
    guard case .text(let text) = self else { return true }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "$"), UInt8(ascii: "`"), UInt8(ascii: "\\"), UInt8(ascii: "\""),
        UInt8(ascii: "!"):
        false
      default: byte >= 0x20 && byte != 0x7F
      }
    }
  }
}
