import CCurl
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// All transfers of one thread: one multi handle of libcurl, driven by the sockets that are ready.
///
/// `curl_multi_perform` and `curl_multi_poll` would walk every handle each time, which a thousand
/// streams make too slow: libcurl says which sockets it waits for, and is told of those alone.
final class RunningTransfers {
  /// Nil where libcurl could not be loaded, and once the client is shut down.
  private var multi: UnsafeMutableRawPointer?
  private var isShutDown = false
  /// What servers have set, for as long as the thread lives.
  private let cookies: UnsafeMutableRawPointer?
  private let alarm: Alarm
  private var sockets: SocketPoll
  /// When libcurl wants to be called though nothing has come.
  private var deadline: ContinuousClock.Instant?
  private var running: [ObjectIdentifier: TransferHandle] = [:]
  private var held: [Int32: HeldConnection] = [:]
  /// Sockets to be looked at twice; a few too many do no harm.
  private var http2Sockets: Set<Int32> = []
  /// Those that something came for since it was last handed on.
  private var touched: [TransferHandle] = []
  /// Those that are being handed on; memory that is used again.
  private var handing: [TransferHandle] = []
  /// Set by libcurl when a server will close a connection of HTTP/2 in good order.
  private let isSomeoneGoingAway: UnsafeMutablePointer<Bool>

  init(sockets: consuming SocketPoll, alarm: Alarm, keepsCookies: Bool) {
    self.sockets = sockets
    self.alarm = alarm
    let isLoaded = ccurl_load()
    multi = isLoaded ? ccurl_multi_open() : nil
    isSomeoneGoingAway = .allocate(capacity: 1)
    isSomeoneGoingAway.initialize(to: false)
    cookies = isLoaded && keepsCookies ? ccurl_cookie_jar() : nil
    self.sockets.watch(alarm.reader, for: .reading)
    guard let multi else { return }
    ccurl_set_watchers(
      multi, Self.watchSocket, Self.setTimer, Unmanaged.passUnretained(self).toOpaque())
    // Before HTTP/2 was written anew, a stream that nobody reads held up its connection's others, and
    // the end of one could not be told from the loss of all: each has a connection of its own there.
    if ccurl_loses_http2_errors() {
      ccurl_set_multi_number(multi, CURLMOPT_PIPELINING, Int(CURLPIPE_NOTHING))
    }
  }

  deinit {
    shutDown()
    if let cookies { ccurl_share_close(cookies) }
    isSomeoneGoingAway.deallocate()
  }

  // MARK: What others want

  func start(_ transfer: Transfer) {
    guard !isShutDown else { return transfer.end(.failed(.shutDown)) }
    guard let multi else { return transfer.end(.failed(.noLibrary(reason: Self.loadError))) }
    guard !transfer.isClosed else { return transfer.end(.failed(.cancelled)) }
    guard let handle = TransferHandle(transfer, cookies: cookies) else {
      return transfer.end(.failed(.noThread(code: ENOMEM)))
    }
    handle.onTouch = { [unowned self] in touched.append($0) }
    if transfer.order.maySpeakHTTP2, ccurl_loses_http2_errors() {
      ccurl_watch_going_away(handle.easy, isSomeoneGoingAway)
    }
    running[ObjectIdentifier(transfer)] = handle
    ccurl_add(multi, handle.easy)
  }

  func goOn(_ transfer: Transfer) {
    running[ObjectIdentifier(transfer)]?.goOn()
  }

  func close(_ transfer: Transfer) {
    if let handle = running[ObjectIdentifier(transfer)] {
      remove(handle, .failed(.cancelled))
    } else if let connection = held.values.first(where: { $0.transfer === transfer }) {
      letGo(of: connection)
    }
  }

  /// Ends every transfer and closes every connection, those that wait for another request too; what
  /// is to start from now on fails.
  func shutDown() {
    isShutDown = true
    for handle in Array(running.values) { remove(handle, .failed(.shutDown)) }
    for connection in Array(held.values) { letGo(of: connection) }
    touched = []
    handing = []
    if let multi { ccurl_multi_close(multi) }
    multi = nil
    deadline = nil
  }

  // MARK: What the sockets bring

  /// The sockets that are ready; waits for one where nothing else is to be done.
  func wait(isIdle: Bool) -> [SocketPoll.Event] {
    sockets.wait(milliseconds: isIdle && touched.isEmpty ? timeout : 0)
  }

