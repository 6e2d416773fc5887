import StreamDecoding

/// A parameter's JSON Schema seen from a command line: values are text there.
///
/// It is never stricter than the backend can be expected to be: what it does not understand
/// (`not`, unresolved references) allows everything. Patterns and formats are `SchemaCheck`'s.
struct ParameterSchema: Sendable, Hashable {
  var schema: JSONValue

  init(_ schema: JSONValue) { self.schema = schema }

  /// Schemas of which one must fit, or nil when this is not a choice.
  var alternatives: [ParameterSchema]? {
    let choices = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue
    guard let choices, !choices.isEmpty else { return nil }
    return choices.map(ParameterSchema.init)
  }

  /// The values of `enum` or `const` as text, or nil when any value will do.
  var constants: [String]? {
    if let value = schema["const"] { return [ParameterSchema.text(of: value)] }
    guard let values = schema["enum"]?.arrayValue, !values.isEmpty else { return nil }
    return values.map(ParameterSchema.text(of:))
  }

  /// Names of JSON types it allows; empty allows all.
  var types: [String] {
    if let type = schema["type"]?.stringValue { return [type] }
    return schema["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
  }

  /// The schema of one element when values are repeated: `tag=a&tag=b`.
  var element: ParameterSchema? {
    if types.contains("array") { return ParameterSchema(schema["items"] ?? [:]) }
    return alternatives?.lazy.compactMap(\.element).first
  }

  /// True when `null` is allowed and no text is, so that the word can only mean the value.
  var readsNullAsNothing: Bool {
    allowed("null") && !allowed("string") && constants == nil
  }

  /// True when an object is a value that it names.
  var holdsObjects: Bool {
    if let alternatives { return alternatives.contains(where: \.holdsObjects) }
    return types.contains("object") || schema["properties"] != nil
      || schema["additionalProperties"]?.objectValue != nil
      || schema["allOf"]?.arrayValue?.contains { ParameterSchema($0).holdsObjects } == true
  }

  /// One text as the value, or as one of a list's.
  func accepts(_ text: String) -> Bool {
    if let element { return element.accepts(text) }
    if let alternatives { return alternatives.contains { $0.accepts(text) } }
    if let constants { return constants.contains(text) }
    return types.isEmpty || types.contains { accepts(text, as: $0) }
  }

  /// Whether its rules are of a text's length and form, and of nothing else.
  var takesText: Bool { element?.takesText ?? (types == ["string"] && constants == nil) }

  private func allowed(_ type: String) -> Bool {
    if let alternatives { return alternatives.contains { $0.allowed(type) } }
    return types.isEmpty || types.contains(type)
  }

  private func accepts(_ text: String, as type: String) -> Bool {
    switch type {
    case "integer":
      NumberText.isInteger(text) && range.contains(text)
    case "number":
      Double(text) != nil && range.contains(text)
    case "boolean":
      // Pydantic's spellings; other backends take the first two.
      ["true", "false", "1", "0", "yes", "no", "on", "off", "t", "f", "y", "n"]
        .contains(text.lowercased())
    case "null":
      text.isEmpty || text == "null"
    case "string":
      lengthFits(text)
    default:
      true
    }
  }

  private func lengthFits(_ text: String) -> Bool {
    // JSON Schema counts code points.
    let length = text.unicodeScalars.count
    if let least = schema["minLength"]?.intValue, length < least { return false }
    if let most = schema["maxLength"]?.intValue, length > most { return false }
    return true
  }

  /// The limits of a number.
  var range: NumberRange { NumberRange(schema: schema) }

  /// A value as a user would type it: a string without its quotes.
  static func text(of value: JSONValue) -> String { value.stringValue ?? value.text() }
}

/// Numbers as people type them.
enum NumberText {
  /// Digits with a sign, perhaps `.0` at the end, as Pydantic takes them.
  static func isInteger(_ text: String) -> Bool {
    var digits = text[...]
    if let sign = digits.first, sign == "-" || sign == "+" { digits.removeFirst() }
    let parts = digits.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty,
      whole.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return false }
    guard parts.count == 2 else { return true }
    return !parts[1].isEmpty && parts[1].utf8.allSatisfy { $0 == UInt8(ascii: "0") }
  }
}

/// `minimum` and its relatives.
struct NumberRange: Sendable, Hashable {
  var least: String?
  var most: String?
  var above: String?
  var below: String?

  init(schema: JSONValue) {
    func number(_ key: String) -> String? {
      if case .number(let text)? = schema[key] { text } else { nil }
    }
    least = number("minimum")
    most = number("maximum")
    above = number("exclusiveMinimum")
    below = number("exclusiveMaximum")
  }

  func contains(_ text: String) -> Bool {
    guard let value = Double(text) else { return false }
    func holds(_ limit: String?, _ test: (Double, Double) -> Bool) -> Bool {
      guard let limit = limit.flatMap({ Double($0) }) else { return true }
      return test(value, limit)
    }
    return holds(least, >=) && holds(most, <=) && holds(above, >) && holds(below, <)
  }
}
