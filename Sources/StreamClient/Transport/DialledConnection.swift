import CCurl
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connection of libcurl's, and the socket of this machine whose bytes it carries on, on a thread of
/// its own, since libcurl gives nobody else the bytes behind TLS.
///
/// It never leaves its thread.
final class DialledConnection {
  typealias Made = Result<DialledSocket, FailureFact>

  private static let bufferSize = 64 << 10
  /// So many milliseconds a server may leave the last bytes of a local side that is gone.
  private static let longestFarewell: CInt = 2_000

  private let multi: UnsafeMutableRawPointer
  private let easy: UnsafeMutableRawPointer
  private var options: TransferOptions
  private let local: CInt
  private let outcome = DialledOutcome()
  private var toServer = Pending()
  private var toLocal = Pending()
  private var serverHasEnded = false
  private var serverTakesNothing = false

  /// Bytes that the other side has not taken.
  private struct Pending {
    var bytes = [UInt8](repeating: 0, count: bufferSize)
    var range = 0..<0
  }

  /// Makes one; `made` is told the other end of the sockets, or why there is none.
  static func make(
    _ order: TransferOrder, over sockets: DialSockets, _ made: @escaping @Sendable (Made) -> Void
  ) {
    do throws(FailureFact) {
      try SystemThread.start {
        switch connect(order, sockets.local) {
        case .failure(let fact):
          sockets.close()
          made(.failure(fact))
        case .success(let connection):
          guard let other = sockets.hand() else { return made(.failure(.cancelled)) }
          made(.success(DialledSocket(descriptor: other, outcome: connection.outcome)))
          connection.carry()
        }
      }
    } catch {
      sockets.close()
      close(sockets.local)
      made(.failure(error))
    }
  }

  private static func connect(
    _ order: TransferOrder, _ local: CInt
  ) -> Result<DialledConnection, FailureFact> {
    guard let multi = ccurl_multi_open(), let easy = ccurl_open() else {
      close(local)
      return .failure(.noThread(code: ENOMEM))
    }
    var options = TransferOptions(order, for: easy)
    options.apply(cookies: nil)
    // From here on it closes what it holds, made or not.
    let connection = DialledConnection(multi, easy, options, local: local)
    let code = ccurl_connect(multi, easy, local)
    if code == CURLE_OK { return .success(connection) }
    if code == CURLE_ABORTED_BY_CALLBACK { return .failure(.cancelled) }
    let report = TransferReport(code: code, words: options.errorText, isAnswered: false, of: easy)
    return .failure(FailureFact(report, of: order))
  }

  private init(
    _ multi: UnsafeMutableRawPointer, _ easy: UnsafeMutableRawPointer, _ options: TransferOptions,
    local: CInt
  ) {
    self.multi = multi
    self.easy = easy
    self.options = options
    self.local = local
  }

  deinit {
    ccurl_remove(multi, easy)
    ccurl_close(easy)
    ccurl_multi_close(multi)
    options.free()
    close(local)
  }

  /// Carries bytes both ways until one side has ended.
  private func carry() {
    while true {
      guard let came = moveHere(), let went = moveThere() else { return }
      if serverHasEnded, toLocal.range.isEmpty { return }
      if !came, !went, !wait() { return }
    }
  }

