/// Where an exported client finds its backend, until the program that uses it says otherwise.
public enum BaseURL: Sendable, Hashable {
  /// The same for everybody: `http://host:port`, or `/api`.
  case one(String)
  /// A browser goes through a proxy of the page's own server, `/api` for one; everything else to
  /// the backend itself.
  case unified(browser: String, server: String)

  /// The address for whoever runs a command line or a server.
  public var server: String {
    switch self {
    case .one(let url): url
    case .unified(_, let server): server
    }
  }
}
