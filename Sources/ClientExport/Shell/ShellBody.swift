import StreamDecoding

/// A request's body as it may stand in a command: text with variables for its secrets.
struct ShellBody {
  let bytes: [UInt8]
  let mediaType: String?

  /// Nil for bytes that nobody can type; they come from a file.
  var word: ShellWord? {
    guard let text = String(validating: bytes, as: UTF8.self), isTypeable(text) else { return nil }
    return word(for: text)
  }

  private func isTypeable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy {
      $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
    }
  }

  private func word(for text: String) -> ShellWord {
    if mediaType == "application/x-www-form-urlencoded" {
      return Secret.maskedPairs(text, separator: "&")
    }
    guard mediaType?.hasSuffix("json") == true, let value = try? JSONValue(parsing: text),
      value.holdsSecrets
    else { return ShellWord(text: text) }
    return value.word
  }
}

extension JSONValue {
  /// True when a member with a secret's name holds a text.
  fileprivate var holdsSecrets: Bool {
    switch self {
    case .null, .bool, .number, .string: false
    case .array(let elements): elements.contains(where: \.holdsSecrets)
    case .object(let members):
      members.contains { Secret.variable(for: $0.key) != nil && $0.value.stringValue != nil }
        || members.contains(where: \.value.holdsSecrets)
    }
  }

  /// The value as JSON, with variables for its secrets.
  fileprivate var word: ShellWord {
    switch self {
    case .null, .bool, .number, .string: ShellWord(text: text())
    case .array(let elements):
      ShellWord(text: "[") + Self.joined(elements.map(\.word)) + ShellWord(text: "]")
    case .object(let members):
      ShellWord(text: "{") + Self.joined(members.map(Self.word(of:))) + ShellWord(text: "}")
    }
  }

  private static func word(of member: (key: String, value: JSONValue)) -> ShellWord {
    let key = ShellWord(text: JSONValue.string(member.key).text() + ":")
    guard let variable = Secret.variable(for: member.key), member.value.stringValue != nil
    else { return key + member.value.word }
    return key + ShellWord(text: "\"") + ShellWord(variable: variable) + ShellWord(text: "\"")
  }

  private static func joined(_ words: [ShellWord]) -> ShellWord {
    words.enumerated().reduce(ShellWord(text: "")) { all, one in
      one.offset == 0 ? one.element : all + ShellWord(text: ",") + one.element
    }
  }
}
