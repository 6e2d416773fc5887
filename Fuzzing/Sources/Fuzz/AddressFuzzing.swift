@testable import WebText

/// URLs: what was read is read again as it was, and nobody's credentials are shown.
enum AddressFuzzing {
  private static let base = WebURL("http://base.example/a/b?c", toASCII: WebHost.asWritten)
  /// Without the tables of libcurl no name in another script is one.
  private static let onlyASCII: @Sendable (String) -> String? = { name in
    name.utf8.allSatisfy { $0 < 0x80 } ? name.lowercased() : nil
  }

  static func take(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    for url in [
      WebURL(text, toASCII: onlyASCII), WebURL(text, relativeTo: base, toASCII: onlyASCII),
    ] {
      if let url { check(url) }
    }
    if let address = RequestAddress(text, toASCII: WebHost.asWritten) {
      require(address.url.isHTTP && address.url.effectivePort != 0, "no address: \(text)")
      require(address.unixSocket?.isEmpty != true, "a socket without a path")
    }
    checkText(text)
  }

  private static func check(_ url: WebURL) {
    let href = url.href
    // In a path that is one opaque text spaces stay.
    require(href.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "more than ASCII: \(href)")
    let again = WebURL(href, toASCII: onlyASCII)
    require(again?.href == href, "\(href) is read again as \(again?.href ?? "nothing")")
    require(!url.isHTTP || (url.path.hasPrefix("/") && !url.host.isEmpty), "not whole: \(href)")
    let shown = url.withoutCredentials
    require(shown.username.isEmpty && shown.password.isEmpty, "credentials in \(shown.href)")
    require(url.isSameOrigin(as: shown) == url.isSameOrigin(as: url), "another origin: \(href)")
  }

  private static func checkText(_ text: String) {
    let written = URLText(text)
    _ = (written.origin, written.path, written.host, written.withoutSlash, written.isOfSocket)
    // Where a password may stand, it is gone.
    let marked = URLText("http://user:p4ssw0rd\(text)@host/")
    require(
      !marked.withoutCredentials.contains("p4ssw0rd"), "a password in \(marked.withoutCredentials)")
    let bytes = PercentCoding.decoded(PercentCoding.query(text))
    require(bytes == text, "percent-coded and back: \(bytes)")
    let media = MediaType(text)
    require(!(media.isStream && media.isFile), "a stream and a file: \(media.essence)")
    require(
      Base64.bytes(of: Base64.text(of: Array(text.utf8)).utf8) == Array(text.utf8), "base 64")
  }
}
