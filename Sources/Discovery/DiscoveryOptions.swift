import FoundationEssentials
import StreamClient

/// How discovery goes about it.
public struct DiscoveryOptions: Sendable {
  /// The Python to read and import with, in place of the environment's or the project's.
  public var python: String?
  /// Lets discovery import the application the user names, which runs the application's code.
  public var allowImport: Bool
  /// Asks running endpoints what they answer: those of GET, for two seconds or 64 KiB each.
  public var probe: Bool
  /// Values of required parameters, for probes.
  public var values: [(name: String, value: String)] = []
  /// Where the backend runs, whatever the documents say.
  public var baseURL: String?
  /// Sent with requests for documents: credentials.
  public var headers: [HeaderField]
  /// The `Authorization` of the same requests, asked for at each.
  public var authorization: StreamRequest.Authorization?
  /// The longest time for one document, and for reading the source of one target.
  public var timeLimit: Duration
  /// The longest time for one probe.
  var probeLimit = DiscoveryOptions.usualProbeLimit
  /// Relative paths start here, and so do the file names that are reported.
  public var workingFolder: String
  /// `VIRTUAL_ENV` is looked up in it.
  public var environment: [String: String]
  /// How sentences name what the user can do: by the options of the command line, unless it is
  /// shown elsewhere.
  public var words: @Sendable (DiscoveryRemedy) -> String = { $0.options }

  static let usualProbeLimit = Duration.seconds(2)

  /// Makes options; what is left out is the process's own.
  public init(
    python: String? = nil, allowImport: Bool = true, probe: Bool = false, baseURL: String? = nil,
    headers: [HeaderField] = [], timeLimit: Duration = .seconds(15),
    workingFolder: String? = nil, environment: [String: String]? = nil
  ) {
    self.python = python
    self.allowImport = allowImport
    self.probe = probe
    self.baseURL = baseURL
    self.headers = headers
    self.timeLimit = timeLimit
    self.workingFolder = workingFolder ?? LocalFiles.currentFolder
    self.environment = environment ?? ProcessInfo.processInfo.environment
  }
}
