import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct DecompressionTests {
  /// `{"a":1}` and `{"a":2}`, a line each.
  private static let gzippedRows: [UInt8] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xab, 0x56, 0x4a, 0x54, 0xb2, 0x32, 0xac, 0xe5, 0xaa,
    0x06, 0xd1, 0x46, 0xb5, 0x5c, 0x00, 0x66, 0xc0, 0x5a, 0x19, 0x10, 0, 0, 0,
  ]
  /// `data: one` and a blank line.
  private static let deflatedEvent: [UInt8] = [
    0x78, 0x9c, 0x4b, 0x49, 0x2c, 0x49, 0xb4, 0x52, 0xc8, 0xcf, 0x4b, 0xe5, 0xe2, 0x02, 0x00,
    0x16, 0xc3, 0x03, 0x4b,
  ]
  private static let gzippedHello: [UInt8] = [
    0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 3, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00, 0x86, 0xa6,
    0x10, 0x36, 0x05, 0, 0, 0,
  ]

  private static func answer(
    _ body: [UInt8], _ coding: String, _ mediaType: String, _ version: (String, String)? = nil
  ) -> ConnectionScript {
    let version = version ?? ("X-None", "")
    return [
      .expectRequest,
      .response(
        headers: [
          "Content-Type": mediaType, "Content-Encoding": coding, version.0: version.1,
        ], body: body),
      .close,
    ]
  }

  private func document(
    _ script: ConnectionScript, limit: Int = 1 << 20
  ) async throws -> (line: String, request: RecordedRequest?) {
    let run = try await told([script]) { client, request throws(StreamFailure) in
      let document = try await client.fetch(request, limit: limit, timeout: .patience)
      return String(decoding: document.body, as: UTF8.self)
    }
    return (run.line, run.requests.first)
  }

  @Test func `a document is asked for compressed, and read as it was before`() async throws {
    let run = try await document(Self.answer(Self.gzippedHello, "gzip", "text/plain"))
    #expect(run.line == "hello")
    #expect(run.request?[header: "Accept-Encoding"] == "gzip, deflate")
  }

  @Test func `a document that becomes too large is refused, however small it came`() async throws {
    let line = try await document(GzipBomb.script("application/json"), limit: 1 << 20).line
    #expect(line == "mediaType: the answer of HOST is larger than 1048576 bytes")
  }

  @Test func `what came compressed is counted, and what became of it`() async throws {
    var options = StreamOptions(reconnect: .never)
    let (compressed, plain) = (ReceivedBytes(), ReceivedBytes())
    options.received = compressed
    _ = try await trace([Self.answer(Self.gzippedRows, "gzip", "application/x-ndjson")], options)
    let size = Self.gzippedRows.count
    #expect(compressed.compression == .init(coding: "gzip", received: size, decoded: 16))
    #expect(compressed.take() == size)
    options.received = plain
    _ = try await trace([.stream("application/x-ndjson", "{}\n")], options)
    #expect(plain.compression == nil)
  }

  @Test func `a damaged document says so, a cut one too`() async throws {
    var damaged = Self.gzippedHello
    damaged[12] ^= 0xFF
    #expect(
      try await document(Self.answer(damaged, "gzip", "text/plain")).line
        == "mediaType: the compressed body from HOST is damaged; "
        + "turn compression off for this endpoint")
    let cut = Array(Self.gzippedHello.prefix(14))
    #expect(
      try await document(Self.answer(cut, "gzip", "text/plain")).line
        == "connectionLost: the connection to HOST broke off before the body's end")
  }

  @Test func `records are asked for as they are, and read also where they come compressed`()
    async throws
  {
    let rows = try await trace([Self.answer(Self.gzippedRows, "gzip", "application/x-ndjson")])
    #expect(
      rows.lines.dropFirst(2) == ["value {\"a\":1}", "value {\"a\":2}", "completed", "closed"])
    #expect(rows.requests.first?[header: "Accept-Encoding"] == "identity")
    let events = try await trace(
      [Self.answer(Self.deflatedEvent, "deflate", "text/event-stream")],
      StreamOptions(reconnect: .never))
    #expect(events.lines.dropFirst(2) == ["message 'one'", "completed", "closed"])
  }

  @Test func `codings on several lines are one list`() async throws {
    let length = UInt8(Self.gzippedHello.count)
    // One block without compression, and without a frame.
    let deflated = [1, length, 0, ~length, 0xFF] + Self.gzippedHello
    let script: ConnectionScript = [
      .expectRequest,
      .response(
        headers: ["Content-Encoding": "gzip", "content-encoding": "deflate"], body: deflated),
      .close,
    ]
    #expect(try await document(script).line == "hello")
  }

  @Test(arguments: ["utf-8", "none", "binary", "aws-chunked", "gzip, secret"])
  func `what nobody knows how to undo is passed on as it is`(coding: String) async throws {
    let body = Array("data: as it is\n\n".utf8)
    let run = try await trace(
      [Self.answer(body, coding, "text/event-stream")], StreamOptions(reconnect: .never))
    #expect(run.lines.dropFirst(2) == ["message 'as it is'", "completed", "closed"])
  }

  @Test(arguments: [KindOverride.text, .file])
  func `what is known to be text or a file is asked for compressed`(kind: KindOverride)
    async throws
  {
    let script = Self.answer(Self.gzippedHello, "gzip", "text/plain")
    let run = try await trace([script], StreamOptions(kind: kind))
    #expect(run.requests.first?[header: "Accept-Encoding"] == "gzip, deflate")
    let body = kind == .text ? "text 'hello'" : "progress 5"
    #expect(run.lines.suffix(3) == [body, "completed", "closed"])
  }

  @Test func `a download is saved as it was before it was compressed`() async throws {
    let folder = try TemporaryFolder()
    let run = try await download(
      Self.answer(Self.gzippedHello, "gzip", "text/plain", ("ETag", "\"gz\"")), to: folder["x"])
    #expect(run.line == "5 bytes")
    #expect(folder.text("x") == "hello")
    #expect(run.request?[header: "Accept-Encoding"] == "gzip, deflate")
  }

  @Test func `a rest is asked for as it is, by a version that compression doesn't change`()
    async throws
  {
    let folder = try TemporaryFolder()
    let cut = ConnectionScript([
      .expectRequest,
      .head(
        headers: [
          "Content-Encoding": "gzip", "ETag": "\"v1-gzip\"",
          "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT",
          "Date": "Mon, 02 Nov 2026 11:00:00 GMT",
        ], framing: .length(25)), .send(Array(Self.gzippedHello.prefix(14))), .close,
    ])
    // So many letters are in the first 14 bytes.
    let count = 3
    let rest = ConnectionScript.answer(
      status: 206,
      headers: [
        "ETag": "\"v1\"", "Last-Modified": "Mon, 02 Nov 2026 10:00:00 GMT",
        "Content-Range": "bytes \(count)-4/5",
      ], body: String("hello".dropFirst(count)))
    let run = try await download(
      rest, to: folder["x"], DownloadOptions(resume: true), after: cut)
    #expect(run.request?[header: "Accept-Encoding"] == "identity")
    #expect(run.request?[header: "If-Range"] == "Mon, 02 Nov 2026 10:00:00 GMT")
    #expect(run.line == "5 bytes")
    #expect(folder.text("x") == "hello")
  }

  @Test func `a download that becomes too large leaves nothing behind`() async throws {
    let folder = try TemporaryFolder()
    let options = DownloadOptions(expandedLimit: 4 << 20)
    let run = try await download(
      GzipBomb.script("application/octet-stream"), to: folder["x"], options)
    #expect(
      run.line == "mediaType: the compressed body from HOST is larger than 4 MiB in full; "
        + "ask for it uncompressed")
    #expect(folder.names == [])
  }

  private func download(
    _ script: ConnectionScript, to path: String, _ options: DownloadOptions = DownloadOptions(),
    after first: ConnectionScript? = nil
  ) async throws -> (line: String, request: RecordedRequest?) {
    let run = try await told([first, script].compactMap { $0 }) {
      client, request throws(StreamFailure) in
      if first != nil { _ = try? await client.download(request, to: .file(path)) }
      let file = try await client.download(request, to: .file(path), options: options)
      return "\(file.length) bytes"
    }
    return (run.line, run.requests.last)
  }
}
