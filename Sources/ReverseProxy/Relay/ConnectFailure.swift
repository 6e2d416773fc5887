import NIOCore
import NIOPosix

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Error {
  /// Whether the system knows no address for a name.
  var isUnknownHost: Bool {
    if case .unknownHost = ConnectFailure(self) { true } else { false }
  }
}

/// Why there is no connection to the target.
enum ConnectFailure {
  case refused
  case late
  case unknownHost
  case dialled(String)
  case other(String)

  init(_ error: any Error) {
    let error =
      (error as? NIOConnectionError).flatMap { failure in
        failure.connectionErrors.first?.error ?? failure.dnsAError ?? failure.dnsAAAAError
      } ?? error
    switch error {
    case ChannelError.connectTimeout: self = .late
    case let error as IOError where error.errnoCode == ECONNREFUSED: self = .refused
    case let error as IOError: self = .other(String(cString: strerror(error.errnoCode)))
    case let error as DialFailure: self = .dialled(error.sentence)
    case is SocketAddressError, is SocketAddressError.UnknownHost: self = .unknownHost
    default: self = .other("\(error)")
    }
  }

  /// What the client is answered.
  var status: Int { if case .late = self { 504 } else { 502 } }

  func sentence(at place: String) -> String {
    switch self {
    case .refused: "nothing listens at \(place); start the backend, or check host and port"
    case .late: "\(place) didn't accept the connection in time; check the network"
    case .unknownHost: "no address is known for \(place); check the host's name"
    case .dialled(let sentence): sentence
    case .other(let reason): "\(place) can't be reached (\(reason))"
    }
  }
}
