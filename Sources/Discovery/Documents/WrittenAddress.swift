import StreamClient
import WebText

/// A backend's address as people write it, `localhost:8000` for one: the one reading of addresses
/// for every argument of every command.
public struct WrittenAddress: Sendable, Hashable {
  /// The whole URL, with `http://` in front where no scheme is written; `http+unix://` and the
  /// percent-encoded path for a socket of this machine.
  public let url: String
  /// Whether the path of a file may be meant as well: `example.com/events`.
  public let mayBePath: Bool

  /// Nil where it is something else, such as an endpoint's name or an application.
  public init?(_ text: String) {
    if Self.names(socket: text) {
      // What can't be read is an address all the same, and told as one.
      self.init(url: Self.socketURL(text) ?? text, mayBePath: false)
    } else if Self.scheme(of: text) != nil {
      self.init(url: text, mayBePath: false)
    } else {
      self.init(withoutScheme: text)
    }
  }

  private init(url: String, mayBePath: Bool) {
    self.url = url
    self.mayBePath = mayBePath
  }

  /// What stands before `://`, in small letters; nil where nothing does.
  public static func scheme(of text: String) -> String? {
    guard let end = text.firstRange(of: "://")?.lowerBound else { return nil }
    let name = text[..<end].lowercased()
    let isScheme = name.first?.isLetter ?? false
    return isScheme && name.allSatisfy { $0.isASCII && ($0.isLetter || "+-.".contains($0)) }
      ? name : nil
  }

  private static func names(socket text: String) -> Bool {
    text.lowercased().hasPrefix("unix:") || scheme(of: text) == "http+unix"
  }

  /// Both forms as the one that a path can be added to.
  private static func socketURL(_ text: String) -> String? {
    guard let address = RequestAddress(text), let socket = address.unixSocket else { return nil }
    return "http+unix://" + PercentCoding.query(socket) + address.url.target
  }

  private init?(withoutScheme text: String) {
    let authority = text.prefix { !"/?#".contains($0) }
    let rest = text[authority.endIndex...]
    let server = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let written = server ?? authority
    let url = "http://" + (written.hasPrefix(":") && server == nil ? "localhost" : "") + text
    guard !written.isEmpty, !written.contains(where: \.isWhitespace), let read = WebURL(url)
    else { return nil }
    if Self.hasPort(written) || Self.isAddress(written, read) || Self.isLocalName(written) {
      self.init(url: url, mayBePath: false)
    } else if rest.hasPrefix("/"), Self.isDomain(written) {
      self.init(url: url, mayBePath: true)
    } else {
      return nil
    }
  }

  private static func hasPort(_ server: Substring) -> Bool {
    guard let colon = server.lastIndex(of: ":") else { return false }
    return Int(server[server.index(after: colon)...]).map { (1...65_535).contains($0) } ?? false
  }

  /// In brackets, or of four numbers: a bare number is an address too, but nobody means it so.
  private static func isAddress(_ server: Substring, _ read: WebURL) -> Bool {
    guard read.isHostAddress else { return false }
    return server.hasPrefix("[") || server.split(separator: ".").count == 4
  }

  private static func isLocalName(_ server: Substring) -> Bool {
    let name = server.lowercased()
    return name == "localhost" || name.hasSuffix(".localhost")
  }

  /// A name with a dot that ends as names of the network do, in letters.
  private static func isDomain(_ server: Substring) -> Bool {
    let labels = server.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, !labels.contains("") else { return false }
    return last.count > 1 && last.allSatisfy(\.isLetter)
  }
}
