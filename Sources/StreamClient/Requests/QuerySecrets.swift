import WebText

/// What of a URL's query no one may see. Names and values are percent-encoded.
struct QuerySecrets: Sendable, Hashable {
  private var names: Set<Substring> = []
  private var values: Set<Substring> = []
  /// As they are meant, in small letters.
  let declared: Set<String>

  init(declared: Set<String> = []) { self.declared = declared }

  mutating func add(name: String, value: String) {
    names.insert(Substring(name))
    values.insert(Substring(value))
  }

  /// The URL fit to be shown; a redirect may have put a value under another name.
  func hidden(in url: String) -> String {
    let url = withoutCredentials(url)
    guard !declared.isEmpty else { return url }
    return WebURL.hidingValues(inQueryOf: url, behind: "***") { name, _ in
      declared.contains(PercentCoding.decoded(form: name).lowercased())
    }
  }

  /// The URL with what was declared, and without what was asked for.
  func withoutCredentials(_ url: String) -> String {
    guard !names.isEmpty else { return url }
    return WebURL.hidingValues(inQueryOf: url, behind: "***") {
      names.contains($0) || values.contains($1)
    }
  }
}
