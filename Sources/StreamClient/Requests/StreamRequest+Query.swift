import WebText

extension StreamRequest {
  /// Adds names and values to the URL's query, in order; they are percent-encoded here. A name may
  /// stand more than once.
  public mutating func addQuery(_ items: [(name: String, value: String)]) {
    guard !items.isEmpty else { return }
    let query = items.map { PercentCoding.query($0.name) + "=" + PercentCoding.query($0.value) }
      .joined(separator: "&")
    let end = url.firstIndex(of: "#") ?? url.endIndex
    let base = url[..<end]
    let joint = base.contains("?") ? (base.hasSuffix("?") || base.hasSuffix("&") ? "" : "&") : "?"
    url = base + joint + query + url[end...]
  }
}
