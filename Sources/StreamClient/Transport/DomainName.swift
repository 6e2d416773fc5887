import CCurl

/// The name of a machine in whatever script, as the network knows it.
/// Source: WHATWG URL, 3.3; UTS 46, non-transitional.
enum DomainName {
  /// In bytes of UTF-8: more than fits into the 255 of a network's name. Source: RFC 1035, 2.3.4.
  private static let longest = 1024

  /// The name in small letters and Punycode; nil where it is none.
  ///
  /// What is ASCII already is taken as it is, Punycode too, since there are such hosts that UTS 46
  /// would refuse. libcurl gets each other label by itself: it refuses a whole name for signs in
  /// another label, such as `!`, that the standard allows.
  static func asciiHost(_ host: String) -> String? {
    if isASCII(host) { return host.lowercased() }
    guard host.utf8.count <= longest else { return nil }
    var results: [String] = []
    for label in labels(of: host) {
      guard let result = isASCII(label) ? label.lowercased() : networkName(label) else {
        return nil
      }
      guard !losesJoiners(label, in: result) else { return nil }
      results.append(result)
    }
    let name = results.joined(separator: ".")
    return labels(of: name).allSatisfy(isGenuine) ? name : nil
  }

  /// Where the strict reading of a label fails, libcurl takes the one in which joiners count for
  /// nothing. Source: UTS 46, 4.1, CheckJoiners.
  private static func losesJoiners(_ label: String, in result: String) -> Bool {
    let others = label.unicodeScalars.filter { $0 != "\u{200C}" && $0 != "\u{200D}" }
    guard others.count < label.unicodeScalars.count else { return false }
    let rest = String(String.UnicodeScalarView(others))
    return isASCII(rest) || networkName(rest) == result
  }

  /// Whether a label in Punycode stands for a valid one, if it is one. libcurl looks into it only
  /// beside a label that isn't ASCII.
  private static func isGenuine(_ label: String) -> Bool {
    !label.hasPrefix("xn--") || networkName(label + ".\u{FC}") == label + ".xn--tda"
  }

  private static func isASCII(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 < 0x80 }
  }

  /// The dots of other scripts are dots too. Source: UTS 46, "label separators".
  private static func labels(of name: String) -> [String] {
    let dots: [Unicode.Scalar] = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    let labels = name.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: dots.contains)
    return labels.map { String($0) }
  }

  private static func networkName(_ name: String) -> String? {
    guard let result = ccurl_ascii_host(name) else { return nil }
    defer { ccurl_free(result) }
    return String(cString: result)
  }
}
