import Endpoints

/// What the user can do about a failure, on the screen: by a key, or by starting the program with
/// more.
public enum Remedy: Sendable, Hashable, CaseIterable {
  /// The address may be wrong, or the server slow.
  case checkAddress
  /// The server may answer the next time.
  case tryAgain
  /// The proxy's address may be wrong.
  case checkProxy
  /// The certificate is signed by nobody who is known here.
  case trustCertificate
  /// What can't be read as records can be saved.
  case download
  /// The server compresses what it should not.
  case askUncompressed
  /// A file of that name is there.
  case makeWay
  /// There is no folder where a download was to go.
  case saveElsewhere
  /// A download that broke off goes on.
  case continueDownload
  /// The disk is full.
  case makeRoom
  /// The server wants to know who asks.
  case giveCredentials
  /// It doesn't know who asks as that.
  case checkCredentials
  /// The same for what is asked before there is an endpoint.
  case startWithCredentials, startWithOthers
  /// What was discovered is not what the server knows.
  case lookAgain
  /// A field of the form wants a value.
  case fillIn
  /// Nobody says where the backend runs.
  case nameServer
  /// Another Python reads or imports the sources.
  case namePython
  /// The sources take longer to read than was allowed.
  case readLonger

  /// Whether its words name the key that runs it again.
  var isTrying: Bool { self == .tryAgain || self == .checkAddress }

  /// The remedy in words, with the keys as they ship.
  public var words: String { words(.standard) }

  /// The remedy in words, with the keys of a table.
  public func words(_ table: KeyTable) -> String {
    let keys = table.browsing
    return switch self {
    case .checkAddress: "check the address; \(keys.label(of: .runAgain)) tries again"
    case .tryAgain: "\(keys.label(of: .runAgain)) tries again"
    case .checkProxy: "check HTTP_PROXY and NO_PROXY, or the proxy that fluidtop was started with"
    case .trustCertificate:
      "start fluidtop with its authority (option cacert), or to accept it (option insecure)"
    case .download: "\(keys.label(of: .download)) saves it to a file"
    case .askUncompressed:
      "start fluidtop with the header Accept-Encoding: identity to get it as it is"
    case .makeWay: "\(keys.label(of: .download)) asks where to save it"
    case .saveElsewhere: "\(keys.label(of: .downloadTo)) asks for another place"
    case .continueDownload: "\(keys.label(of: .download)) goes on from there"
    case .makeRoom: "make room, then \(keys.label(of: .download)) goes on"
    case .giveCredentials: "\(keys.label(of: .edit)) opens Auth to give credentials"
    case .checkCredentials: "\(keys.label(of: .edit)) opens Auth to check the credentials"
    case .startWithCredentials: "start fluidtop with credentials (option bearer, user or H)"
    case .startWithOthers: "check the credentials that fluidtop was started with"
    case .lookAgain: "\(keys.label(of: .rediscover)) looks for the endpoints again"
    case .fillIn: "\(keys.label(of: .edit)) fills it in"
    case .nameServer: "start fluidtop with its URL as a target, too"
    case .namePython: "start fluidtop with the project's Python (option python)"
    case .readLonger:
      "start fluidtop with more time (option discovery-timeout), or with a smaller folder"
    }
  }
}

extension Remedy {
  /// What helps against a problem of the request.
  init(_ remedy: RequestProblem.Remedy) {
    switch remedy {
    case .giveValue, .giveBody: self = .fillIn
    case .nameServer: self = .nameServer
    }
  }
}
