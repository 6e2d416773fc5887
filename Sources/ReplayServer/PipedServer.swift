import LocalServer
import NIOCore
import NIOHTTP1
import NIOPosix
import StreamDecoding
import Synchronization

/// A backend of one endpoint, which gives what comes in through a pipe, as it comes and once.
public struct PipedServer: Sendable {
  /// Where the endpoint is.
  public static let path = "/stdin"

  private let server: LocalServer

  /// The port it listens on.
  public var port: Int { server.port }

  /// Starts it, and reads the pipe's first bytes.
  ///
  /// - Parameters:
  ///   - read: Waits for bytes, on a thread of its own; an empty array is the end, and nil a failure,
  ///     with which the answer breaks off.
  ///   - isKnown: Whether so much of a body tells what it is; until then more of it is read.
  ///   - mediaType: What a body is that begins so.
  public static func start(
    reading read: @escaping @Sendable () -> [UInt8]?,
    isKnown: @escaping @Sendable ([UInt8]) -> Bool = { _ in true },
    mediaType: @escaping @Sendable ([UInt8]) -> String
  ) async throws -> PipedServer {
    let pipe = Pipe(read, isKnown, mediaType)
    return PipedServer(server: try await LocalServer.start(port: 0) { PipedHandler(pipe) })
  }

  /// Stops listening. A read that waits goes on waiting.
  public func stop() async { await server.stop() }
}

/// What is read, which one answer gets.
final class Pipe: Sendable {
  let first: EventLoopFuture<[UInt8]?>
  let mediaType: @Sendable ([UInt8]) -> String
  private let read: @Sendable () -> [UInt8]?
  private let isTaken = Atomic(false)

  init(
    _ read: @escaping @Sendable () -> [UInt8]?, _ isKnown: @escaping @Sendable ([UInt8]) -> Bool,
    _ mediaType: @escaping @Sendable ([UInt8]) -> String
  ) {
    // A failure behind the first bytes comes when they have gone out.
    let failed = FirstFailure()
    self.read = { failed.hasHappened ? nil : read() }
    self.mediaType = mediaType
    let loop = MultiThreadedEventLoopGroup.singleton.any()
    first = NIOThreadPool.singleton.runIfActive(eventLoop: loop) {
      guard var start = read() else { return nil }
      while !start.isEmpty, !isKnown(start) {
        guard let more = read() else {
          failed.happens()
          break
        }
        if more.isEmpty { break }
        start += more
      }
      return start
    }
  }

  /// False where it was taken before.
  func take() -> Bool {
    isTaken.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
  }

  func next(on loop: any EventLoop) -> EventLoopFuture<[UInt8]?> {
    NIOThreadPool.singleton.runIfActive(eventLoop: loop, read)
  }
}

/// Whether reading failed while it was being found out what there is.
private final class FirstFailure: Sendable {
  private let state = Atomic(false)

  var hasHappened: Bool { state.load(ordering: .acquiring) }
  func happens() { state.store(true, ordering: .releasing) }
}

/// Answers one connection's requests from the pipe.
final class PipedHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let pipe: Pipe
  private var heads = RequestHeads()

  init(_ pipe: Pipe) { self.pipe = pipe }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if let head = heads.take(unwrapInboundIn(data)) { answer(head, context) }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch request.uri {
    case "/openapi.json": onFirst(context) { self.send(self.document($0 ?? []), context) }
    case PipedServer.path where pipe.take(): onFirst(context) { self.begin($0, context) }
    case PipedServer.path: send(.gone, "text/plain", "standard input can be read once\n", context)
    default: send(.notFound, "text/plain", "there is \(PipedServer.path)\n", context)
    }
  }

  private func onFirst(_ context: ChannelHandlerContext, _ use: @escaping ([UInt8]?) -> Void) {
    pipe.first.hop(to: context.eventLoop).assumeIsolated().whenSuccess(use)
  }

  private func document(_ start: [UInt8]) -> String {
    ServedDocument.value([
      .init(
        method: "GET", path: PipedServer.path, name: "stdin", mediaType: pipe.mediaType(start),
        isStream: true)
    ]).text()
  }

  private func send(_ document: String, _ context: ChannelHandlerContext) {
    send(.ok, "application/json", document, context)
  }

  private func send(
    _ status: HTTPResponseStatus, _ mediaType: String, _ text: String,
    _ context: ChannelHandlerContext
  ) {
    let headers: HTTPHeaders = ["Content-Type": mediaType, "Content-Length": "\(text.utf8.count)"]
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let body = context.channel.allocator.buffer(string: text)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  private func begin(_ start: [UInt8]?, _ context: ChannelHandlerContext) {
    let headers: HTTPHeaders = [
      "Content-Type": pipe.mediaType(start ?? []), "Transfer-Encoding": "chunked",
    ]
    let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
    context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
    pass(start, context)
  }

  /// Sends some bytes, and reads on once they are on their way: a pipe is read as fast as the client
  /// reads, and whoever writes into it waits.
  private func pass(_ bytes: [UInt8]?, _ context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    // Without the last chunk it is no whole answer.
    guard let bytes else { return context.close(promise: nil) }
    if bytes.isEmpty { return context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil) }
    let buffer = context.channel.allocator.buffer(bytes: bytes)
    let sent = context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(buffer))))
    sent.assumeIsolated().whenSuccess {
      self.pipe.next(on: context.eventLoop).assumeIsolated().whenSuccess {
        self.pass($0, context)
      }
    }
  }
}
