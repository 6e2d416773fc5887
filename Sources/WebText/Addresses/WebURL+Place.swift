extension WebURL {
  /// The server as a person writes it: `host:port`, the port left out where it is the scheme's own.
  public var place: String { port.map { "\(host):\($0)" } ?? host }

  /// The server alone, with the scheme: `http://host:port`.
  public var server: String { "\(scheme)://\(place)" }

  /// What the server is asked for: path and query.
  public var target: String { path + (query.map { "?" + $0 } ?? "") }

  /// Text that is no URL, or not yet one, without what could be a user and a password in it.
  ///
  /// In what is no URL they may reach further: a password with a raw `/`, `?` or `#`.
  public static func hidingCredentials(_ text: String) -> String {
    let isURL = WebURL(text, toASCII: WebHost.asWritten) != nil
    guard let start = text.firstRange(of: "//")?.upperBound ?? (isURL ? nil : text.startIndex)
    else { return text }
    let authority = text[start...].prefix { !isURL || $0 != "/" && $0 != "?" && $0 != "#" }
    guard let at = authority.lastIndex(of: "@") else { return text }
    return String(text[..<start]) + String(text[text.index(after: at)...])
  }

  /// What names no endpoint, file or folder, fit to be told: it may be a URL gone wrong, or a pasted
  /// line for curl.
  public static func hidingSecrets(inName text: String) -> String {
    if text.hasPrefix("curl ") { return "curl …" }
    let at = text.lastIndex(of: "@").flatMap { text[..<$0].contains(":") ? $0 : nil }
    let shown = text[(at ?? text.startIndex)...].prefix { $0 != "?" && $0 != "#" }
    return (at == nil ? "" : "…") + shown + (shown.endIndex < text.endIndex ? "…" : "")
  }

  /// A URL to be named in a sentence: without user and password, and without its query, which may
  /// hold a key.
  public static func hidingSecrets(_ url: String) -> String {
    String(hidingCredentials(url).prefix { $0 != "?" && $0 != "#" })
  }

  /// A URL with `word` in place of the values of its query whose names sound like secrets or are
  /// among `names`, which are in small letters.
  public static func hidingSecrets(
    inQueryOf url: String, behind word: String, named names: Set<String> = []
  ) -> String {
    hidingValues(inQueryOf: url, behind: word) { field, _ in
      let name = PercentCoding.decoded(form: field)
      return SecretName.matches(name) || names.contains(name.lowercased())
    }
  }

  /// A URL with `word` in place of the values of its query for which `isSecret` says so; it gets
  /// names and values as they stand there, percent-encoded.
  public static func hidingValues(
    inQueryOf url: String, behind word: String, where isSecret: (Substring, Substring) -> Bool
  ) -> String {
    guard let mark = url.firstIndex(of: "?") else { return url }
    let end = url[mark...].firstIndex(of: "#") ?? url.endIndex
    let query = url[url.index(after: mark)..<end]
    let pairs = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, parts.count == 2 else { return String(pair) }
      return isSecret(name, parts[1]) ? "\(name)=\(word)" : String(pair)
    }
    return url[...mark] + pairs.joined(separator: "&") + url[end...]
  }
}
