import StreamDecoding

extension ParameterSchema {
  /// What the schema asks for in a few words: `integer`, `one of asc, desc`, `list of string`.
  var words: String {
    if let alternatives {
      var seen: [String] = []
      for word in alternatives.map(\.words) where !seen.contains(word) { seen.append(word) }
      return seen.joined(separator: " or ")
    }
    if let constants {
      return constants.count == 1 ? constants[0] : "one of " + constants.joined(separator: ", ")
    }
    if types.isEmpty { return "any value" }
    return types.map(word(for:)).joined(separator: " or ")
  }

  /// A value that would do, for an example of use.
  var example: String {
    let given = schema["default"] ?? schema["example"] ?? schema["examples"]?.arrayValue?.first
    if let given, given != .null, given.arrayValue == nil, given.objectValue == nil {
      return ParameterSchema.text(of: given)
    }
    if let first = constants?.first { return first }
    if let alternatives, let first = alternatives.first(where: { $0.types != ["null"] }) {
      return first.example
    }
    if holdsObjects { return BodyDraft.value(for: schema, models: [:], filling: .example).text() }
    switch types.first(where: { $0 != "null" }) {
    case "integer", "number": return range.example
    case "boolean": return "true"
    case "array": return element?.example ?? "VALUE"
    default: return formatExample
    }
  }

  private var formatExample: String {
    switch schema["format"]?.stringValue {
    case "uuid": "00000000-0000-0000-0000-000000000000"
    case "date-time": "2025-01-31T12:00:00Z"
    case "date": "2025-01-31"
    default: "VALUE"
    }
  }

  private func word(for type: String) -> String {
    switch type {
    case "array": element.map { "list of " + $0.words } ?? "list"
    case "integer", "number": type + range.words
    case "string": schema["format"]?.stringValue.map { "string, " + $0 } ?? type
    default: type
    }
  }
}

extension NumberRange {
  /// ` from 1 to 100`, with a space before it; empty without limits.
  var words: String {
    switch (least, most) {
    case (let least?, let most?): return " from \(least) to \(most)"
    case (let least?, nil): return " of at least \(least)" + upper
    case (nil, let most?): return lower + " of at most \(most)"
    case (nil, nil): return lower + upper
    }
  }

  /// A number within the limits, if there is a simple one.
  var example: String {
    let candidates = ["1", least, most, above.flatMap(Int.init).map { String($0 + 1) }]
    return candidates.compactMap(\.self).first(where: contains) ?? "1"
  }

  private var lower: String { above.map { " above \($0)" } ?? "" }

  private var upper: String { below.map { " below \($0)" } ?? "" }
}
