import LocalServer

/// Stands in front of a backend: passes requests and answers on as they come, and tells an observer
/// of what passes.
public struct ReverseProxy: Sendable {
  /// Makes a connection to the target that isn't made by TCP alone; its bytes are those of HTTP.
  /// What it throws as a `DialFailure` is said to the client.
  public typealias Dial = @Sendable () async throws -> DialledConnection

  private let server: LocalServer

  /// The port it listens on.
  public var port: Int { server.port }

  /// Connections of clients that are open now.
  public var openConnections: Int { server.openConnections }

  /// Starts it; a `port` of 0 takes a free one. Throws when the address cannot be had.
  ///
  /// - Parameters:
  ///   - isLocal: Whether requests are refused that name another host than this machine.
  ///   - dial: Gives a connection to the target; nil connects to its host and port.
  public static func start(
    to target: ProxyTarget, host: String = "127.0.0.1", port: Int, isLocal: Bool,
    faults: Faults = Faults(), observer: any ProxyObserver, dial: Dial? = nil
  ) async throws -> ReverseProxy {
    let stage = ProxyStage(
      target: target, isLocal: isLocal, faults: faults, observer: observer, dial: dial)
    let server = try await LocalServer.start(host: host, port: port, language: .bytes) {
      ClientConnection(stage)
    }
    let shownHost = host.contains(":") ? "[\(host)]" : host
    stage.listens(at: "\(shownHost.lowercased()):\(server.port)")
    return ReverseProxy(server: server)
  }

  /// Ends every answer and stops listening.
  public func stop() async { await server.stop() }
}

/// A connection that was made for the proxy.
public struct DialledConnection: Sendable {
  let descriptor: CInt
  let wasReset: @Sendable () -> Bool

  /// One whose bytes go over a socket, which is the proxy's from then on.
  ///
  /// - Parameter wasReset: Asked once the socket has ended: whether what is behind it broke.
  public init(descriptor: CInt, wasReset: @escaping @Sendable () -> Bool) {
    self.descriptor = descriptor
    self.wasReset = wasReset
  }
}

/// Why a connection could not be made.
public struct DialFailure: Error, Sendable, Hashable {
  /// What happened, where, and what to do next.
  public var sentence: String

  /// A failure.
  public init(sentence: String) { self.sentence = sentence }
}
