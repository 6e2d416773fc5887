import LocalServer
import NIOCore
import NIOHTTP1
import NIOPosix
import Recordings
import WebText

/// Reads requests on one connection and answers them from recordings.
final class ReplayHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let stage: ReplayStage
  private var heads = RequestHeads()
  private var player: ReplayPlayer?

  init(_ stage: ReplayStage) { self.stage = stage }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if let head = heads.take(unwrapInboundIn(data)) { answer(head, context) }
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
    let lastEventID = request.headers.first(name: "Last-Event-ID")
    let find: @Sendable () -> ReplayStage.Answer = { [stage] in
      stage.answer(
        method: request.method.rawValue, target: request.uri, lastEventID: lastEventID)
    }
    if lastEventID == nil { return answer(find(), to: request, context) }
    // It may have to read a whole recording, while other connections of the loop go on.
    NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop, find).assumeIsolated()
      .whenSuccess { self.answer($0, to: request, context) }
  }

  private func answer(
    _ answer: ReplayStage.Answer, to request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    guard context.channel.isActive else { return }
    switch answer {
    case .scene(let scene): play(scene, for: request, context)
    case .over: send(.noContent, "", to: request, context)
    case .refused(let status):
      send(
        HTTPResponseStatus(statusCode: status), Faults.Refusals.text, to: request,
        context)
    case .unknown: answerUnknown(request, context)
    }
  }

  private func answerUnknown(_ request: HTTPRequestHead, _ context: ChannelHandlerContext) {
    switch (request.method, request.uri) {
    case (.OPTIONS, _): send(.noContent, "", to: request, context)
    case (.GET, "/openapi.json"):
      send(.ok, stage.document.text(pretty: true), as: "application/json", to: request, context)
    default:
      let path = request.uri.prefix { $0 != "?" }
      send(
        .notFound, "nothing was recorded at \(request.method) \(path); there is \(stage.listing)\n",
        to: request, context)
    }
  }

  private func play(
    _ scene: ReplayScene, for request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    // A server that nobody reached.
    guard let recorded = scene.connection.head else { return context.close(promise: nil) }
    // After an interim answer another one would have to come.
    guard recorded.status >= 200 else {
      let sentence = "the recorded status \(recorded.status) ends no answer and can't be played\n"
      return send(.internalServerError, sentence, to: request, context)
    }
    var headers = HTTPHeaders()
    for header in recorded.headers where Self.isRepeated(header) {
      headers.add(name: header.name, value: header.value)
    }
    if !scene.isWhole || stage.replay.faults.cut != nil { headers.remove(name: "Content-Length") }
    // HTTP/1.0 has no chunked coding: there a body without a length ends with the connection.
    let canChunk = request.version != .http1_0
    let hasBody = recorded.status != 204 && recorded.status != 304
    if headers["Content-Length"].isEmpty, canChunk, hasBody {
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

  /// A capture may say anything; what is no header line would break the whole answer.
  ///
  /// Source: RFC 9110, 5.1 and 5.5.
  private static func isRepeated(_ header: RecordedHeader) -> Bool {
    header.value != RecordedRequest.redacted
      && !ConnectionHeaders.names.contains(header.name.lowercased())
      && header.name.isToken
      && !header.value.utf8.contains { $0 < 0x20 && $0 != 0x09 || $0 == 0x7F }
  }

  /// Lets a page of another origin read it: what was recorded is there to be developed against, by
  /// pages of this machine, and not for any page that somebody happens to look at meanwhile.
  ///
  /// Source: Fetch, "CORS protocol".
  private func allow(_ request: HTTPRequestHead, in headers: inout HTTPHeaders) {
    guard let origin = request.headers.first(name: "Origin"),
      stage.replay.admitsAnyOrigin
        || WebURL(origin, toASCII: WebHost.asWritten)?.isLoopback == true
    else { return }
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
    _ status: HTTPResponseStatus, _ text: String,
    as mediaType: String = "text/plain; charset=utf-8",
    to request: HTTPRequestHead, _ context: ChannelHandlerContext
  ) {
    var headers = HTTPHeaders()
    if !text.isEmpty { headers.add(name: "Content-Type", value: mediaType) }
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
