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
    // By bytes: a combining mark behind a sign makes another character of it.
    let authority = text[start...].utf8.prefix { !isURL || !"/?#".utf8.contains($0) }
    guard let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return text }
    return String(text[..<start]) + String(text[text.utf8.index(after: at)...])
  }

  /// What names no endpoint, file or folder, fit to be told: it may be a URL gone wrong, or a pasted
  /// line for curl.
  public static func hidingSecrets(inName text: String) -> String {
    if text.hasPrefix("curl ") { return "curl …" }
    let at = text.utf8.lastIndex(of: UInt8(ascii: "@")).flatMap {
      text[..<$0].utf8.contains(UInt8(ascii: ":")) ? $0 : nil
    }
    let shown = text[(at ?? text.startIndex)...].beforeQuery
    return (at == nil ? "" : "…") + shown + (shown.endIndex < text.endIndex ? "…" : "")
  }

  /// A URL to be named in a sentence: without user and password, and without its query, which may
  /// hold a key.
  public static func hidingSecrets(_ url: String) -> String {
    String(hidingCredentials(url)[...].beforeQuery)
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
    let scalars = url.unicodeScalars
    guard let mark = scalars.firstIndex(of: "?") else { return url }
    let start = scalars.index(after: mark)
    let end = scalars[start...].firstIndex(of: "#") ?? url.endIndex
    let pairs = scalars[start..<end].split(separator: "&", omittingEmptySubsequences: false).map {
      let parts = $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(Substring.init)
      guard let name = parts.first, parts.count == 2 else { return String($0) }
      return isSecret(name, parts[1]) ? "\(name)=\(word)" : String($0)
    }
    return url[..<start] + pairs.joined(separator: "&") + url[end...]
  }
}

extension Substring {
  /// Up to a query or a fragment.
  fileprivate var beforeQuery: Substring {
    Substring(unicodeScalars.prefix { $0 != "?" && $0 != "#" })
  }
}
