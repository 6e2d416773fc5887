import ScriptedServers
import Synchronization
import Testing

@testable import StreamClient

/// Downloads that broke off, and what comes of them when they are begun again.
@Suite(.timeLimit(.minutes(5))) struct DownloadContinuationTests {
  private static let tag: KeyValuePairs<String, String> = ["ETag": "\"v1\""]
  private static let time: KeyValuePairs<String, String> = [
    "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT", "Date": "Mon, 02 Nov 2026 10:00:01 GMT",
  ]

  private static func whole(_ headers: KeyValuePairs<String, String> = tag) -> ConnectionScript {
    .answer(headers: headers, body: "0123456789")
  }

  /// Six of ten bytes, then a cut.
  private static func cut(_ headers: KeyValuePairs<String, String> = tag) -> ConnectionScript {
    [.expectRequest, .head(headers: headers, framing: .length(10)), .send("012345"), .close]
  }

  private static func rest(
    _ text: String = "6789", _ range: String = "bytes 6-9/10",
    _ headers: KeyValuePairs<String, String> = tag
  ) -> ConnectionScript {
    var fields = "Content-Range: \(range)\r\nContent-Length: \(text.utf8.count)\r\n"
    for (name, value) in headers { fields += "\(name): \(value)\r\n" }
    return [.expectRequest, .send("HTTP/1.1 206 Partial Content\r\n\(fields)\r\n\(text)"), .close]
  }

  /// Downloads twice, the second time to go on; the second result in one line, and what was asked
  /// for it.
  private func resumed(
    after first: [ConnectionScript] = [cut()], _ second: [ConnectionScript],
    to target: DownloadTarget, paths: (String, String) = ("/f", "/f"),
    _ options: DownloadOptions = DownloadOptions(resume: true)
  ) async throws -> (line: String, ranges: [String?]) {
    let server = try await ScriptedServer.start(first + second, repeatsLast: false)
    let client = StreamClient()
    func run(_ path: String, _ options: DownloadOptions) async -> String {
      do throws(StreamFailure) {
        let request = StreamRequest(url: server.baseURL + path)
        let file = try await client.download(request, to: target, options: options)
        return "\(file.name), \(file.length) bytes"
      } catch {
        return "\(error.kind.rawValue): \(error.message)"
          .replacing("127.0.0.1:\(server.port)", with: "HOST")
      }
    }
    _ = await run(paths.0, DownloadOptions())
    let line = await run(paths.1, options)
    await client.shutdown()
    await server.stop()
    return (line, server.requests.dropFirst(first.count).map { $0[header: "Range"] })
  }

  @Test func `it goes on where it stopped`() async throws {
    let folder = try TemporaryFolder()
    let run = try await resumed([Self.rest()], to: .file(folder["x"]))
    #expect(run.line == "x, 10 bytes")
    #expect(run.ranges == ["bytes=6-"])
    #expect(folder.names == ["x"])
    #expect(folder.text("x") == "0123456789")
  }

  @Test func `in a folder it asks for the name first, then for the rest`() async throws {
    let folder = try TemporaryFolder()
    let run = try await resumed([Self.whole(), Self.rest()], to: .folder(folder.path))
    #expect(run.ranges == [nil, "bytes=6-"])
    #expect(folder.text("f") == "0123456789")
  }

  @Test func `a changed file is loaded anew`() async throws {
    let folder = try TemporaryFolder()
    let changed = ConnectionScript.answer(headers: ["ETag": "\"v2\""], body: "abc")
    _ = try await resumed([changed], to: .file(folder["x"]))
    #expect(folder.text("x") == "abc")
  }

  @Test(arguments: [
    rest("6789", "bytes 6-9/10", ["ETag": "\"v2\""]), rest("789", "bytes 7-9/10"),
    rest("6789", "bytes 6-9/10", [:]), rest("6789", "bytes 6-9/-1"), rest("6789", "bytes 6-9/9"),
    rest("6789", "bytes 6-9/10", ["ETag": "\"v1\"", "Content-Encoding": "gzip"]),
    .answer(status: 416, headers: ["Content-Range": "bytes */10"]),
  ])
  func `a rest that doesn't fit is never joined`(rest: ConnectionScript) async throws {
    let folder = try TemporaryFolder()
    let run = try await resumed([rest, Self.whole()], to: .file(folder["x"]))
    #expect(run.ranges == ["bytes=6-", nil])
    #expect(folder.text("x") == "0123456789")
  }

  @Test func `a part is not gone on with from another file of the same version`() async throws {
    let folder = try TemporaryFolder()
    let run = try await resumed([Self.whole()], to: .file(folder["x"]), paths: ("/a", "/b"))
    #expect(run.ranges == [nil])
    #expect(folder.text("x") == "0123456789")
  }

  @Test func `of a time, a rest need not say that it is the same`() async throws {
    let folder = try TemporaryFolder()
    let run = try await resumed(
      after: [Self.cut(Self.time)], [Self.rest("6789", "bytes 6-9/10", [:])],
      to: .file(folder["x"]))
    #expect(run.line == "x, 10 bytes")
    #expect(folder.text("x") == "0123456789")
  }

  @Test func `a time of the same second is no version`() async throws {
    let folder = try TemporaryFolder()
    let weak: KeyValuePairs<String, String> = [
      "Last-Modified": "Mon, 02 Nov 2026 10:00:01 GMT", "Date": "Mon, 02 Nov 2026 10:00:01 GMT",
    ]
    let run = try await resumed(
      after: [Self.cut(weak)], [Self.whole(weak)], to: .file(folder["x"]))
    #expect(run.ranges == [nil])
  }

  @Test(arguments: [[:], tag] as [KeyValuePairs<String, String>])
  func `a part that is whole gets its name without being loaded again`(
    headers: KeyValuePairs<String, String>
  ) async throws {
    let folder = try TemporaryFolder()
    // Something else than the server took what it had already sent away from the end.
    let cut: ConnectionScript = [
      .expectRequest, .head(headers: Self.tag, framing: .length(12)), .send("0123456789"), .close,
    ]
    let fields = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
    let exhausted: ConnectionScript = [
      .expectRequest,
      .send(
        "HTTP/1.1 416 Range Not Satisfiable\r\nContent-Range: bytes */10\r\n"
          + "Content-Length: 0\r\n\(fields)\r\n"), .close,
    ]
    let run = try await resumed(after: [cut], [exhausted], to: .file(folder["x"]))
    #expect(run.line == "x, 10 bytes")
    #expect(folder.text("x") == "0123456789")
  }

  @Test func `a part somebody else writes to is left alone`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("theirs", to: "x.part")
    try folder.write("", to: "x.part.version")
    let other = try Disk.create(folder["x.part"], keeping: true)
    #expect(other.lock())
    let run = try await resumed(after: [Self.whole()], [Self.whole()], to: .file(folder["x"]))
    try other.finish()
    #expect(
      run.line == "file: another download writes to \(folder["x.part"]); "
        + "wait for it, or use another name")
    #expect(folder.text("x.part") == "theirs")
  }

  @Test func `a silent server leaves a part, and the sentence names it`() async throws {
    let folder = try TemporaryFolder()
    let silent: ConnectionScript = [
      .expectRequest, .head(headers: Self.tag, framing: .length(10)), .send("0123456"), .hold,
    ]
    let server = try await ScriptedServer.start([silent])
    let time = HeldClock()
    let client = StreamClient(clock: time.clock)
    let done = Counter()
    let failure = Mutex("")
    let path = folder["x"]
    let loading = Task {
      do throws(StreamFailure) {
        _ = try await client.download(
          StreamRequest(url: server.baseURL), to: .file(path),
          options: DownloadOptions(idleTimeout: .seconds(4)),
          progress: { count, _ in
            if count > 0 { _ = done.next() }
          })
      } catch {
        failure.withLock { $0 = "\(error.kind.rawValue): \(error.message)" }
      }
    }
    #expect(await eventually { done.value > 0 })
    #expect(await time.advance(by: .seconds(4)) { failure.withLock { !$0.isEmpty } })
    await loading.value
    #expect(
      failure.withLock { $0 } == "timeout: 127.0.0.1:\(server.port) sent nothing for 4 s; "
        + "7 of 10 bytes are in \(folder["x.part"]); resume the download to go on from there")
    await client.shutdown()
    await server.stop()
  }

  /// What a download says that is cancelled when `isTime` returns.
  private func cancelled(
    _ script: ConnectionScript, to path: String,
    when isTime: (ScriptedServer, AsyncStream<Int>) async throws -> Void
  ) async throws -> String {
    let server = try await ScriptedServer.start([script])
    let client = StreamClient()
    let (counts, counting) = AsyncStream.makeStream(of: Int.self)
    let request = StreamRequest(url: server.baseURL)
    let loading = Task {
      do throws(StreamFailure) {
        _ = try await client.download(request, to: .file(path)) { done, _ in counting.yield(done) }
        return ""
      } catch {
        return "\(error.kind.rawValue): \(error.message)"
      }
    }
    try await isTime(server, counts)
    loading.cancel()
    let line = await loading.value.replacing("127.0.0.1:\(server.port)", with: "HOST")
    await client.shutdown()
    await server.stop()
    return line
  }

  @Test func `a cancelled download says what is kept`() async throws {
    let folder = try TemporaryFolder()
    let line = try await cancelled(
      [.expectRequest, .head(headers: Self.tag, framing: .length(10)), .send("0123456"), .hold],
      to: folder["x"]
    ) { _, counts in
      for await count in counts where count > 0 { break }
    }
    #expect(
      line == "closed: the download was cancelled; 7 of 10 bytes are in "
        + "\(folder["x.part"]); resume the download to go on from there")
  }

  @Test func `a cancelled compressed download is no lost connection`() async throws {
    let folder = try TemporaryFolder()
    let line = try await cancelled(
      [
        .expectRequest, .head(headers: ["Content-Encoding": "gzip"], framing: .chunked),
        .chunk([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]), .hold,
      ], to: folder["x"]
    ) { server, _ in
      #expect(await server.sees { ($0.first?.bytesSent ?? 0) > 60 })
    }
    #expect(line.hasPrefix("closed: "))
  }

  @Test func `unless it is asked to go on, a part is written over`() async throws {
    let folder = try TemporaryFolder()
    let run = try await resumed([Self.whole()], to: .file(folder["x"]), DownloadOptions())
    #expect(run.ranges == [nil])
    #expect(folder.names == ["x"])
  }
}
