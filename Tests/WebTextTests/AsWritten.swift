import WebText

extension WebURL {
  /// Without a table of other scripts: these tests have names in ASCII.
  init?(_ text: String, relativeTo base: WebURL? = nil) {
    self.init(text, relativeTo: base, toASCII: WebHost.asWritten)
  }
}

extension RequestAddress {
  init?(_ text: String) {
    self.init(text, toASCII: WebHost.asWritten)
  }
}