  /// Whether anything moved towards this machine; nil where nothing can any more.
  private func moveHere() -> Bool? {
    if toLocal.range.isEmpty, !serverHasEnded {
      var count = 0
      let code = toLocal.bytes.withUnsafeMutableBytes {
        ccurl_receive(easy, $0.baseAddress, $0.count, &count)
      }
      switch code {
      case CURLE_OK where count > 0: toLocal.range = 0..<count
      case CURLE_AGAIN: break
      case CURLE_OK: serverHasEnded = true
      default:
        serverHasEnded = true
        if isBroken { breakOff() }
      }
    }
    guard !toLocal.range.isEmpty else { return false }
    let count = toLocal.bytes.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[toLocal.range])
      return Self.ask { Int(send(local, rest.baseAddress, rest.count, Self.withoutWaiting)) }
    }
    guard let count else { return nil }
    toLocal.range = (toLocal.range.lowerBound + count)..<toLocal.range.upperBound
    return count > 0
  }

  /// Whether anything moved towards the server; nil where nothing can any more.
  private func moveThere() -> Bool? {
    // What it said before it stopped to take anything is still read.
    if serverTakesNothing { return false }
    if toServer.range.isEmpty {
      var hasEnded = false
      let count = toServer.bytes.withUnsafeMutableBytes { bytes in
        Self.ask {
          let count = Int(recv(local, bytes.baseAddress, bytes.count, Self.withoutWaiting))
          hasEnded = count == 0
          return count
        }
      }
      guard let count, !hasEnded else { return nil }
      toServer.range = 0..<count
    }
    guard !toServer.range.isEmpty else { return false }
    var count = 0
    let code = toServer.bytes.withUnsafeBytes { bytes in
      let rest = UnsafeRawBufferPointer(rebasing: bytes[toServer.range])
      return ccurl_send(easy, rest.baseAddress, rest.count, &count)
    }
    guard code == CURLE_OK || code == CURLE_AGAIN else {
      serverTakesNothing = true
      // The system tells of a reset once: who reads next sees an end in good order.
      if wasReset { breakOff() }
      return false
    }
    toServer.range = (toServer.range.lowerBound + count)..<toServer.range.upperBound
    return count > 0
  }

  private func breakOff() { outcome.wasReset.store(true, ordering: .releasing) }

  /// Whether the system says that the connection was reset, or that its other end fell silent.
  private var wasReset: Bool {
    let code = CInt(truncatingIfNeeded: ccurl_number(easy, CURLINFO_OS_ERRNO))
    return code == ECONNRESET || code == ETIMEDOUT
  }

  /// Whether reading failed otherwise than by an end without TLS's own word for it, which is an end as
  /// well: many servers don't say it. Below it TCP has ended in good order.
  private var isBroken: Bool {
    if wasReset { return true }
    var byte: UInt8 = 0
    let look = CInt(MSG_PEEK) | Self.withoutWaiting
    let count = recv(ccurl_socket(easy), &byte, 1, look)
    return count > 0 || (count < 0 && errno == EAGAIN)
  }

  #if canImport(Darwin)
    private static let withoutWaiting = CInt(MSG_DONTWAIT)
  #else
    private static let withoutWaiting = CInt(MSG_DONTWAIT | MSG_NOSIGNAL)
  #endif

  /// 0 where it would have to wait; nil where the socket is broken.
  private static func ask(_ call: () -> Int) -> Int? {
    while true {
      let count = call()
      if count >= 0 { return count }
      if errno == EINTR { continue }
      return errno == EAGAIN || errno == EWOULDBLOCK ? 0 : nil
    }
  }

  /// Returns when something can move again; false where nothing will.
  private func wait() -> Bool {
    let isTaking = toServer.range.isEmpty && !serverTakesNothing
    let isGiving = !toServer.range.isEmpty && !serverTakesNothing
    let localWants = (isTaking ? POLLIN : 0) | (toLocal.range.isEmpty ? 0 : POLLOUT)
    let serverWants =
      (toLocal.range.isEmpty && !serverHasEnded ? POLLIN : 0) | (isGiving ? POLLOUT : 0)
    var sockets = [
      pollfd(fd: local, events: Int16(localWants), revents: 0),
      // Nothing is wanted of a side that has ended, which would else be ready for ever.
      pollfd(
        fd: serverWants == 0 ? -1 : ccurl_socket(easy), events: Int16(serverWants), revents: 0),
    ]
    _ = poll(&sockets, nfds_t(sockets.count), -1)
    guard localWants == 0, sockets[0].revents != 0 else { return true }
    // The local side is gone, of which the system tells each time anew, asked or not. What it said
    // last goes out as it would over TCP, as long as the server takes it.
    sockets[0].fd = -1
    return poll(&sockets, nfds_t(sockets.count), Self.longestFarewell) != 0
  }
}
