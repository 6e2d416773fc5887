import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Two sockets of this machine that are one connection, while the one behind it is being made: its
/// thread has the one, whoever dials the other.
///
/// Who gives up ends it, which the thread hears where it waits for the server.
final class DialSockets: Sendable {
  /// The thread's.
  let local: CInt
  /// Nil once it is somebody's, or closed.
  private let other: Mutex<CInt?>

  /// Fails with the system's number.
  init() throws(FailureFact) {
    var pair: [CInt] = [-1, -1]
    #if canImport(Darwin)
      let kind = SOCK_STREAM
    #elseif canImport(Musl)
      let kind = SOCK_STREAM | SOCK_CLOEXEC
    #else
      let kind = CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    #endif
    guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw .noThread(code: errno) }
    local = pair[0]
    other = Mutex(pair[1])
  }

  /// The other end, which is the caller's from then on; nil where it was given up.
  func hand() -> CInt? { other.withLock { $0.take() } }

  /// Nobody wants the other end any more.
  func close() {
    #if canImport(Glibc)
      if let socket = hand() { _ = Glibc.close(socket) }
    #elseif canImport(Musl)
      if let socket = hand() { _ = Musl.close(socket) }
    #elseif canImport(Darwin)
      if let socket = hand() { _ = Darwin.close(socket) }
    #endif
  }
}
