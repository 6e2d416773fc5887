import LocalServer
import NIOCore
import NIOEmbedded
import Testing
import WebText

@testable import ReverseProxy

/// A client that takes nothing of its last answer, in a time that the test lets go by.
@Suite struct SlowClientTests {
  private struct NobodyHears: ProxyObserver {
    func began(_ run: Int, _ request: ProxiedRequest) {}
    func answered(_ run: Int, _ answer: ProxiedAnswer) {}
    func received(_ run: Int, _ part: [UInt8]) {}
    func ended(_ run: Int, _ end: ProxiedEnd) {}
    func refused(_ sentence: String) {}
  }

  /// A socket whose client has taken all that it takes for now.
  private final class FullSocket: ChannelOutboundHandler {
    typealias OutboundIn = ByteBuffer
    private var unsent: [(NIOAny, EventLoopPromise<Void>?)] = []

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
      unsent.append((data, promise))
    }

    func flush(context: ChannelHandlerContext) {}

    func close(
      context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
    ) {
      let failed = unsent
      unsent = []
      for (_, promise) in failed { promise?.fail(ChannelError.ioOnClosedChannel) }
      context.close(mode: mode, promise: promise)
    }

    func take(_ context: ChannelHandlerContext) {
      let taken = unsent
      unsent = []
      for (data, promise) in taken { context.write(data, promise: promise) }
      context.flush()
    }
  }

  private let socket = FullSocket()

  /// A connection whose one request was refused.
  private func refused() throws -> EmbeddedChannel {
    let url = try #require(WebURL("http://localhost:8000", toASCII: WebHost.asWritten))
    let target = try #require(ProxyTarget(url))
    let stage = ProxyStage(
      target: target, isLocal: true, faults: Faults(), observer: NobodyHears(), dial: nil)
    let channel = EmbeddedChannel()
    try channel.pipeline.syncOperations.addHandlers([socket, ClientConnection(stage)])
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    channel.pipeline.fireChannelRead(ByteBuffer(string: "GET / HTTP/1.1\n\n"))
    channel.pipeline.fireChannelReadComplete()
    return channel
  }

  @Test func `who takes nothing of the last answer for 2 minutes is let go of, and not before`()
    throws
  {
    let channel = try refused()
    channel.embeddedEventLoop.advanceTime(by: .seconds(119))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
  }

  @Test func `who takes it late has all of it`() throws {
    let channel = try refused()
    channel.embeddedEventLoop.advanceTime(by: .seconds(119))
    socket.take(try channel.pipeline.syncOperations.context(handler: socket))
    let answer = try channel.readOutbound(as: ByteBuffer.self)
    let text = answer.map { String(buffer: $0) } ?? ""
    #expect(text.hasPrefix("HTTP/1.1 400 ") && text.contains("the request is not passed on: "))
  }
}
