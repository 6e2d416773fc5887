import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A connection without a request, held until the other side closes it.
///
/// A descriptor of its own: libcurl takes such a connection for an idle one, closes it after two
/// minutes without a word, and its number would be the next connection's.
final class HeldConnection {
  let transfer: Transfer
  let socket: Int32

  /// Nil where libcurl has no connection, or the process no descriptors left.
  init?(_ transfer: Transfer, of easy: UnsafeMutableRawPointer) {
    let own = ccurl_socket(easy)
    guard own >= 0 else { return nil }
    let copy = fcntl(own, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { return nil }
    self.transfer = transfer
    socket = copy
  }

  deinit {
    // The other side is to see the end now, though libcurl may hold its own descriptor yet.
    shutdown(socket, Int32(SHUT_RDWR))
    close(socket)
  }

  /// Whether the other side has closed it; what it says unasked is passed over.
  var hasEnded: Bool {
    withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { room in
      while true {
        let count = recv(socket, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
        if count == 0 { return true }
        if count < 0 && errno == EINTR { continue }
        if count < 0 { return errno != EAGAIN && errno != EWOULDBLOCK }
      }
    }
  }
}
