import WebText

extension WebURL {
  /// Reads a URL, or a reference to be read from `base`, as it is asked for: a name in another
  /// script is mapped by libcurl. Nil where it is none.
  package init?(_ text: String, relativeTo base: WebURL? = nil) {
    self.init(text, relativeTo: base, toASCII: DomainName.asciiHost)
  }
}

extension RequestAddress {
  /// Reads an address as it is asked for: a name in another script is mapped by libcurl. Nil where
  /// the text is no absolute URL that can be asked for.
  package init?(_ text: String) {
    self.init(text, toASCII: DomainName.asciiHost)
  }
}
