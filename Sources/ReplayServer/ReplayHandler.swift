import NIOCore
import NIOHTTP1
import Recordings

/// Reads requests on one connection and answers them from recordings.
final class ReplayHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// What belongs to one connection, and is not the server's to repeat. Source: RFC 9110, 7.6.1.
  private static let ofTheConnection: Set<String> = [
    "connection", "keep-alive", "proxy-authenticate", "proxy-connection", "te", "trailer",
    "transfer-encoding", "upgrade",
  ]

  private let stage: ReplayStage
  private var head: HTTPRequestHead?
  private var player: ReplayPlayer?

  init(_ stage: ReplayStage) { self.stage = stage }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head): self.head = head
    case .body: break
    case .end:
      guard let head else { return }
      self.head = nil
      answer(head, context)
    }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    player?.go()
    context.fireChannelWritabilityChanged()
  }

  func channelInactive(context: ChannelHandlerContext) {
    player?.cancel()
    player = nil
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }

  // MARK: Answers

  private func answer(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    let path = String(request.uri.prefix { $0 != "?" })
    let scene = stage.scene(
      method: request.method.rawValue, path: path,
      lastEventID: request.headers.first(name: "Last-Event-ID"))
    if scene == nil, request.method == .OPTIONS {
      return send(.noContent, [:], "", to: request, context)
    }
    if scene == nil, request.method == .GET, path == "/openapi.json" {
      let text = stage.document.text(pretty: true)
      return send(.ok, ["Content-Type": "application/json"], text, to: request, context)
    }
    guard let scene else {
      return send(
        .notFound, ["Content-Type": "text/plain; charset=utf-8"],
        "nothing was recorded at \(request.method) \(path); there is \(stage.listing)\n",
        to: request, context)
    }
    if let status = stage.refusal() {
      return send(
        HTTPResponseStatus(statusCode: status), ["Content-Type": "text/plain; charset=utf-8"],
        "refused on purpose: --status\n", to: request, context)
    }
    play(scene, for: request, context)
  }

  private func play(
    _ scene: ReplayScene, for request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    // A server that nobody reached.
    guard let recorded = scene.connection.head else { return context.close(promise: nil) }
    var headers = HTTPHeaders()
    for header in recorded.headers where Self.isRepeated(header) {
      headers.add(name: header.name, value: header.value)
    }
    // What goes on from the middle has another length.
    if scene.start != ReplayScene.Place(part: 0, offset: 0) || stage.replay.cut != nil {
      headers.remove(name: "Content-Length")
    }
    // HTTP/1.0 has no chunked coding: there a body without a length ends with the connection.
    let canChunk = request.version != .http1_0
    if headers["Content-Length"].isEmpty, canChunk {
      headers.add(name: "Transfer-Encoding", value: "chunked")
    }
    if !canChunk { headers.add(name: "Connection", value: "close") }
    allow(request, in: &headers)
    let head = HTTPResponseHead(
      version: request.version, status: HTTPResponseStatus(statusCode: recorded.status),
      headers: headers)
    let keepsAlive = request.isKeepAlive && canChunk
    let player = ReplayPlayer(scene, of: stage.replay, head, on: context) { ending in
      self.player = nil
      self.end(ending, keepsAlive: keepsAlive, context)
    }
    self.player = player
    player.begin()
  }

  private static func isRepeated(_ header: RecordedHeader) -> Bool {
    header.value != RecordedRequest.redacted
      && !ofTheConnection.contains(header.name.lowercased())
  }

  /// Lets a page of any other origin read it: what was recorded is there to be developed against.
  ///
  /// Source: Fetch, "CORS protocol".
  private func allow(_ request: HTTPRequestHead, in headers: inout HTTPHeaders) {
    guard let origin = request.headers.first(name: "Origin") else { return }
    headers.replaceOrAdd(name: "Access-Control-Allow-Origin", value: origin)
    headers.replaceOrAdd(name: "Access-Control-Allow-Credentials", value: "true")
    headers.add(name: "Vary", value: "Origin")
    guard request.method == .OPTIONS else { return }
    let method = request.headers.first(name: "Access-Control-Request-Method") ?? "GET"
    headers.add(name: "Access-Control-Allow-Methods", value: method)
    if let wanted = request.headers.first(name: "Access-Control-Request-Headers") {
      headers.add(name: "Access-Control-Allow-Headers", value: wanted)
    }
  }

  private func send(
    _ status: HTTPResponseStatus, _ fields: HTTPHeaders, _ text: String,
    to request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    var headers = fields
    if status != .noContent { headers.add(name: "Content-Length", value: "\(text.utf8.count)") }
    allow(request, in: &headers)
    let head = HTTPResponseHead(version: request.version, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    let body = context.channel.allocator.buffer(string: text)
    context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    end(.whole, keepsAlive: request.isKeepAlive, context)
  }

  private func end(
    _ ending: ReplayPlayer.Ending, keepsAlive: Bool, _ context: ChannelHandlerContext
  ) {
    guard ending == .whole else { return context.close(promise: nil) }
    let sent = context.writeAndFlush(wrapOutboundOut(.end(nil)))
    guard !keepsAlive else { return }
    sent.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
  }
}
