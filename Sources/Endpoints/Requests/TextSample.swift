import StreamDecoding

/// A text that a schema takes, as simple as there is one.
struct TextSample {
  private static let longest = 1000

  /// Whether the empty text comes first, where it fits.
  let isEmptyFirst: Bool

  func text(for schema: JSONValue) -> String {
    let least = min(max(0, schema["minLength"]?.intValue ?? 0), Self.longest)
    let most = max(least, schema["maxLength"]?.intValue ?? .max)
    let format = schema["format"]?.stringValue
    var candidates: [String] = []
    if let pattern = schema["pattern"]?.stringValue {
      candidates += PatternSample.text(for: pattern, least: least).map { [$0] } ?? []
    }
    if let known = format.flatMap(TextFormat.init) {
      candidates += [known.example]
    }
    let word = isEmptyFirst ? "" : format ?? "string"
    var filled = word
    while filled.unicodeScalars.count < least { filled += "string" }
    candidates.append(String(filled.prefix(most)))
    candidates.append(String(filled.prefix(max(least, 1))))
    return candidates.first { text in
      (least...most).contains(text.unicodeScalars.count)
        && (schema["not"].map {
          !SchemaCheck.breaches(of: .string(text), in: $0, models: [:]).isEmpty
        }
          ?? true)
    } ?? candidates[0]
  }
}
