import StreamDecoding

/// What a field's schema tells its user, in a few words.
struct SchemaWords: Hashable, Sendable {
  /// Choices are named in the type up to this many characters.
  private static let longestChoices = 28

  /// `integer`, `number, 1 to 100`, `list of string`; "" where anything goes.
  let type: String
  /// The values to choose from; empty where the user types.
  let choices: [String]
  /// What the backend takes when nothing is sent.
  let defaultText: String?
  /// True where several values may be given, separated by commas.
  let isList: Bool

  /// The words of what no schema describes.
  init(type: String, choices: [String] = [], defaultText: String? = nil) {
    self.type = type
    self.choices = choices
    self.defaultText = defaultText
    isList = false
  }

  init(_ schema: JSONValue) {
    isList = Self.isList(schema)
    choices = isList ? [] : Self.choices(schema)
    type = Self.type(schema)
    let value = schema["default"].flatMap { $0.isNull ? nil : $0 }
    defaultText = value.map { $0.stringValue ?? $0.text() }
  }

  /// `anyOf` and `oneOf` without null: an optional field is described by what it may hold.
  private static func alternatives(_ schema: JSONValue) -> [JSONValue]? {
    let all = schema["anyOf"]?.arrayValue ?? schema["oneOf"]?.arrayValue
    return all.map { $0.filter { $0["type"]?.stringValue != "null" } }
  }

  private static func types(_ schema: JSONValue) -> [String] {
    if let type = schema["type"]?.stringValue { return [type] }
    return (schema["type"]?.arrayValue ?? []).compactMap(\.stringValue).filter { $0 != "null" }
  }

  private static func isList(_ schema: JSONValue) -> Bool {
    types(schema).contains("array") || alternatives(schema)?.contains(where: isList) == true
  }

  /// The choice that comes so many after one; where it may be left out, "" is one, too.
  func choice(after text: String, by step: Int, isRequired: Bool) -> String {
    let all = (isRequired ? [] : [""]) + choices
    let next = all.firstIndex(of: text).map { ($0 + step + all.count) % all.count }
    return all[next ?? 0]
  }

  /// The next choice that begins with a letter.
  func choice(after text: String, beginningWith letter: Character) -> String? {
    let current = choices.firstIndex(of: text) ?? -1
    let order = choices.indices.map { choices[($0 + current + 1) % choices.count] }
    return order.first { $0.lowercased().hasPrefix(letter.lowercased()) }
  }

  private static func choices(_ schema: JSONValue) -> [String] {
    if let values = schema["enum"]?.arrayValue {
      return values.filter { !$0.isNull }.map { $0.stringValue ?? $0.text() }
    }
    if types(schema) == ["boolean"] { return ["true", "false"] }
    let parts = alternatives(schema) ?? []
    let found = parts.map(choices)
    return found.contains { $0.isEmpty } ? [] : found.flatMap { $0 }
  }

  private static func type(_ schema: JSONValue) -> String {
    if let values = schema["enum"]?.arrayValue {
      let all = choices(schema).joined(separator: "|")
      return all.count <= longestChoices ? all : "one of \(values.count)"
    }
    if let parts = alternatives(schema) {
      return parts.map(type).filter { !$0.isEmpty }.joined(separator: " or ")
    }
    let types = types(schema)
    if types.contains("array") {
      let element = type(schema["items"] ?? [:])
      return element.isEmpty ? "list" : "list of " + element
    }
    let name = schema["format"]?.stringValue ?? types.joined(separator: " or ")
    return name + limits(schema)
  }

  private static func limits(_ schema: JSONValue) -> String {
    // Pydantic writes 1.0 for the limit of a whole number.
    func number(_ key: String) -> String? {
      guard case .number(let text)? = schema[key] else { return nil }
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let least = number("minimum") ?? number("exclusiveMinimum").map { "over " + $0 }
    let most = number("maximum") ?? number("exclusiveMaximum").map { "under " + $0 }
    switch (least, most) {
    case (let least?, let most?): return " \(least) to \(most)"
    case (let least?, nil): return least.hasPrefix("over") ? " " + least : " from \(least)"
    case (nil, let most?): return most.hasPrefix("under") ? " " + most : " up to \(most)"
    case (nil, nil): return ""
    }
  }
}
