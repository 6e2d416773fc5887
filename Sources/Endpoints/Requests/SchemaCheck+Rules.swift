import StreamDecoding

extension SchemaCheck {
  /// The rules that a value of the right type breaks by itself, without what is in it.
  mutating func ownRules(of value: JSONValue, in schema: JSONValue) -> [String] {
    var found: [String] = []
    if let only = schema["const"], !only.isSame(as: value) { found.append("must be \(only.word)") }
    if let all = schema["enum"]?.arrayValue, !all.contains(where: { $0.isSame(as: value) }) {
      let words = all.prefix(10).map(\.word).joined(separator: ", ")
      found.append("must be one of \(words)\(all.count > 10 ? ", …" : "")")
    }
    switch value {
    case .number: found += Self.numberRules(value, schema)
    case .string(let text): found += textRules(text, schema)
    case .array(let elements):
      found += Self.count(elements.count, schema, "minItems", "maxItems", "item")
      if schema["uniqueItems"] == .bool(true), Set(elements).count < elements.count {
        found.append("must have no item twice")
      }
    case .object(let members):
      found += Self.count(members.count, schema, "minProperties", "maxProperties", "member")
    case .null, .bool: break
    }
    return found
  }

  static func numberRules(_ value: JSONValue, _ schema: JSONValue) -> [String] {
    guard let number = value.doubleValue else { return [] }
    let limits: [(key: String, words: String, holds: (Double, Double) -> Bool)] = [
      ("minimum", "at least", >=), ("maximum", "at most", <=), ("exclusiveMinimum", "above", >),
      ("exclusiveMaximum", "below", <),
    ]
    var found = limits.compactMap { limit -> String? in
      guard let bound = schema[limit.key], let least = bound.doubleValue,
        !limit.holds(number, least)
      else { return nil }
      return "must be \(limit.words) \(bound.shortNumber)"
    }
    if let step = schema["multipleOf"], let size = step.doubleValue, size > 0 {
      let times = number / size
      // 0.3 is three times 0.1, whatever binary fractions say.
      if abs(times - times.rounded()) > 1e-9 * max(1, abs(times)) {
        found.append("must be a multiple of \(step.shortNumber)")
      }
    }
    return found
  }

  /// The rules that a text breaks.
  mutating func textRules(_ text: String, _ schema: JSONValue) -> [String] {
    // JSON Schema counts code points.
    var found = Self.count(
      text.unicodeScalars.count, schema, "minLength", "maxLength", "character")
    if let pattern = schema["pattern"]?.stringValue, searched(pattern, in: text) == false {
      found.append("must match \(pattern)")
    }
    if let format = schema["format"]?.stringValue.flatMap(TextFormat.init), !format.fits(text) {
      found.append("must be \(format.words)")
    }
    return found
  }

  static func count(
    _ count: Int, _ schema: JSONValue, _ least: String, _ most: String, _ noun: String
  ) -> [String] {
    func words(_ limit: Int) -> String { "\(limit) \(noun)\(limit == 1 ? "" : "s")" }
    if let least = schema[least]?.intValue, count < least {
      return ["must have at least \(words(least))"]
    }
    if let most = schema[most]?.intValue, count > most {
      return ["must have at most \(words(most))"]
    }
    return []
  }

  /// The first rule that a text breaks as the value of a parameter; nil where it may fit.
  static func breach(
    ofTyped text: String, in schema: JSONValue, search: Search?
  ) -> Breach? {
    // What stands in a URL has no type: it is whatever the schema takes.
    var candidates: [JSONValue] = [.string(text)]
    if Double(text) != nil { candidates.append(.number(text)) }
    if ["true", "false"].contains(text.lowercased()) {
      candidates.append(.bool(text.lowercased() == "true"))
    }
    if text.isEmpty || text == "null" { candidates.append(.null) }
    var first: Breach?
    for candidate in candidates {
      let found = breaches(of: candidate, in: schema, models: [:], search: search)
      guard let breach = found.first else { return nil }
      if first == nil || first?.isOfType == true { first = breach }
    }
    return first
  }
}

extension JSONValue {
  /// Numbers are the same however they are written.
  fileprivate func isSame(as other: JSONValue) -> Bool {
    if self == other { return true }
    guard case .number = self, case .number = other else { return false }
    return doubleValue == other.doubleValue
  }

  /// A text without its quotes, cut where it is long.
  fileprivate var word: String { String((stringValue ?? text()).prefix(60)) }

  /// A number without `.0`, as people write it.
  var shortNumber: String { intValue.map(String.init) ?? text() }
}
