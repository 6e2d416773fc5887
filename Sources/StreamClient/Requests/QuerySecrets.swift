/// What of a URL's query no one may see. Names and values are percent-encoded.
struct QuerySecrets: Sendable, Hashable {
  private var names: Set<Substring> = []
  private var values: Set<Substring> = []

  mutating func add(name: String, value: String) {
    names.insert(Substring(name))
    values.insert(Substring(value))
  }

  /// The URL fit to be shown; a redirect may have put a value under another name.
  func hidden(in url: String) -> String {
    guard !names.isEmpty, let mark = url.firstIndex(of: "?") else { return url }
    let end = url[mark...].firstIndex(of: "#") ?? url.endIndex
    let query = url[url.index(after: mark)..<end]
    let pairs = query.split(separator: "&", omittingEmptySubsequences: false).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first, parts.count == 2 else { return String(pair) }
      return names.contains(name) || values.contains(parts[1]) ? name + "=***" : String(pair)
    }
    return url[...mark] + pairs.joined(separator: "&") + url[end...]
  }
}
