import NIOCore
import NIOPosix
import ScriptedServers
import Synchronization

/// A client that knows no HTTP: it sends bytes and keeps what comes back.
struct RawConnection: Sendable {
  private let channel: any Channel
  private let inbox: Inbox

  /// With `readsSlowly` next to nothing is read before `readFreely()` is called.
  static func open(port: Int, readsSlowly: Bool = false) async throws -> RawConnection {
    let inbox = Inbox()
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .channelOption(.autoRead, value: !readsSlowly)
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(InboxHandler(inbox: inbox))
        }
      }
      .connect(host: "127.0.0.1", port: port)
      .get()
    return RawConnection(channel: channel, inbox: inbox)
  }

  /// Sends one request and returns all that came until the server closed.
  static func ask(
    _ port: Int, _ target: String, method: String = "GET", headers: [String] = [],
    body: String = ""
  ) async throws -> String {
    let connection = try await open(port: port)
    try await connection.request(
      target, method: method, headers: headers + ["Connection: close"], body: body)
    _ = await eventually { connection.ending != nil }
    await connection.close()
    return connection.text
  }

  func request(
    _ target: String, method: String = "GET", headers: [String] = [], body: String = ""
  ) async throws {
    let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
    let lines = ["\(method) \(target) HTTP/1.1", "Host: localhost"] + headers + length
    try await send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  func send(_ text: String) async throws {
    try await channel.writeAndFlush(channel.allocator.buffer(string: text))
  }

  func readFreely() async throws {
    try await channel.setOption(.autoRead, value: true).get()
  }

  var text: String { inbox.state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
  var byteCount: Int { inbox.state.withLock { $0.bytes.count } }
  var ending: Inbox.Ending? { inbox.state.withLock { $0.ending } }

  /// Waits until the text and the ending satisfy `condition`; false when they did not in all patience.
  func sees(_ condition: (String, Inbox.Ending?) -> Bool) async -> Bool {
    await eventually { condition(text, ending) }
  }

  func sees(_ wanted: String) async -> Bool {
    await sees { text, _ in text.contains(wanted) }
  }

  func close() async {
    try? await channel.close()
  }
}

final class Inbox: Sendable {
  enum Ending: Sendable {
    case closed
    case reset
  }

  struct State {
    var bytes: [UInt8] = []
    var ending: Ending?
  }

  let state = Mutex(State())
}

private final class InboxHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let inbox: Inbox

  init(inbox: Inbox) {
    self.inbox = inbox
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let buffer = unwrapInboundIn(data)
    inbox.state.withLock { $0.bytes.append(contentsOf: buffer.readableBytesView) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    inbox.state.withLock { $0.ending = .reset }
    context.close(promise: nil)
  }

  func channelInactive(context: ChannelHandlerContext) {
    inbox.state.withLock { $0.ending = $0.ending ?? .closed }
  }
}
