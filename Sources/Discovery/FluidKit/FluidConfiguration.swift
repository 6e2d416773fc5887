/// What `fluid.config.json` says: where the backend is, which files are its own, and where a
/// generated client goes.
///
/// Source: the configuration of FluidKit 0.2.4, with its defaults for what the file leaves out.
public struct FluidConfiguration: Sendable, Hashable {
  /// Where the backend listens.
  public struct Backend: Sendable, Hashable {
    /// A name or an address; `0.0.0.0` listens on all of them.
    public var host = "localhost"
    /// 1 … 65535.
    public var port = 8000
  }

  /// How the client of one stage reaches the backend.
  public struct Environment: Sendable, Hashable {
    /// Whether browsers ask the backend itself.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
      /// They do, at `apiURL`.
      case separate
      /// They ask the page's own server at `apiURL`, `/api` for one, which passes on.
      case unified
    }

    /// Whether browsers ask the backend itself.
    public var mode = Mode.separate
    /// An address, or a path of the page's own server.
    public var apiURL: String

    /// Makes an environment.
    public init(mode: Mode = .separate, apiURL: String) {
      self.mode = mode
      self.apiURL = apiURL
    }
  }

  /// Where a generated client goes.
  public struct Output: Sendable, Hashable {
    /// How the client's files lie to the sources.
    public enum Strategy: String, Sendable, Hashable, CaseIterable {
      /// In the folders of the sources, below `location`.
      case mirror
      /// Each beside its source; the runtime in `location`.
      case coLocate = "co-locate"
    }

    /// How the client's files lie to the sources.
    public var strategy = Strategy.mirror
    /// A folder, relative to that of the configuration.
    public var location = ".fluidkit"
  }

  /// Routers that nobody includes by hand: their files' folders are their prefix.
  public struct AutoDiscovery: Sendable, Hashable {
    /// Whether it takes place.
    public var isEnabled = false
    /// Names of files, with `*` for any characters.
    public var filePatterns = ["_*.py", "*.*.py"]
  }

  /// Where the backend listens.
  public internal(set) var backend = Backend()
  /// The name of the environment that counts.
  public internal(set) var target = "development"
  /// By name.
  public internal(set) var environments: [String: Environment] = [:]
  /// Where a generated client goes; nil where the file does not say.
  public internal(set) var output: Output?
  /// Patterns of the files with routers, relative to the configuration's folder.
  public internal(set) var include = ["src/**/*.py"]
  /// Patterns of files that are never looked at.
  public internal(set) var exclude = ["**/__pycache__/**", "**/*.test.py", "**/*.spec.py"]
  /// Routers that nobody includes by hand.
  public internal(set) var autoDiscovery = AutoDiscovery()
  /// What is wrong in the file; each has its default instead.
  public internal(set) var problems: [FluidConfigurationProblem] = []

  /// The file's name.
  public static let fileName = "fluid.config.json"
  /// A larger file is none.
  public static let sizeLimit = 1 << 20

  /// FluidKit's defaults.
  public init() {}

  /// The environment that `target` names.
  public var environment: Environment? { environments[target] }

  /// `http://host:port` that requests go to: the environment's address, else the backend's.
  public var server: String {
    if let environment, environment.mode == .separate, environment.apiURL.isAbsolute {
      return environment.apiURL.withoutSlash
    }
    return backend.url
  }

  /// `/api`: where browsers reach the backend, if not where everybody does.
  public var browserURL: String? {
    guard let environment, environment.mode == .unified else { return nil }
    return environment.apiURL.withoutSlash
  }
}

extension FluidConfiguration.Backend {
  /// Where a client asks.
  public var url: String {
    // A server listens on every address under these; a client needs one of them.
    if ["0.0.0.0", "::", "[::]", ""].contains(host) { return "http://localhost:\(port)" }
    let isBare = host.contains(":") && !host.hasPrefix("[")
    return "http://\(isBare ? "[\(host)]" : host):\(port)"
  }
}

extension String {
  fileprivate var isAbsolute: Bool { hasPrefix("http://") || hasPrefix("https://") }

  fileprivate var withoutSlash: String {
    count > 1 && hasSuffix("/") ? String(dropLast()) : self
  }
}
