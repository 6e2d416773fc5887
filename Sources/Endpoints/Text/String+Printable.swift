extension String {
  /// The text with control characters replaced and cut at `limit` characters: safe to print,
  /// whoever wrote it.
  public func printable(limit: Int) -> String {
    var result = ""
    var count = 0
    for scalar in unicodeScalars {
      guard count < limit else { return result + "…" }
      let isControl =
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
        || scalar.properties.generalCategory == .format
      result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
      count += 1
    }
    return result
  }
}
