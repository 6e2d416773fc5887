import NIOCore
import NIOHTTP1

/// Reads requests on one connection and sends the router's answers.
final class RequestHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let bodyLimit = 1 << 20

  private let router: Router
  private let activity: FeedActivity
  private var head: HTTPRequestHead?
  private var body: [UInt8] = []
  private var feed: FeedWriter?

  init(router: Router, activity: FeedActivity) {
    self.router = router
    self.activity = activity
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = []
    case .body(let part):
      guard head != nil else { return }
      body.append(contentsOf: part.readableBytesView)
      if body.count > Self.bodyLimit { refuseBody(context) }
    case .end:
      guard let head else { return }
      self.head = nil
      let request = DemoRequest(head: head, body: body)
      body = []
      send(
        router.response(to: request), keepAlive: head.isKeepAlive, version: head.version, context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    feed?.pump()
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    feed?.cancel()
    feed = nil
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  private func refuseBody(_ context: ChannelHandlerContext) {
    head = nil
    body = []
    let refusal = Refusal.detail(.payloadTooLarge, "The body is larger than 1 MiB")
    send(refusal.response, keepAlive: false, version: .http1_1, context)
  }

  private func send(
    _ response: DemoResponse, keepAlive: Bool, version: HTTPVersion,
    _ context: ChannelHandlerContext
  ) {
    // HTTP/1.0 has no chunked coding: there a body without a length ends with the connection.
    let canChunk = version.major > 1 || version.minor > 0
    let keepAlive = keepAlive && canChunk
    var headers = response.headers
    headers.add(name: "Server", value: "fluidtop-demo")
    if !keepAlive { headers.add(name: "Connection", value: "close") }
    switch response.body {
    case .bytes(let bytes):
      if response.status != .noContent {
        headers.add(name: "Content-Length", value: String(bytes.count))
      }
      write(response.status, headers, version, context)
      let buffer = context.channel.allocator.buffer(bytes: bytes)
      context.write(wrapOutboundOut(.body(.byteBuffer(buffer))), promise: nil)
      end(.complete, keepAlive: keepAlive, context)
    case .feed(let feed):
      if canChunk, headers["Content-Length"].isEmpty {
        headers.add(name: "Transfer-Encoding", value: "chunked")
      }
      write(response.status, headers, version, context)
      context.flush()
      start(feed, keepAlive: keepAlive, context)
    }
  }

  private func start(_ feed: Feed, keepAlive: Bool, _ context: ChannelHandlerContext) {
    let writer = FeedWriter(feed, on: context, reportingTo: activity) { ending in
      self.feed = nil
      self.end(ending, keepAlive: keepAlive, context)
    }
    self.feed = writer
    writer.pump()
  }

  private func write(
    _ status: HTTPResponseStatus, _ headers: HTTPHeaders, _ version: HTTPVersion,
    _ context: ChannelHandlerContext
  ) {
    let head = HTTPResponseHead(version: version, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
  }

  private func end(_ ending: Feed.Ending, keepAlive: Bool, _ context: ChannelHandlerContext) {
    guard case .complete = ending else {
      context.close(promise: nil)
      return
    }
    let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    guard !keepAlive else { return }
    sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}
