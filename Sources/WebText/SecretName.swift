/// The one list of names that sound like those of secrets: of headers, of fields of a query or a
/// form, of members of a body, of variables.
public enum SecretName {
  /// Whether what is called `name` is to be taken for a secret: `X-API-Key`, `refreshToken`.
  public static func matches(_ name: String) -> Bool {
    let words = name.nameWords.map(stem)
    let isPair = zip(words, words.dropFirst()).contains { isTelling($0, $1) }
    // `max_tokens` counts them.
    let isCount = words.contains(where: ["max", "min", "num", "count", "limit"].contains)
    let isWord = !isCount && words.contains(where: isTelling)
    // `sort_key` and `pattern` are ordinary: these tell by themselves, or at the end of a name.
    let isWhole = words == ["key"] || words.last.map(["dsn", "pat", "sas"].contains) == true
    return isPair || isWord || isWhole
  }

  private static func isTelling(_ word: String) -> Bool {
    telling.contains(word) || parts.contains { word.contains($0) }
      || keys.contains { word.hasSuffix($0 + "key") }
  }

  /// `api_key`, `AWSAccessKeyId`, `connection_string`, `database_url`.
  private static func isTelling(_ first: String, _ second: String) -> Bool {
    switch second {
    case "key": keys.contains { first.hasSuffix($0) }
    case "string": first == "connection"
    case "uri", "url": ["database", "db"].contains(first)
    default: false
    }
  }

  /// What a key may be of, as a word of its own or not: `x-functions-key`, `privatekey`.
  private static let keys = [
    "access", "api", "encryption", "function", "licence", "license", "private", "signing",
    "subscription",
  ]

  /// What makes any word telling in which it stands.
  private static let parts = ["passw", "secret", "sessid", "sessionid", "token"]

  private static let telling: Set<String> = [
    "auth", "authorization", "bearer", "cookie", "credential", "csrf", "jwt", "otp", "pass",
    "passcode", "passphrase", "pin", "pwd", "session", "sid", "sig", "signature", "xsrf",
  ]

  /// `tokens` and `password2` are a token and a password.
  private static func stem(_ word: String) -> String {
    var word = word[...]
    while let last = word.last, last.isNumber, word.count > 1 { word.removeLast() }
    if word.last == "s", !word.hasSuffix("ss"), word.count > 3 { word.removeLast() }
    return String(word)
  }
}
