import StreamClient
import WebText

/// `--resolve HOST:PORT:ADDRESS`, in libcurl's form.
struct ResolveArgument {
  /// The host in ASCII, as it is asked for; IPv6 addresses in brackets.
  let entry: String

  init(_ text: String) throws(Ending) {
    guard let entry = Self.entry(text) else {
      throw .usage(
        "--resolve needs HOST:PORT:ADDRESS, for example api.example.com:443:127.0.0.1; "
          + "got '\(text)'")
    }
    self.entry = entry
  }

  private static func entry(_ text: String) -> String? {
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3, let port = Int(parts[1]), (1...65_535).contains(port) else {
      return nil
    }
    let addresses = parts[2].split(separator: ",", omittingEmptySubsequences: false)
      .map { address(String($0)) }
    guard let host = host(String(parts[0])), !addresses.contains(nil) else { return nil }
    return "\(host):\(port):" + addresses.compactMap { $0 }.joined(separator: ",")
  }

  /// By the same rule as the host of a URL; `*` is every host.
  private static func host(_ text: String) -> String? {
    if text == "*" { return text }
    guard isHost(text), let url = WebURL("http://\(text)/") else { return nil }
    return url.host
  }

  private static func address(_ text: String) -> String? {
    let bracketed = text.contains(":") && !text.hasPrefix("[") ? "[\(text)]" : text
    guard isHost(text), let url = WebURL("http://\(bracketed)/"), url.isHostAddress else {
      return nil
    }
    return url.host
  }

  /// Nothing of a URL that isn't its host.
  private static func isHost(_ text: String) -> Bool {
    !text.isEmpty && !text.contains { "/?#@\\".contains($0) || $0.isWhitespace }
  }
}
