import CCurl

/// One transfer as libcurl knows it: the easy handle, and what its callbacks fill.
///
/// Proof that the callbacks' context is safe: libcurl has it as a bare pointer, and calls back only
/// within calls on the multi handle, all of them made on one thread, by `RunningTransfers`. That
/// holds this object from before the easy handle is added until after it is removed, and the easy
/// handle is cleaned up by the deinitializer below. Nobody else has the pointer.
final class TransferHandle {
  let transfer: Transfer
  let easy: UnsafeMutableRawPointer
  /// Told once when something has come, until it is handed on.
  var onTouch: (TransferHandle) -> Void = { _ in }

  private var options: TransferOptions
  private var reader = ResponseHeadReader()
  /// A whole head, of which nobody knows yet whether it is the last.
  private var head: ResponseHead?
  /// Known while the connection is the transfer's; a short answer has let go of it already when its
  /// head is handed on.
  private var connection = ConnectionFacts()
  private var isHeadHandedOn = false
  private var incoming: [UInt8] = []
  private var isTouched = false
  /// Whether nobody takes what came.
  private var isPaused = false
  /// Whether nobody did when it was handed on last; to pause in a callback would lose what libcurl
  /// holds back then, where a fault follows in the same reading.
  private var isAhead = false
  private var upload: UploadReader?
  /// The socket that libcurl watched for it the last time.
  var socket: Int32?
  private(set) var speaksHTTP2 = false
  /// Whether the server has said in good order that it will close that connection.
  var isGoingAway = false
  /// Why a callback ended the transfer.
  private var ownFailure: FailureFact?

  /// Nil where there is no memory for it.
  init?(_ transfer: Transfer, cookies: UnsafeMutableRawPointer?) {
    guard let easy = ccurl_open() else { return nil }
    self.transfer = transfer
    self.easy = easy
    options = TransferOptions(transfer.order, for: easy)
    options.apply(cookies: cookies)
    let context = Unmanaged.passUnretained(self).toOpaque()
    _ = ccurl_set_pointer(easy, CURLOPT_PRIVATE, context)
    ccurl_set_takers(easy, Self.takeHead, Self.takeBody, context)
    guard case .content(let content, let length)? = transfer.order.request.body else { return }
    upload = UploadReader(content, length: length)
    ccurl_set_giver(easy, Self.give, Self.rewind, context)
  }

  deinit {
    ccurl_close(easy)
    options.free()
  }

  /// The one that an easy handle belongs to.
  static func of(_ easy: UnsafeMutableRawPointer) -> TransferHandle? {
    ccurl_private(easy).map { of(context: $0) }
  }

  private static func of(context: UnsafeMutableRawPointer) -> TransferHandle {
    Unmanaged<TransferHandle>.fromOpaque(context).takeUnretainedValue()
  }

  // MARK: What came

  /// Hands on what came since the last time; stops the reading of the socket where nobody takes it.
  func handOn() {
    isTouched = false
    handOnBody()
    guard isAhead else { return }
    isAhead = false
    guard !isPaused else { return }
    isPaused = true
    ccurl_pause(easy, true)
  }

  private func handOnBody() {
    if let head, !isHeadHandedOn, isLast(head) { open(head) }
    guard isHeadHandedOn, !incoming.isEmpty else { return }
    if transfer.handOn(&incoming) { isAhead = true }
  }

  /// Reads the socket again.
  func goOn() {
    guard isPaused else { return }
    isPaused = false
    ccurl_pause(easy, false)
  }

  /// An answer that asks who is there is the last only where libcurl has nothing more to say; then
  /// its body comes, or its end.
  private func isLast(_ head: ResponseHead) -> Bool {
    head.status != 401 || transfer.order.login == nil || !incoming.isEmpty
  }

  private func open(_ head: ResponseHead) {
    isHeadHandedOn = true
    // A server may write any version over a connection that speaks HTTP/1.1.
    speaksHTTP2 = head.httpVersion == "2" && transfer.order.maySpeakHTTP2
    if transfer.order.unixSocket != nil {
      // libcurl gives the socket's path, and the URL's port.
      connection.address = ""
      connection.port = 0
    }
    transfer.open(TransferAnswer(head: head, connection: connection))
  }

