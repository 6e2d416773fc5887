import ScriptedServers
import Testing
import WebText

@testable import StreamClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A server of this machine that takes connections and reads nothing until it is asked to.
private struct UnreadingServer {
  let listener: CInt
  private(set) var port = 0

  init() {
    #if canImport(Glibc)
      listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let socket = listener
    withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        _ = bind(socket, address, size)
        _ = listen(socket, 1)
        _ = getsockname(socket, address, &size)
      }
    }
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// How many bytes the first connection brings until its end.
  func readAll() -> Int {
    let connection = accept(listener, nil, nil)
    defer { close(connection) }
    var block = [UInt8](repeating: 0, count: 64 << 10)
    var sum = 0
    while true {
      let count = read(connection, &block, block.count)
      guard count > 0 else { return sum }
      sum += count
    }
  }
}

struct DialledConnectionTests {
  private func dial(_ baseURL: String) async throws -> DialledSocket {
    let url = try #require(WebURL(baseURL + "/", toASCII: WebHost.asWritten))
    return try await StreamClient().dial(RequestAddress(url, unixSocket: nil))
  }

  /// What comes until the end.
  private func readAll(_ socket: CInt) -> [UInt8] {
    var all: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = read(socket, &block, block.count)
      guard count > 0 else { return all }
      all += block[..<count]
    }
  }

  @Test(arguments: [(ConnectionScript.Step.reset, true), (.close, false)])
  func `a break is told apart from an end in good order`(
    last: ConnectionScript.Step, isBreak: Bool
  ) async throws {
    let server = try await ScriptedServer.start([
      [.send("data: 1\n\n"), .wait(milliseconds: 100), last]
    ])
    let socket = try await dial(server.baseURL)
    #expect(readAll(socket.descriptor) == Array("data: 1\n\n".utf8))
    #expect(socket.wasReset == isBreak)
    close(socket.descriptor)
    await server.stop()
  }

  @Test func `a connection whose upload nobody reads ends with its socket`() async throws {
    let server = UnreadingServer()
    let socket = try await dial("http://127.0.0.1:\(server.port)")
    #expect(fcntl(socket.descriptor, F_SETFL, O_NONBLOCK) == 0)
    let block = [UInt8](repeating: 0, count: 64 << 10)
    var sent = 0
    var pauses = 0
    // Full is only what stays full.
    while pauses < 50 {
      let count = write(socket.descriptor, block, block.count)
      if count > 0 {
        sent += count
        pauses = 0
      } else {
        pauses += 1
        try await Task.sleep(for: .milliseconds(10))
      }
    }
    close(socket.descriptor)
    // Longer than the last bytes are waited for: else the thread carries them, and turned till then.
    try await Task.sleep(for: .seconds(4))
    #expect(server.readAll() < sent)
    close(server.listener)
  }
}
