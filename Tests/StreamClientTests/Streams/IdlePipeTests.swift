import Dispatch
import ScriptedServers
import Testing

@testable import StreamClient

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite(.timeLimit(.minutes(5))) struct IdlePipeTests {
  /// More pipes than the machine has processors, and so than there are threads for tasks.
  @Test func `downloads to pipes that nobody reads let everything else go on`() async throws {
    let folder = try TemporaryFolder()
    let piece = [UInt8](repeating: 7, count: 1 << 16)
    let server = try await ScriptedServer.start { request in
      if request.path == "/document" { return [.response(body: "x")] }
      return [.head(framing: .untilClose), .flood(piece, times: 1000), .close]
    }
    var readers: [Int32] = []
    for number in 0..<8 {
      #expect(mkfifo(folder["pipe\(number)"], 0o600) == 0)
      readers.append(open(folder["pipe\(number)"], O_RDONLY | O_NONBLOCK))
    }
    let client = StreamClient()
    let downloads = (0..<8).map { number in
      Task { [path = folder["pipe\(number)"]] in
        try? await client.download(
          StreamRequest(url: server.baseURL + "/file"), to: .file(path))
      }
    }
    // Ends the test where the tasks stand still: not one of them, but a thread of the system's.
    let closed = Counter()
    DispatchQueue.global().asyncAfter(deadline: .now() + 60) { [readers] in
      guard closed.next() == 1 else { return }
      for reader in readers { close(reader) }
    }
    #expect(await server.sees { $0.count == 8 })
    let document = try await client.fetch(
      StreamRequest(url: server.baseURL + "/document"), limit: 100, timeout: .patience)
    #expect(document.body == Array("x".utf8))
    let isInTime = closed.next() == 1
    #expect(isInTime, "it came when the pipes were closed")
    for download in downloads {
      download.cancel()
      _ = await download.value
    }
    if isInTime { for reader in readers { close(reader) } }
    await client.shutdown()
    await server.stop()
  }
}
