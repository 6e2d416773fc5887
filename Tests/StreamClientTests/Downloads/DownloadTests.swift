import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct DownloadTests {
  private static let attachment: KeyValuePairs<String, String> = [
    "Content-Type": "text/csv; charset=utf-8", "ETag": "\"v1\"",
    "Content-Disposition": "attachment; filename=\"report.csv\"",
  ]

  private static let whole = ConnectionScript.answer(headers: attachment, body: "0123456789")

  /// Six of ten bytes, then a cut.
  private static let cut: ConnectionScript = [
    .expectRequest, .head(headers: attachment, framing: .length(10)), .send("012345"), .close,
  ]

  /// Downloads from a server that plays these scripts; the result in one line.
  private func download(
    _ scripts: [ConnectionScript], to target: DownloadTarget,
    _ options: DownloadOptions = DownloadOptions()
  ) async throws -> (line: String, requests: [RecordedRequest]) {
    let server = try await ScriptedServer.start(scripts, repeatsLast: false)
    let client = StreamClient()
    let request = StreamRequest(url: server.baseURL + "/files/data.bin?x=1")
    let (line, isExpired) = await TimeLimit.limiting(.patience) {
      do throws(StreamFailure) {
        let file = try await client.download(request, to: target, options: options)
        return "\(file.name), \(file.length) bytes, \(file.mediaType)"
      } catch {
        return "\(error.kind.rawValue): \(error.message)"
          .replacing("127.0.0.1:\(server.port)", with: "HOST")
      }
    }
    #expect(!isExpired)
    await client.shutdown()
    await server.stop()
    return (line, server.requests)
  }

  @Test func `a file gets the server's name, and nothing else is left`() async throws {
    let folder = try TemporaryFolder()
    let run = try await download([Self.whole], to: .folder(folder.path))
    #expect(run.line == "report.csv, 10 bytes, text/csv")
    #expect(folder.names == ["report.csv"])
    #expect(folder.text("report.csv") == "0123456789")
  }

  @Test func `without a name of the server's the URL gives it`() async throws {
    let folder = try TemporaryFolder()
    let run = try await download([.answer(body: "x")], to: .folder(folder.path))
    #expect(run.line == "data.bin, 1 bytes, ")
  }

  @Test func `a name that points elsewhere stays in the folder`() async throws {
    let folder = try TemporaryFolder()
    let script = ConnectionScript.answer(
      headers: ["Content-Disposition": "attachment; filename=\"../../.ssh/authorized_keys\""],
      body: "x")
    _ = try await download([script], to: .folder(folder.path))
    #expect(folder.names == ["authorized_keys"])
  }

  @Test func `a named file is written under that name`() async throws {
    let folder = try TemporaryFolder()
    let run = try await download([Self.whole], to: .file(folder["mine"]))
    #expect(run.line == "mine, 10 bytes, text/csv")
    #expect(folder.text("mine") == "0123456789")
  }

  @Test func `an existing file stays as it is, unless forced`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "report.csv")
    for target in [DownloadTarget.folder(folder.path), .file(folder["report.csv"])] {
      let run = try await download([Self.whole], to: target)
      #expect(
        run.line == "file: \(folder["report.csv"]) exists already; "
          + "have it overwritten, or use another name")
    }
    #expect(folder.text("report.csv") == "old")
    #expect(folder.names == ["report.csv"])
    _ = try await download([Self.whole], to: .folder(folder.path), DownloadOptions(force: true))
    #expect(folder.text("report.csv") == "0123456789")
  }

  @Test func `a missing folder says so before anything is asked for`() async throws {
    let run = try await download([Self.whole], to: .folder("/nonexistent"))
    #expect(run.line == "file: /nonexistent is no folder; make it first, or name another")
    #expect(run.requests.isEmpty)
  }

  @Test func `a cut download keeps its part and says how to go on`() async throws {
    let folder = try TemporaryFolder()
    let run = try await download([Self.cut], to: .folder(folder.path))
    #expect(
      run.line == "connectionLost: the download from HOST broke off; 6 of 10 bytes are in "
        + "\(folder["report.csv.part"]); resume the download to go on from there")
    #expect(folder.names == ["report.csv.part", "report.csv.part.version"])
    #expect(folder.text("report.csv.part") == "012345")
  }

  @Test func `a file of many blocks comes whole, its progress in bounds`() async throws {
    let folder = try TemporaryFolder()
    let piece = [UInt8](repeating: 7, count: 1 << 16)
    let head = ConnectionScript.Step.head(framing: .length(piece.count * 100))
    let server = try await ScriptedServer.start([
      [.expectRequest, head, .flood(piece, times: 100), .close]
    ])
    let client = StreamClient()
    let calls = Counter()
    let start = ContinuousClock.now
    let file = try await client.download(
      StreamRequest(url: server.baseURL + "/big"), to: .file(folder["big"])
    ) { _, total in
      #expect(total == piece.count * 100)
      _ = calls.next()
    }
    let ticks = (ContinuousClock.now - start) / ProgressMeter.interval
    #expect(Double(calls.value) <= ticks + 2)
    #expect(Disk.kind(of: folder["big"]) == .file(length: piece.count * 100))
    #expect(file.length == piece.count * 100)
    await client.shutdown()
    await server.stop()
  }

  @Test func `somebody else's file by the part's name is left alone until it may go`() async throws
  {
    let folder = try TemporaryFolder()
    try folder.write("theirs", to: "report.csv.part")
    let refused = try await download([Self.whole], to: .folder(folder.path))
    #expect(
      refused.line
        == "file: \(folder["report.csv.part"]) exists already and is part of no download; "
        + "have it overwritten, or use another name")
    #expect(folder.names == ["report.csv.part"])
    #expect(folder.text("report.csv.part") == "theirs")
    let forced = try await download(
      [Self.whole], to: .folder(folder.path), DownloadOptions(force: true))
    #expect(forced.line == "report.csv, 10 bytes, text/csv")
    #expect(folder.names == ["report.csv"])
  }

  @Test func `a device takes the bytes as they come`() async throws {
    let run = try await download([Self.whole], to: .file("/dev/null"))
    #expect(run.line == "null, 10 bytes, text/csv")
  }

  @Test func `an error of the server is told, and no file made`() async throws {
    let folder = try TemporaryFolder()
    let run = try await download([.answer(status: 404)], to: .folder(folder.path))
    #expect(run.line == "status: HOST answered 404; check the path")
    #expect(folder.names == [])
  }

  @Test func `a link in the part's place isn't followed`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("precious", to: "target")
    try folder.link("report.csv.part", to: "target")
    let run = try await download(
      [Self.whole], to: .folder(folder.path), DownloadOptions(force: true))
    #expect(run.line.hasPrefix("file: \(folder["report.csv.part"]) can't be written"))
    #expect(folder.text("target") == "precious")
  }

  @Test func `a link that leads nowhere is in the way before anything is loaded`() async throws {
    let folder = try TemporaryFolder()
    try folder.link("report.csv", to: "nowhere")
    let named = try await download([Self.whole], to: .file(folder["report.csv"]))
    #expect(named.requests.isEmpty)
    for run in [named, try await download([Self.whole], to: .folder(folder.path))] {
      #expect(run.line.hasPrefix("file: \(folder["report.csv"]) exists already"))
      #expect(folder.names == ["report.csv"])
    }
    _ = try await download(
      [Self.whole], to: .file(folder["report.csv"]), DownloadOptions(force: true))
    #expect(folder.text("report.csv") == "0123456789")
  }
}
