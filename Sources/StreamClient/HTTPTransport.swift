import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Synchronization

/// Sends requests and follows redirects. One HTTP client for each proxy, made when first needed.
final class HTTPTransport: Sendable {
  private struct State {
    var clients: [ProxyServer?: HTTPClient] = [:]
    var isShutDown = false
  }

  /// Threads that nobody else uses; nil shares the process's.
  private let ownGroup: MultiThreadedEventLoopGroup?
  private let configuration: StreamClient.Configuration
  private let state = Mutex(State())
  /// Streams that wait to connect again.
  let waits = ReconnectionWaits()
  /// Nil keeps none.
  private let cookies: CookieJar?

  init(configuration: StreamClient.Configuration) {
    self.configuration = configuration
    cookies = configuration.keepsCookies ? CookieJar() : nil
    ownGroup = configuration.threads.map {
      MultiThreadedEventLoopGroup(numberOfThreads: max(1, $0))
    }
  }

  /// The threads that read the sockets. Those of the process start with the first request.
  var group: any EventLoopGroup { ownGroup ?? MultiThreadedEventLoopGroup.singleton }

  // An HTTP client that is let go of before it is shut down ends the process. Nobody should have
  // to fear that of a forgotten call, or of an error thrown before it.
  deinit {
    let clients = state.withLock { Array($0.clients.values) }
    let group = ownGroup
    guard !clients.isEmpty || group != nil else { return }
    Task.detached {
      for client in clients { try? await client.shutdown() }
      try? await group?.shutdownGracefully()
    }
  }

  /// Sends a request, again for each redirect; returns when the response's head is there.
  func open(_ request: OutgoingRequest) async throws(HTTPFailure) -> HTTPAnswer {
    var request = request
    var redirection = Redirection()
    while true {
      let place = request.origin.text
      // AsyncHTTPClient hears of it too late to keep the request back.
      if Task.isCancelled { throw HTTPFailure(fact: .cancelled, place: place) }
      do {
        let response = try await send(request)
        let headers = response.headers.map { HeaderField($0.name, $0.value) }
        let status = Int(response.status.code)
        cookies?.store(headers, from: request.url)
        let next = try redirection.next(
          after: request, status: status, location: headers.first("Location"))
        guard let next else {
          return HTTPAnswer(
            status: status, headers: headers, url: request.shownURL, place: place,
            raw: response.body)
        }
        request = next
      } catch {
        throw HTTPFailure(fact: error, place: place)
      }
    }
  }

  /// Closes every connection; requests after that fail as `shutDown`.
  func shutdown() async {
    let clients = state.withLock { state in
      state.isShutDown = true
      defer { state.clients = [:] }
      return Array(state.clients.values)
    }
    waits.end()
    for client in clients { try? await client.shutdown() }
  }

  private func send(_ request: OutgoingRequest) async throws(FailureFact) -> HTTPClientResponse {
    let proxy = configuration.proxy.server(for: request.origin)
    let client = try client(for: proxy)
    var outgoing = HTTPClientRequest(url: request.url)
    outgoing.method = HTTPMethod(rawValue: request.method)
    for field in request.headers { outgoing.headers.add(name: field.name, value: field.value) }
    if request.headers.first("Cookie") == nil, let cookie = cookies?.header(for: request.url) {
      outgoing.headers.add(name: "Cookie", value: cookie)
    }
    switch request.body {
    case .bytes(let bytes): outgoing.body = .bytes(ByteBuffer(bytes: bytes))
    case .content(let content, let length):
      outgoing.body = .stream(ContentReader(content: content), length: .known(Int64(length)))
    case nil: break
    }
    do {
      return try await client.execute(outgoing, deadline: .distantFuture)
    } catch {
      throw FailureFact(
        opening: error, proxy: proxy?.host, connectTimeout: configuration.connectTimeout)
    }
  }

  private func client(for proxy: ProxyServer?) throws(FailureFact) -> HTTPClient {
    let made: Result<HTTPClient, FailureFact> = state.withLock { state in
      if state.isShutDown { return .failure(.shutDown) }
      if let client = state.clients[proxy] { return .success(client) }
      do throws(FailureFact) {
        let client = try makeClient(proxy: proxy)
        state.clients[proxy] = client
        return .success(client)
      } catch {
        return .failure(error)
      }
    }
    return try made.get()
  }

  private func makeClient(proxy: ProxyServer?) throws(FailureFact) -> HTTPClient {
    var settings = HTTPClient.Configuration(redirectConfiguration: .disallow)
    settings.tlsConfiguration = try makeTLS()
    // Streams may be silent for hours: no read time-out here, `IdleWatch` is ours.
    settings.timeout = .init(connect: .nanoseconds(configuration.connectTimeout.nanoseconds))
    settings.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 10_000
    // A reconnect is our decision, and a refused port should say so at once.
    settings.connectionPool.retryConnectionEstablishment = false
    // A connection that served once may be closing already; a reconnect sent on it would be lost.
    settings.maximumUsesPerConnection = 1
    // Undone by `ContentDecoder`, piece by piece.
    settings.decompression = .disabled
    settings.http1_1ConnectionDebugInitializer = UnaskedInputHold.install(on:)
    if let proxy {
      let credentials = proxy.user.map {
        HTTPClient.Authorization.basic(username: $0, password: proxy.password ?? "")
      }
      settings.proxy = .server(host: proxy.host, port: proxy.port, authorization: credentials)
    }
    return HTTPClient(
      eventLoopGroupProvider: .shared(group),
      configuration: settings)
  }

  private func makeTLS() throws(FailureFact) -> TLSConfiguration? {
    guard configuration.insecure || configuration.caCertificatePath != nil else { return nil }
    var tls = TLSConfiguration.makeClientConfiguration()
    if configuration.insecure { tls.certificateVerification = .none }
    if let path = configuration.caCertificatePath {
      do {
        tls.trustRoots = .certificates(try NIOSSLCertificate.fromPEMFile(path))
      } catch {
        throw .certificateFile(path: path)
      }
    }
    return tls
  }
}

/// A failure and where it happened, `host:port`.
struct HTTPFailure: Error, Sendable {
  var fact: FailureFact
  var place: String

  var failure: StreamFailure { fact.failure(at: place) }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    return min(seconds, 1 << 32) * 1_000_000_000 + attoseconds / 1_000_000_000
  }
}
