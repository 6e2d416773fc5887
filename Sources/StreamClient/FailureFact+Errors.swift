import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FailureFact {
  /// Reads the errors that come while a connection is made and until the response's head.
  init(opening error: any Error, proxy: String?, connectTimeout: Duration) {
    let fact = Self.reading(opening: error, connectTimeout: connectTimeout)
    guard let proxy else {
      self = fact
      return
    }
    switch fact {
    case .refused: self = .proxy(host: proxy, reason: "nothing listens there")
    case .unknownHost: self = .proxy(host: proxy, reason: "no address is known for it")
    case .proxy(_, let reason): self = .proxy(host: proxy, reason: reason)
    default: self = fact
    }
  }

  /// Reads the errors that come while a body is read: whatever it is, the body broke off.
  init(reading error: any Error) {
    if let fact = error as? FailureFact {
      self = fact
    } else if error is CancellationError {
      self = .cancelled
    } else if error as? HTTPClientError == .cancelled {
      self = .shutDown
    } else {
      self = .brokenOff
    }
  }

  private static func reading(opening error: any Error, connectTimeout: Duration) -> FailureFact {
    switch error {
    case let fact as FailureFact: fact
    case is CancellationError: .cancelled
    case let error as HTTPClientError: reading(error, connectTimeout: connectTimeout)
    case let error as NIOConnectionError: reading(error, connectTimeout: connectTimeout)
    case let error as IOError: reading(error)
    case ChannelError.connectTimeout: .connectTimeout(connectTimeout)
    case is ChannelError: .noAnswer
    case let error as HTTPParserError: .badAnswer(reason: "\(error)")
    case let error as NIOSSLError: reading(error)
    case is NIOSSLExtraError: .certificate(reason: "it is for another host")
    case let error as BoringSSLError: .handshake(reason: "\(error)")
    default: .unreachable(reason: "\(error)")
    }
  }

  private static func reading(_ error: HTTPClientError, connectTimeout: Duration) -> FailureFact {
    switch error {
    case .remoteConnectionClosed: .noAnswer
    case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout,
      .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
      .connectTimeout(connectTimeout)
    case .alreadyShutdown, .cancelled: .shutDown
    case .proxyAuthenticationRequired: .proxy(host: "", reason: "it wants a user and a password")
    case .invalidProxyResponse: .proxy(host: "", reason: "it refused")
    case .invalidURL, .emptyHost, .emptyScheme: .badURL("")
    default: .unreachable(reason: error.shortDescription)
    }
  }

  /// Several addresses were tried; the one that says most counts.
  private static func reading(
    _ error: NIOConnectionError, connectTimeout: Duration
  ) -> FailureFact {
    let facts = error.connectionErrors.map {
      reading(opening: $0.error, connectTimeout: connectTimeout)
    }
    if facts.contains(.refused) { return .refused }
    return facts.first ?? .unknownHost
  }

  private static func reading(_ error: IOError) -> FailureFact {
    switch error.errnoCode {
    case ECONNREFUSED: .refused
    case ECONNRESET, EPIPE: .noAnswer
    case ETIMEDOUT: .unreachable(reason: "no answer")
    default: .unreachable(reason: reason(error.errnoCode))
    }
  }

  private static func reading(_ error: NIOSSLError) -> FailureFact {
    switch error {
    case .handshakeFailed(.sslError(let stack)):
      "\(stack)".contains("CERTIFICATE_VERIFY_FAILED")
        ? .certificate(reason: "it isn't signed by a known authority, or has expired")
        : .handshake(reason: "the other side doesn't speak TLS as we do")
    case .unableToValidateCertificate, .noCertificateToValidate:
      .certificate(reason: "it can't be checked")
    case .uncleanShutdown: .noAnswer
    default: .handshake(reason: "\(error)")
    }
  }
}
