import StreamDecoding

/// A value as a user types it.
extension BodyNode {
  /// The value as a text: a string without its quotes, where that can only mean the string.
  var text: String {
    switch value {
    case nil: ""
    case .string(let text): meaning(of: text) == value ? text : value?.text() ?? ""
    case let other?: other.text()
    }
  }

  /// The value that a text means here: of a type that the schema takes where there is one, else the
  /// text itself. Nil leaves the place out.
  func meaning(of text: String) -> JSONValue? {
    let types = types
    let takesText = types.isEmpty || types.contains("string")
    if text.isEmpty {
      // An item that is emptied stays in its list.
      if case .item = path.steps.last { return .string("") }
      return isRequired && takesText ? .string("") : nil
    }
    if types == ["string"] { return .string(text == "\"\"" ? "" : text) }
    guard let value = try? JSONValue(parsing: text), Self.isTaken(value, by: types) else {
      return .string(text)
    }
    return value
  }

  private static func isTaken(_ value: JSONValue, by types: Set<String>) -> Bool {
    if types.isEmpty { return true }
    return switch value {
    case .null: types.contains("null")
    case .bool: types.contains("boolean")
    case .number: types.contains("number") || types.contains("integer")
    case .string: types.contains("string")
    case .array: types.contains("array")
    case .object: types.contains("object")
    }
  }
}
