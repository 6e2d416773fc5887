import WebText

extension RecordedRequest {
  /// The URL's path and query, percent-encoded; nil where the URL is none.
  public var target: String? {
    RequestAddress(url, toASCII: WebHost.asWritten)?.url.target
  }
}