  /// How the transfer ended.
  func ending(_ code: CURLcode) -> Transfer.End {
    if code == CURLE_OK, let head, !isHeadHandedOn { open(head) }
    if let ownFailure { return .failed(ownFailure) }
    guard code != CURLE_OK else { return hasLostItsConnection ? .failed(.brokenOff) : .whole }
    let report = TransferReport(
      code: code, words: options.errorText, isAnswered: isHeadHandedOn, of: easy)
    return .failed(FailureFact(report, of: transfer.order))
  }

  /// Whether HTTP/2 broke below a body that libcurl takes for whole: such a connection is gone, as
  /// one is that the server closes in good order, but a sound one isn't.
  private var hasLostItsConnection: Bool {
    speaksHTTP2 && !isGoingAway && ccurl_loses_http2_errors() && ccurl_socket(easy) < 0
  }

  // MARK: Callbacks

  private func touch() {
    guard !isTouched else { return }
    isTouched = true
    onTouch(self)
  }

  private func take(line: UnsafeRawBufferPointer) -> Bool {
    // Behind the body, trailers come the same way: libcurl keeps them, so they count as well.
    switch reader.read(line) {
    case .more: return true
    case .tooLarge:
      ownFailure = .badAnswer(reason: "its head is larger than 1 MiB")
      return false
    case .whole(let head): return take(head: head)
    }
  }

  private func take(head: ResponseHead) -> Bool {
    guard (100...999).contains(head.status) else {
      ownFailure = .badAnswer(reason: "\(head.status) is no status")
      return false
    }
    // 101 without having been asked for it: nobody knows what follows, but it is the last head.
    guard head.status >= 200 || head.status == 101 else { return true }
    guard !isHeadHandedOn, incoming.isEmpty else { return true }
    self.head = head
    connection = ConnectionFacts(of: easy)
    touch()
    return true
  }

  private static let sizeOfMany = 64 << 10
  /// So much of a file is handed on while libcurl reads on: it is written meanwhile.
  private static let pieceOfFile = 256 << 10

  private func take(body: UnsafeRawBufferPointer) {
    let isForStream = transfer.order.request.isForStream
    // So much in one reading: many more parts will come, and growing by doubling copies them. A
    // thousand quiet streams ask for no such memory.
    if incoming.count >= Self.sizeOfMany, incoming.count + body.count > incoming.capacity {
      let room = isForStream ? TransferOptions.mostInOneReading : 2 * Self.pieceOfFile
      incoming.reserveCapacity(max(room, 2 * incoming.count))
    }
    incoming.append(contentsOf: body)
    if !isForStream, incoming.count >= Self.pieceOfFile { handOnBody() }
    touch()
  }

  private static let takeHead: ccurl_taker = { bytes, one, count, context in
    guard let bytes, let context else { return 0 }
    let line = UnsafeRawBufferPointer(start: bytes, count: one * count)
    return of(context: context).take(line: line) ? line.count : 0
  }

  private static let takeBody: ccurl_taker = { bytes, one, count, context in
    guard let bytes, let context else { return 0 }
    of(context: context).take(body: UnsafeRawBufferPointer(start: bytes, count: one * count))
    return one * count
  }

  private static let give: ccurl_giver = { bytes, one, count, context in
    guard let bytes, let context else { return Int(CURL_READFUNC_ABORT) }
    let handle = of(context: context)
    let room = UnsafeMutableRawBufferPointer(start: bytes, count: one * count)
    do throws(FailureFact) {
      return try handle.upload?.read(into: room) ?? 0
    } catch {
      handle.ownFailure = error
      return Int(CURL_READFUNC_ABORT)
    }
  }

  private static let rewind: ccurl_seeker = { context, offset, origin in
    guard let context, offset == 0, origin == SEEK_SET else { return CURL_SEEKFUNC_CANTSEEK }
    of(context: context).upload?.rewind()
    return CURL_SEEKFUNC_OK
  }
}
