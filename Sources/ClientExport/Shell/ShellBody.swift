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
    guard mediaType?.hasSuffix("json") == true, let value = try? JSONValue(parsing: text)
    else { return ShellWord(text: text) }
    let masked = MaskedValue(value)
    // As it was typed, unless something is hidden.
    return masked.holdsSecrets ? masked.word : ShellWord(text: text)
  }
}

extension MaskedValue {
  /// The value as JSON, with variables for its secrets.
  fileprivate var word: ShellWord {
    switch self {
    case .plain(let value): ShellWord(text: value.text())
    case .secret(let variable):
      ShellWord(text: "\"") + ShellWord(variable: variable) + ShellWord(text: "\"")
    case .array(let elements):
      ShellWord(text: "[") + Self.joined(elements.map(\.word)) + ShellWord(text: "]")
    case .object(let members):
      ShellWord(text: "{")
        + Self.joined(
          members.map { ShellWord(text: JSONValue.string($0.key).text() + ":") + $0.value.word })
        + ShellWord(text: "}")
    }
  }

  private static func joined(_ words: [ShellWord]) -> ShellWord {
    words.enumerated().reduce(ShellWord(text: "")) { all, one in
      one.offset == 0 ? one.element : all + ShellWord(text: ",") + one.element
    }
  }
}
