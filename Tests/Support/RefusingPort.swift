import NIOCore
import NIOPosix

/// A port of 127.0.0.1 on which every connection is refused, for as long as it is kept.
///
/// It is the client end of a live connection: nobody else can be given it, and nothing listens on it.
public struct RefusingPort: Sendable {
  private let listener: any Channel
  private let holder: any Channel

  /// The port.
  public let port: Int

  /// `http://127.0.0.1:PORT`, without a slash at the end.
  public var baseURL: String { "http://127.0.0.1:\(port)" }

  /// Takes a free port.
  public static func take() async throws -> RefusingPort {
    let group = MultiThreadedEventLoopGroup.singleton
    let listener = try await ServerBootstrap(group: group).bind(host: "127.0.0.1", port: 0).get()
    let any = try SocketAddress(ipAddress: "127.0.0.1", port: 0)
    let holder = try await ClientBootstrap(group: group)
      .bind(to: any)
      .connect(host: "127.0.0.1", port: listener.localAddress?.port ?? 0)
      .get()
    return RefusingPort(
      listener: listener, holder: holder, port: holder.localAddress?.port ?? 0)
  }

  /// Gives the port back.
  public func stop() async {
    try? await holder.close()
    try? await listener.close()
  }
}
