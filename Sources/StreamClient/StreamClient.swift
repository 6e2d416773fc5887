import StreamDecoding
import WebText

/// Reads streams, fetches documents and downloads files over HTTP.
///
/// One client serves any number of streams at once. `shutdown()` closes its connections at a moment
/// of your choice; a client that is let go of closes them by itself.
public final class StreamClient: Sendable {
  /// The library's version, as servers are told it.
  public static let version = "0.1"

  /// How connections are made.
  public struct Configuration: Sendable {
    /// The longest wait for a connection.
    public var connectTimeout: Duration
    /// Which proxy serves which URL.
    public var proxy: ProxySettings
    /// Accepts any certificate. Say so on the screen.
    public var insecure: Bool
    /// A PEM file of the certificates to trust, in place of the system's.
    public var caCertificatePath: String?
    /// The `User-Agent` header.
    public var userAgent: String
    /// Whether the client keeps the cookies that servers set, and sends them back, as long as it
    /// lives. A request with a `Cookie` header of its own sends only that.
    public var keepsCookies: Bool
    /// Which version of HTTP is spoken.
    public var httpVersion: HTTPVersion
    /// Who the client is to TLS servers that ask for a certificate.
    public var clientCertificate: ClientCertificate?
    /// The path of a socket of this machine that every connection is made to, whatever the URL's
    /// host.
    public var unixSocketPath: String?
    /// Where names and passwords of hosts stand that a request doesn't name itself.
    public var netrc: Netrc
    /// Addresses for hosts, each `HOST:PORT:ADDRESS`, in place of what the name service says.
    public var resolve: [String]
    /// The name of the network interface, or the address of it, that connections go out by.
    public var networkInterface: String?

    /// Creates a configuration.
    public init(
      connectTimeout: Duration = .seconds(10), proxy: ProxySettings = .none,
      insecure: Bool = false, caCertificatePath: String? = nil,
      userAgent: String = "StreamClient/\(StreamClient.version)",
      keepsCookies: Bool = true, httpVersion: HTTPVersion = .automatic,
      clientCertificate: ClientCertificate? = nil, unixSocketPath: String? = nil,
      netrc: Netrc = .none, resolve: [String] = [], networkInterface: String? = nil
    ) {
      self.connectTimeout = connectTimeout
      self.proxy = proxy
      self.insecure = insecure
      self.caCertificatePath = caCertificatePath
      self.userAgent = userAgent
      self.keepsCookies = keepsCookies
      self.httpVersion = httpVersion
      self.clientCertificate = clientCertificate
      self.unixSocketPath = unixSocketPath
      self.netrc = netrc
      self.resolve = resolve
      self.networkInterface = networkInterface
    }
  }

  /// How connections are made.
  public let configuration: Configuration

  let transport: HTTPTransport

  /// Creates a client; nothing starts before its first request.
  public convenience init(configuration: Configuration = Configuration()) {
    self.init(configuration: configuration, clock: .system)
  }

  init(configuration: Configuration = Configuration(), clock: StreamClock) {
    self.configuration = configuration
    transport = HTTPTransport(configuration: configuration, clock: clock)
  }

  /// Closes all connections; streams that still run fail as `closed`, also those that wait to connect
  /// again.
  public func shutdown() async {
    await transport.shutdown()
  }

  /// Runs a stream to its end: every signal, records in batches as they were decoded.
  ///
  /// `receive` is awaited for each signal, so that a slow one slows the reading of the socket. It is
  /// called on the thread that reads the socket: await, but don't block there. Returns when the
  /// stream has ended. Cancelling the task closes the socket, and no more signals come, except
  /// for the failure of a file whose part is left; the control can have the connection made anew.
  public func run(
    _ request: StreamRequest, options: StreamOptions = StreamOptions(),
    control: StreamControl? = nil,
    receive: @escaping @Sendable (StreamSignal) async -> Void
  ) async {
    let run = StreamRun(
      transport: transport, request: request, options: options,
      userAgent: configuration.userAgent, control: control,
      executor: transport.executor, receive: receive)
    await run.run()
  }

  /// Starts a stream that calls back, and returns at once.
  ///
  /// The stream goes on when the handle is let go of; `StreamConnection.close()` ends it.
  public func stream(
    _ request: StreamRequest, options: StreamOptions = StreamOptions(), callbacks: StreamCallbacks
  ) -> StreamConnection {
    let url = WebURL.hidingCredentials(request.url)
    let connection = StreamConnection(url: url, lastEventID: options.lastEventID ?? "")
    let delivery = CallbackDelivery(callbacks: callbacks, connection: connection)
    // On the cooperative pool: a task with an executor of its own choice leaves an actor's queue and
    // comes back at its end with each call, so that a `close()` may come in between.
    let run = StreamRun(
      transport: transport, request: request, options: options,
      userAgent: configuration.userAgent, control: connection.control, executor: nil
    ) { await delivery.receive($0) }
    let task = Task { await run.run() }
    connection.attach(task)
    return connection
  }

  /// A stream's records as an asynchronous sequence; its errors are `StreamFailure`s.
  ///
  /// A file has no records, and fails as `mediaType`, unless `StreamOptions.kind` says what it is.
  /// Each iterator is a stream of its own: it connects at the first `next()`, and closes when it is
  /// let go of.
  public func records(
    _ request: StreamRequest, options: StreamOptions = StreamOptions()
  ) -> StreamRecords {
    StreamRecords(client: self, request: request, options: options.refusingFiles)
  }
}