  /// Reads and writes what is ready.
  func move(_ events: [SocketPoll.Event]) {
    for event in events {
      if event.socket == alarm.reader {
        alarm.silence()
      } else if let connection = held[event.socket] {
        if connection.hasEnded { letGo(of: connection) }
      } else {
        act(on: event.socket, event.ready)
      }
    }
    if let deadline, deadline <= .now {
      self.deadline = nil
      if let multi { ccurl_act_on_time(multi) }
    }
    finishRound()
    if !http2Sockets.isEmpty { lookAgain(events) }
  }

  /// Hands on what came, and takes what ended: before anything else is read, since a connection may
  /// then be gone that was sound when its body ended.
  private func finishRound() {
    handOn()
    noteGoingAway()
    takeEnded()
  }

  /// An error of an HTTP/2 connection that came with something else is found at the next reading
  /// alone, for which libcurl 7.88 waits until the server sends more.
  private func lookAgain(_ events: [SocketPoll.Event]) {
    for event in events where http2Sockets.contains(event.socket) {
      act(on: event.socket, .reading)
    }
    finishRound()
  }

  private func noteGoingAway() {
    guard isSomeoneGoingAway.pointee else { return }
    isSomeoneGoingAway.pointee = false
    // Of which connection it was said nobody tells.
    for handle in running.values where handle.speaksHTTP2 { handle.isGoingAway = true }
  }

  private func act(on socket: Int32, _ ready: SocketPoll.Interest) {
    guard let multi else { return }
    ccurl_act(multi, socket, ready.contains(.reading), ready.contains(.writing))
  }

  private func handOn() {
    swap(&touched, &handing)
    for handle in handing {
      handle.handOn()
      if handle.speaksHTTP2, let socket = handle.socket, ccurl_loses_http2_errors() {
        http2Sockets.insert(socket)
      }
    }
    handing.removeAll(keepingCapacity: true)
  }

  private func takeEnded() {
    guard let multi else { return }
    var code = CURLE_OK
    while let easy = ccurl_next_ended(multi, &code) {
      guard let handle = TransferHandle.of(easy) else { continue }
      if code == CURLE_OK, handle.transfer.order.isConnectionOnly {
        hold(handle)
      } else {
        remove(handle, handle.ending(code))
      }
    }
  }

  private func hold(_ handle: TransferHandle) {
    guard let connection = HeldConnection(handle.transfer, of: handle.easy) else {
      return remove(handle, .failed(.noThread(code: errno)))
    }
    running[ObjectIdentifier(handle.transfer)] = nil
    held[connection.socket] = connection
    sockets.watch(connection.socket, for: .reading)
    if let multi { ccurl_remove(multi, handle.easy) }
    handle.transfer.isHeld()
  }

  private func letGo(of connection: HeldConnection) {
    held[connection.socket] = nil
    sockets.watch(connection.socket, for: [])
    connection.transfer.end(.whole)
  }

  /// The transfer is over: what came is handed on, then its end; its socket is closed, unless its
  /// connection can serve another.
  private func remove(_ handle: TransferHandle, _ end: Transfer.End) {
    running[ObjectIdentifier(handle.transfer)] = nil
    handle.handOn()
    if let multi { ccurl_remove(multi, handle.easy) }
    handle.transfer.end(end)
  }

  private var timeout: Int32? {
    deadline.map { deadline in
      let left = deadline - .now
      // Rounded up: libcurl would only be asked too early, and ask again.
      return left <= .zero ? 0 : Int32(clamping: left.wholeMilliseconds + 1)
    }
  }

  // MARK: What libcurl wants

  // Proof for both: libcurl calls them only within calls on this multi handle, which are made on
  // this thread alone, and not any more once it is cleaned up, by the deinitializer at the latest.

  private static let watchSocket: ccurl_socket_watcher = { easy, socket, what, context, _ in
    guard let context else { return 0 }
    let transfers = Unmanaged<RunningTransfers>.fromOpaque(context).takeUnretainedValue()
    let interest: SocketPoll.Interest =
      switch what {
      case CURL_POLL_IN: .reading
      case CURL_POLL_OUT: .writing
      case CURL_POLL_INOUT: [.reading, .writing]
      default: []
      }
    transfers.sockets.watch(socket, for: interest)
    if what == CURL_POLL_REMOVE { transfers.http2Sockets.remove(socket) }
    if let easy, let handle = TransferHandle.of(easy) { handle.socket = socket }
    return 0
  }

  private static let setTimer: ccurl_timer = { _, milliseconds, context in
    guard let context else { return 0 }
    let transfers = Unmanaged<RunningTransfers>.fromOpaque(context).takeUnretainedValue()
    transfers.deadline = milliseconds < 0 ? nil : .now + .milliseconds(milliseconds)
    return 0
  }

  private static var loadError: String {
    ccurl_load_error().map { String(cString: $0) } ?? "it is older than 7.88"
  }
}
