import Testing

@testable import StreamClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.timeLimit(.minutes(5))) struct PresenceTests {
  @Test func `a held connection is let go of while it is being made`() async throws {
    // Nobody accepts: after one or two the listener's queue is full, and the next ones wait.
    let (listener, port) = try Self.silentListener()
    defer { close(listener) }
    // Left alone, they would take longer than this suite may.
    let client = StreamClient(configuration: .init(connectTimeout: .seconds(3600)))
    for round in 0..<12 {
      let holding = (0..<4).map { _ in
        Task { await client.holdConnection(to: "http://127.0.0.1:\(port)") }
      }
      // Each round lets them come a little further.
      for _ in 0..<(1 << round) { await Task.yield() }
      for hold in holding { hold.cancel() }
      for hold in holding { _ = await hold.value }
    }
    await client.shutdown()
  }

  private static func silentListener() throws -> (descriptor: Int32, port: UInt16) {
    #if canImport(Glibc)
      let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 0) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard isListening else { throw Disk.Failure.last }
    return (listener, UInt16(bigEndian: address.sin_port))
  }
}
