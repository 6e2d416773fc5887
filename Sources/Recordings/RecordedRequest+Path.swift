import WebText

extension RecordedRequest {
  /// The URL's path, percent-encoded; nil where the URL is none.
  public var path: String? {
    // What went to a socket of the machine: `unix:/run/app.sock:/events`.
    if url.hasPrefix("unix:") {
      return url.split(separator: ":").last.map { String($0.prefix { $0 != "?" }) }
    }
    return WebURL(url, toASCII: WebHost.asWritten)?.path
  }
}
