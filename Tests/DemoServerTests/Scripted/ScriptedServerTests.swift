import ScriptedServers
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ScriptedServerTests {
  @Test
  func `an answer is sent byte for byte, and the request is recorded`() async throws {
    let server = try await ScriptedServer.start([
      .answer(headers: ["Content-Type": "text/plain"], body: "ahoy")
    ])
    let answer = try await RawConnection.ask(
      server.port, "/hail?loud=1", method: "POST", headers: ["X-Ship: Aurora"], body: "hé")
    #expect(
      answer == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 4\r\n"
        + "Connection: close\r\n\r\nahoy")
    let request = try #require(server.requests.first)
    #expect(request.method == "POST")
    #expect(request.target == "/hail?loud=1")
    #expect(request.path == "/hail")
    #expect(request[header: "x-ship"] == "Aurora")
    #expect(request.bodyText == "hé")
    await server.stop()
  }

  @Test
  func `a chunked request body is recorded without its coding`() async throws {
    let server = try await ScriptedServer.start([.answer()])
    let connection = try await RawConnection.open(port: server.port)
    try await connection.send("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nab")
    try await connection.send("cd\r\n1;x=y\r\ne\r\n0\r\n\r\n")
    #expect(await server.sees { $0.first?.requests.first?.bodyText == "abcde" })
    await server.stop()
  }

  @Test
  func `each connection plays its own script, and the last one repeats`() async throws {
    let server = try await ScriptedServer.start([.answer(body: "one"), .answer(body: "two")])
    var bodies: [String] = []
    for _ in 1...3 {
      bodies.append(String(try await RawConnection.ask(server.port, "/").suffix(3)))
    }
    #expect(bodies == ["one", "two", "two"])
    await server.stop()
  }

  @Test
  func `without repeating, a connection too many is closed`() async throws {
    let server = try await ScriptedServer.start([.answer()], repeatsLast: false)
    _ = try await RawConnection.ask(server.port, "/")
    let refused = try await RawConnection.open(port: server.port)
    #expect(await refused.sees { $0 == "" && $1 != nil })
    await server.stop()
  }

  @Test
  func `a stream is sent in chunks and ends well`() async throws {
    let server = try await ScriptedServer.start([.stream("text/event-stream", "data: 1\n\n")])
    let answer = try await RawConnection.ask(server.port, "/")
    #expect(answer.hasSuffix("\r\n\r\n9\r\ndata: 1\n\n\r\n0\r\n\r\n"))
    await server.stop()
  }

  @Test
  func `a reset is seen as a reset, a close as a close`() async throws {
    let server = try await ScriptedServer.start([
      [.expectRequest, .send("half"), .wait(milliseconds: 30), .reset],
      .closeBeforeHeaders,
    ])
    let cut = try await RawConnection.open(port: server.port)
    try await cut.request("/")
    #expect(await cut.sees { $0 == "half" && $1 == .reset })
    let closed = try await RawConnection.open(port: server.port)
    try await closed.request("/")
    #expect(await closed.sees { $0 == "" && $1 == .closed })
    #expect(server.connections.map(\.ending) == [.script, .script])
    await server.stop()
  }

  @Test
  func `a client that leaves a held connection is noticed`() async throws {
    let server = try await ScriptedServer.start([[.expectRequest, .hold]])
    let connection = try await RawConnection.open(port: server.port)
    try await connection.request("/")
    #expect(await server.sees { $0.first?.requests.count == 1 })
    #expect(server.connections.first?.ending == nil)
    await connection.close()
    #expect(await server.sees { $0.first?.ending == .client })
    await server.stop()
  }

  @Test
  func `stop ends held connections and gives the port back`() async throws {
    let server = try await ScriptedServer.start([[.hold]])
    let connection = try await RawConnection.open(port: server.port)
    #expect(await server.sees { $0.count == 1 })
    await server.stop()
    #expect(await connection.sees { _, ending in ending != nil })
    #expect(server.connections.first?.ending == .server)
    let again = try await ScriptedServer.start([.answer(body: "back")], port: server.port)
    #expect(try await RawConnection.ask(again.port, "/").hasSuffix("back"))
    await again.stop()
  }

  @Test
  func `a flood goes no faster than the client reads`() async throws {
    let line = Array("0123456789\n".utf8)
    let flood = ConnectionScript.Step.flood(line, times: 4_000_000)
    let server = try await ScriptedServer.start([[flood, .close]])
    let connection = try await RawConnection.open(port: server.port, readsSlowly: true)
    #expect(await server.sees { ($0.first?.bytesSent ?? 0) > 0 })
    // Another client reads all of it; this one's part has gone no further than the buffers meanwhile.
    let reader = try await RawConnection.open(port: server.port)
    #expect(await eventually { reader.ending == .closed })
    #expect(reader.byteCount == 44_000_000)
    #expect(server.connections[0].bytesSent < 22_000_000)
    await connection.close()
    await server.stop()
  }

  @Test
  func `a flood sends exactly what it says`() async throws {
    let script: ConnectionScript = [.flood(Array("abc".utf8), times: 50_001), .send("!"), .close]
    let server = try await ScriptedServer.start([script])
    let connection = try await RawConnection.open(port: server.port)
    #expect(await connection.sees { _, ending in ending == .closed })
    #expect(connection.byteCount == 150_004)
    await server.stop()
  }

  @Test
  func `routes are chosen for each request of a connection`() async throws {
    let server = try await ScriptedServer.start { request in
      request.path == "/a" ? [.response(body: "A")] : [.response(status: 404, body: "none")]
    }
    let connection = try await RawConnection.open(port: server.port)
    try await connection.request("/a")
    try await connection.request("/b?x")
    #expect(await connection.sees("none"))
    #expect(server.requests.map(\.target) == ["/a", "/b?x"])
    #expect(server.connections.count == 1)
    await server.stop()
  }

  @Test
  func `a refusing port refuses`() async throws {
    let port = try await RefusingPort.take()
    await #expect(throws: (any Error).self) { try await RawConnection.open(port: port.port) }
    await port.stop()
  }
}
