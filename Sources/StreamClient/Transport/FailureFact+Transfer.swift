import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension FailureFact {
  /// Reads what libcurl says of a failed transfer.
  init(_ report: TransferReport, of order: TransferOrder) {
    if report.isAnswered {
      self = Self.reading(report)
    } else if let proxy = order.proxy, let reason = Self.reason(report, ofProxy: proxy) {
      self = .proxy(host: proxy.host, reason: reason)
    } else {
      self = Self.opening(report, order)
    }
  }

  /// The body broke off, or is no body.
  private static func reading(_ report: TransferReport) -> FailureFact {
    switch report.code {
    case CURLE_HTTP2, CURLE_HTTP2_STREAM: .badFraming(reason: report.sentence)
    case CURLE_RECV_ERROR where report.speaksOfChunks: .badFraming(reason: Self.badChunk)
    case CURLE_OUT_OF_MEMORY: .badFraming(reason: report.sentence)
    default: .brokenOff
    }
  }

  private static func opening(
    _ report: TransferReport, _ order: TransferOrder
  ) -> FailureFact {
    let configuration = order.configuration
    return switch report.code {
    case CURLE_COULDNT_CONNECT: unconnected(report.systemCode)
    case CURLE_COULDNT_RESOLVE_HOST where order.unixSocket != nil:
      .unreachable(reason: "the socket's path is too long")
    case CURLE_COULDNT_RESOLVE_HOST: .unknownHost
    case CURLE_OPERATION_TIMEDOUT: .connectTimeout(configuration.connectTimeout)
    case CURLE_HTTP2_STREAM: .refusedRequest(reason: report.sentence)
    case CURLE_GOT_NOTHING, CURLE_RECV_ERROR, CURLE_SEND_ERROR: unanswered(report)
    case CURLE_PEER_FAILED_VERIFICATION: .certificate(reason: report.certificateReason)
    case CURLE_SSL_CACERT_BADFILE:
      .certificateFile(path: configuration.caCertificatePath ?? "the system's list")
    case CURLE_SSL_CERTPROBLEM:
      .certificateFile(path: configuration.clientCertificate?.path ?? "the client's certificate")
    // A server that is being started behind a balancer, or one that has just gone.
    case CURLE_SSL_CONNECT_ERROR where report.speaksOfReset: .noAnswer
    case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
      .handshake(reason: report.sentence)
    case CURLE_URL_MALFORMAT: .unreachable(reason: "libcurl doesn't take this host's name")
    case CURLE_INTERFACE_FAILED:
      .unreachable(reason: "no interface \(configuration.networkInterface ?? "")")
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP3,
      CURLE_QUIC_CONNECT_ERROR, CURLE_HTTP_RETURNED_ERROR,
      CURLE_BAD_CONTENT_ENCODING, CURLE_OUT_OF_MEMORY:
      .badAnswer(reason: report.sentence)
    default: .unreachable(reason: report.sentence)
    }
  }

  private static func unconnected(_ code: Int32) -> FailureFact {
    switch code {
    case ECONNREFUSED: .refused
    case ETIMEDOUT: .unreachable(reason: "no answer")
    case 0: .refused
    default: .unreachable(reason: reason(code))
    }
  }

  private static func unanswered(_ report: TransferReport) -> FailureFact {
    // It asks again where a server answers REFUSED_STREAM, and says no more than this of it.
    if report.words.contains("times before giving up") {
      return .refusedRequest(reason: "it was sent five times")
    }
    return report.code == CURLE_RECV_ERROR && report.speaksOfChunks
      ? .badAnswer(reason: badChunk) : .noAnswer
  }

  private static let badChunk = "the size or the end of a chunk is wrong"

  /// Nil where it wasn't the proxy's fault.
  private static func reason(_ report: TransferReport, ofProxy proxy: ProxyServer) -> String? {
    switch (report.code, report.proxyStatus) {
    case (_, 407): "it wants a user and a password"
    case (_, 300...): "it refused"
    case (CURLE_COULDNT_RESOLVE_PROXY, _): "no address is known for it"
    case (CURLE_COULDNT_CONNECT, _) where report.systemCode == ECONNREFUSED:
      "nothing listens there"
    case (CURLE_OPERATION_TIMEDOUT, _) where !report.isConnected: "it didn't answer in time"
    case (CURLE_COULDNT_CONNECT, _): "it can't be reached"
    case (CURLE_PROXY, _): report.sentence
    default: nil
    }
  }
}

extension TransferReport {
  /// libcurl's words, those of the code where it gave none.
  fileprivate var sentence: String {
    let own = ccurl_words(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
    return words.isEmpty ? own : words
  }

  fileprivate var speaksOfChunks: Bool {
    words.contains("chunk") || words.contains("hexadecimal") || words.contains("encoding")
  }

  fileprivate var speaksOfReset: Bool {
    systemCode == ECONNRESET || words.contains("reset") || words.contains("SYSCALL")
      || words.contains("unexpected eof")
  }

  fileprivate var certificateReason: String {
    words.contains("does not match") || words.contains("no alternative certificate subject name")
      ? "it is for another host"
      : words.contains("self") || words.contains("issuer") || words.contains("expired")
        ? "it isn't signed by a known authority, or has expired" : sentence
  }
}
