import CCurl

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Waits for sockets. Its cost is by what happens, not by how many there are, so that a thousand
/// silent streams cost nothing.
struct SocketPoll: ~Copyable {
  struct Interest: OptionSet, Sendable {
    let rawValue: UInt32
    static let reading = Interest(rawValue: SOCKET_POLL_READING.rawValue)
    static let writing = Interest(rawValue: SOCKET_POLL_WRITING.rawValue)
  }

  struct Event {
    var socket: Int32
    var ready: Interest
  }

  /// How many events one wait brings at the most.
  private static let batch = 256

  private let descriptor: Int32
  private var watched: [Int32: Interest] = [:]

  /// A descriptor to wait with; below 0 where the process has none left.
  static func descriptor() -> Int32 { socket_poll_open() }

  /// Closes a descriptor that nobody has adopted.
  static func giveBack(_ descriptor: Int32) { close(descriptor) }

  /// Waits with a descriptor that is its own from now on.
  init(adopting descriptor: Int32) {
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  /// Watches a socket, or no more where the interest is empty.
  mutating func watch(_ socket: Int32, for interest: Interest) {
    let before = watched[socket] ?? []
    watched[socket] = interest.isEmpty ? nil : interest
    guard interest != before else { return }
    socket_poll_watch(descriptor, socket, before.rawValue, interest.rawValue)
  }

  /// The sockets that are ready now, or within the time; nil waits for ever.
  func wait(milliseconds: Int32?) -> [Event] {
    withUnsafeTemporaryAllocation(of: socket_poll_event.self, capacity: Self.batch) { found in
      let count = socket_poll_wait(
        descriptor, found.baseAddress, Int32(Self.batch), milliseconds ?? -1)
      return found.prefix(Int(count)).map {
        Event(socket: $0.socket, ready: Interest(rawValue: $0.ready))
      }
    }
  }
}
