import StreamDecoding

/// What must not stand in exported code as it is, and the environment variable that stands for it.
enum Secret {
  /// The variable for a value called `name`, or nil when the name doesn't sound like a secret.
  static func variable(for name: String) -> String? {
    let words = words(of: name).map(stem)
    let isPair = zip(words, words.dropFirst()).contains { isTelling($0, $1) }
    // `max_tokens` counts them.
    let isCount = words.contains(where: ["max", "min", "num", "count", "limit"].contains)
    let isWord = !isCount && words.contains(where: isTelling)
    // `sort_key` and `pattern` are ordinary: these tell by themselves, or at the end of a name.
    let isWhole = words == ["key"] || words.last.map(["dsn", "pat", "sas"].contains) == true
    return isPair || isWord || isWhole ? TextWithVariables.variableName(for: name) : nil
  }

  private static func isTelling(_ word: String) -> Bool {
    telling.contains(word)
      || ["secret", "token", "passw", "sessid", "sessionid"].contains { word.contains($0) }
  }

  /// `api_key`, `AWSAccessKeyId`, `connection_string`, `database_url`.
  private static func isTelling(_ first: String, _ second: String) -> Bool {
    switch second {
    case "key": keys.contains(first) || first.hasSuffix("access")
    case "string": first == "connection"
    case "uri", "url": ["database", "db"].contains(first)
    default: false
    }
  }

  private static let keys: Set<String> = [
    "access", "api", "encryption", "function", "licence", "license", "private", "signing",
    "subscription",
  ]

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
