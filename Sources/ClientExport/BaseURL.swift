import Endpoints
import WebText

/// Where an exported client finds its backend, until the program that uses it says otherwise.
public enum BaseURL: Sendable, Hashable {
  /// The same for everybody: `http://host:port`, or `/api`.
  case one(String)
  /// A browser goes through a proxy of the page's own server, `/api` for one; everything else to
  /// the backend itself.
  case unified(browser: String, server: String)

  /// The same without users and passwords, which no client's code holds.
  var withoutCredentials: BaseURL {
    switch self {
    case .one(let url): .one(URLText(url).withoutCredentials)
    case .unified(let browser, let server):
      .unified(
        browser: URLText(browser).withoutCredentials, server: URLText(server).withoutCredentials)
    }
  }

  /// The address for a browser, where that is another one.
  public var browser: String? {
    if case .unified(let browser, _) = self { browser } else { nil }
  }

  /// The address for whoever runs a command line or a server.
  public var server: String {
    switch self {
    case .one(let url): url
    case .unified(_, let server): server
    }
  }
}
