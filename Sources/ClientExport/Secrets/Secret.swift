import StreamDecoding

/// What must not stand in exported code as it is, and the environment variable that stands for it.
enum Secret {
  /// The variable for a value called `name`, or nil when the name doesn't sound like a secret.
  static func variable(for name: String) -> String? {
    let words = words(of: name).map(stem)
    let isKey = zip(words, words.dropFirst()).contains { first, second in
      second == "key" && ["access", "api", "private"].contains(first)
    }
    // `max_tokens` counts them.
    let isCount = words.contains(where: ["max", "min", "num", "count", "limit"].contains)
    guard isKey || !isCount && words.contains(where: isTelling) else { return nil }
    return ShellWord.variableName(for: name)
  }

  private static func isTelling(_ word: String) -> Bool {
    telling.contains(word) || ["secret", "token", "passw"].contains { word.contains($0) }
  }

  private static let telling: Set<String> = [
    "accesskey", "apikey", "auth", "authorization", "bearer", "cookie", "credential", "csrf", "jwt",
    "otp", "pass", "passcode", "passphrase", "passwd", "pin", "pwd", "session", "sessionid", "sid",
    "sig", "signature", "xsrf",
  ]

  /// `tokens` and `password2` are a token and a password.
  private static func stem(_ word: String) -> String {
    var word = word[...]
    while let last = word.last, last.isNumber, word.count > 1 { word.removeLast() }
    if word.last == "s", !word.hasSuffix("ss"), word.count > 3 { word.removeLast() }
    return String(word)
  }

  /// The same for a parameter; whatever a cookie holds is one.
  static func variable(for parameter: TypeScriptParameter) -> String? {
    variable(for: parameter.wireName)
      ?? (parameter.place == .cookies ? ShellWord.variableName(for: parameter.wireName) : nil)
  }

  /// A value of a URL: a variable where it is a secret, or where the user named one.
  static func masked(name: String, encoded text: String) -> ShellWord {
    let named = ShellWord(expanding: String(text.replacing("%24", with: "$")))
    if text.hasPrefix("%24"), named.isOneVariable { return named }
    guard !text.isEmpty, let variable = variable(for: name) else { return ShellWord(text: text) }
    return ShellWord(variable: variable)
  }

  /// A header's value with its secret part as a variable; nil when it has none.
  static func masked(header name: String, value: String) -> ShellWord? {
    let variables = ShellWord(expanding: value)
    if variables.hasVariables { return variables }
    guard let variable = variable(for: name) else { return nil }
    switch name.lowercased() {
    case "authorization", "proxy-authorization":
      let parts = value.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { return ShellWord(variable: variable) }
      let scheme = String(parts[0])
      let secret = scheme.lowercased() == "bearer" ? "TOKEN" : "CREDENTIALS"
      return ShellWord(text: scheme + " ") + ShellWord(variable: secret)
    case "cookie":
      return maskedPairs(value, separator: "; ") { _ in true }
    default:
      return ShellWord(variable: variable)
    }
  }

  /// `name=value` pairs with a variable for each value that is a secret.
  static func maskedPairs(
    _ text: String, separator: String, isSecret: (String) -> Bool = { variable(for: $0) != nil }
  ) -> ShellWord {
    var result = ShellWord(text: "")
    for (index, pair) in text.split(separator: separator, omittingEmptySubsequences: false)
      .enumerated()
    {
      if index > 0 { result = result + ShellWord(text: separator) }
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      guard parts.count == 2, isSecret(name) else {
        let value = parts.count == 2 ? masked(name: "", encoded: String(parts[1])) : nil
        result =
          value.map { result + ShellWord(text: name + "=") + $0 }
          ?? result + ShellWord(text: String(pair))
        continue
      }
      let value = masked(name: name, encoded: String(parts[1]))
      let variable = ShellWord(variable: ShellWord.variableName(for: name))
      result = result + ShellWord(text: name + "=") + (value.isOneVariable ? value : variable)
    }
    return result
  }

  /// The words of `X-API-Key`, `accessToken` and `user_id`, lower case.
  static func words(of name: String) -> [String] {
    var words: [String] = [""]
    var wasLower = false
    for character in name.unicodeScalars {
      let isLetter = character.isASCII && (character.properties.isAlphabetic)
      let isDigit = ("0"..."9").contains(character)
      guard isLetter || isDigit else {
        words.append("")
        continue
      }
      let isUpper = character.properties.isUppercase
      if isUpper && wasLower { words.append("") }
      wasLower = !isUpper
      words[words.count - 1] += String(character).lowercased()
    }
    return words.filter { !$0.isEmpty }
  }
}
