import Synchronization

/// Sends requests and follows redirects, on a thread of its own that starts with the first one.
final class HTTPTransport: Sendable {
  private struct State {
    var thread: TransportThread?
    var isShutDown = false
  }

  private let configuration: StreamClient.Configuration
  private let state = Mutex(State())
  /// Streams that wait to connect again.
  let waits: ReconnectionWaits
  let clock: StreamClock

  init(configuration: StreamClient.Configuration, clock: StreamClock) {
    self.configuration = configuration
    self.clock = clock
    waits = ReconnectionWaits(clock: clock)
  }

  /// The thread that reads the sockets, for tasks that are to run where their bytes come; nil where
  /// there is none to be had, which the first request then says.
  var executor: TransportThread? { try? thread() }

  private func thread() throws(FailureFact) -> TransportThread {
    let made: Result<TransportThread, FailureFact> = state.withLock { state in
      if let thread = state.thread { return .success(thread) }
      do throws(FailureFact) {
        let thread = try TransportThread(cookies: configuration.keepsCookies)
        state.thread = thread
        return .success(thread)
      } catch {
        return .failure(error)
      }
    }
    return try made.get()
  }

  /// Sends a request, again for each redirect; returns when the response's head is there.
  func open(_ request: OutgoingRequest) async throws(HTTPFailure) -> HTTPAnswer {
    var request = request
    if request.unixSocket == nil { request.unixSocket = configuration.unixSocketPath }
    var redirection = Redirection()
    var login: Login?
    while true {
      let place = request.place
      do throws(FailureFact) {
        let (answer, body) = try await send(request, login)
        let headers = answer.head.headers
        if login == nil, let next = Login(asked: answer.head, of: request) {
          login = next
          request.headers.remove("Authorization")
          continue
        }
        let next = try redirection.next(
          after: request, status: answer.head.status, location: headers.first("Location"))
        guard let next else {
          return HTTPAnswer(answer, to: request, login: login, place: place, body: body)
        }
        if !next.isSameOrigin(as: request) { login = nil }
        request = next
      } catch {
        throw HTTPFailure(fact: error, place: place)
      }
    }
  }

  /// Closes every connection; requests after that fail as `shutDown`.
  func shutdown() async {
    let thread = state.withLock { state in
      state.isShutDown = true
      return state.thread
    }
    waits.end()
    await thread?.endTransfers()
  }

  private func send(
    _ request: OutgoingRequest, _ login: Login?
  ) async throws(FailureFact) -> (TransferAnswer, AnswerBody) {
    let transfer = try transfer(request, login)
    let body = AnswerBody(transfer)
    transfer.start()
    return (try await transfer.answer(), body)
  }

  /// Makes a connection over which nothing is sent; nil where none can be made.
  func connection(to request: OutgoingRequest) async -> Transfer? {
    guard let transfer = try? transfer(request, nil, isConnectionOnly: true),
      transfer.order.proxy == nil
    else { return nil }
    transfer.start()
    return await transfer.connection() ? transfer : nil
  }

  private func transfer(
    _ request: OutgoingRequest, _ login: Login?, isConnectionOnly: Bool = false
  ) throws(FailureFact) -> Transfer {
    let thread = try thread()
    if Task.isCancelled { throw .cancelled }
    if state.withLock({ $0.isShutDown }) { throw .shutDown }
    if let path = configuration.unreadableFile { throw .certificateFile(path: path) }
    let isLocal = request.unixSocket != nil || configuration.unixSocketPath != nil
    let order = TransferOrder(
      request: request, configuration: configuration,
      proxy: isLocal ? nil : configuration.proxy.server(for: request.url),
      login: login, isConnectionOnly: isConnectionOnly)
    return Transfer(order, on: thread)
  }
}

/// A failure and where it happened, `host:port`.
struct HTTPFailure: Error, Sendable {
  var fact: FailureFact
  var place: String

  var failure: StreamFailure { fact.failure(at: place) }
}

extension StreamClient.Configuration {
  /// A file that TLS needs and that can't be read: better said before a connection than after it.
  fileprivate var unreadableFile: String? {
    [caCertificatePath, clientCertificate?.path, clientCertificate?.keyPath].lazy
      .compactMap { $0 }.first { !Disk.isReadable($0) }
  }
}
