import DemoServer
import Testing

@Suite(.timeLimit(.minutes(5)))
struct FileDownloadTests {
  private static let path = "/files/tides/download?size=200"

  private func body(_ answer: String) -> Substring {
    guard let end = answer.firstRange(of: "\r\n\r\n") else { return "" }
    return answer[end.upperBound...]
  }

  @Test
  func `a file has a name, a length and a tag`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, Self.path)
    #expect(
      answer.hasPrefix(
        """
        HTTP/1.1 200 OK\r
        Content-Type: application/octet-stream\r
        Content-Disposition: attachment; filename="tides.csv"\r
        ETag: "tides-200"\r
        Accept-Ranges: bytes\r
        Content-Length: 200\r

        """))
    #expect(body(answer).utf8.count == 200)
    #expect(body(answer).hasPrefix("0,tides,00000,~~~"))
    #expect(body(answer).dropFirst(64).hasPrefix("1,tides,00503,~~~"))
    let logbook = try await RawConnection.ask(server.port, "/files/logbook/download?size=1")
    #expect(
      logbook.contains(
        #"attachment; filename="logbook.csv"; filename*=UTF-8''%E8%88%AA%E6%B5%B7"#))
    await server.stop()
  }

  @Test(arguments: [
    ("bytes=0-9", "bytes 0-9/200", 0..<10),
    ("bytes=60-70", "bytes 60-70/200", 60..<71),
    ("bytes=150-", "bytes 150-199/200", 150..<200),
    ("bytes=190-99999999999999999999", "bytes 190-199/200", 190..<200),
    ("bytes=-5", "bytes 195-199/200", 195..<200),
    ("bytes=-500", "bytes 0-199/200", 0..<200),
  ])
  func `a range is the same bytes as in the whole file`(
    field: String, answered: String, range: Range<Int>
  ) async throws {
    let server = try await DemoServer.start()
    let whole = Array(body(try await RawConnection.ask(server.port, Self.path)).utf8)
    let answer = try await RawConnection.ask(server.port, Self.path, headers: ["Range: \(field)"])
    #expect(answer.hasPrefix("HTTP/1.1 206 Partial Content\r\n"))
    #expect(answer.contains("\r\nContent-Range: \(answered)\r\nContent-Length: \(range.count)\r\n"))
    #expect(Array(body(answer).utf8) == Array(whole[range]))
    await server.stop()
  }

  @Test(arguments: ["bytes=200-", "bytes=900-901", "bytes=-0"])
  func `a range past the end is refused with the length`(field: String) async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, Self.path, headers: ["Range: \(field)"])
    #expect(answer.hasPrefix("HTTP/1.1 416 Range Not Satisfiable\r\n"))
    #expect(answer.contains("\r\nContent-Range: bytes */200\r\n"))
    await server.stop()
  }

  @Test(arguments: ["bytes=9-3", "bytes=a-", "bytes=-", "bytes=0-1,4-5", "lines=1-2", "bytes=+1-2"])
  func `a range that cannot be read is ignored`(field: String) async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, Self.path, headers: ["Range: \(field)"])
    #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
    await server.stop()
  }

  @Test(arguments: [("\"tides-200\"", "206 Partial Content"), ("\"tides-100\"", "200 OK")])
  func `a range counts only for the file it was asked of`(
    tag: String, status: String
  ) async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(
      server.port, Self.path, headers: ["Range: bytes=10-", "If-Range: \(tag)"])
    #expect(answer.hasPrefix("HTTP/1.1 \(status)\r\n"))
    await server.stop()
  }

  @Test
  func `a large file arrives whole`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, "/files/manifest/download?size=3000001")
    #expect(body(answer).utf8.count == 3_000_001)
    await server.stop()
  }

  @Test
  func `a file that has a rate comes whole`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(
      server.port, "/files/manifest/download?size=6001&rate=20000")
    #expect(body(answer).utf8.count == 6001)
    await server.stop()
  }
}
