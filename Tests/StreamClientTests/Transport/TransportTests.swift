import ScriptedServers
import Synchronization
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct TransportTests {
  @Test func `a thousand streams run at once, and end together`() async throws {
    let script = ConnectionScript(
      Array(events("data: x\n\n", then: [.hold]).steps.dropFirst()))
    let server = try await ScriptedServer.start { _ in script }
    let client = StreamClient()
    let counter = Counter()
    let running = (0..<1000).map { number in
      Task {
        await client.run(StreamRequest(url: server.baseURL + "/\(number)")) { signal in
          if case .records = signal { _ = counter.next() }
        }
      }
    }
    #expect(await server.sees { _ in counter.value == 1000 })
    await client.shutdown()
    for task in running { await task.value }
    #expect(await server.sees { $0.count { $0.ending == .client } == 1000 })
    await server.stop()
  }

  @Test func `a connection serves one request after the other`() async throws {
    let server = try await ScriptedServer.start { _ in [.response(body: "x")] }
    let client = StreamClient()
    for _ in 0..<3 {
      _ = try await client.fetch(
        StreamRequest(url: server.baseURL), limit: 10, timeout: .patience)
    }
    #expect(server.requests.count == 3)
    #expect(server.connections.count == 1)
    #expect(server.connections.first?.ending == nil)
    await client.shutdown()
    #expect(await server.sees { $0.first?.ending == .client })
    await #expect(throws: StreamFailure.self) {
      try await client.fetch(StreamRequest(url: server.baseURL), limit: 10, timeout: .patience)
    }
    await server.stop()
  }

  @Test func `a HEAD that sends something waits for no body`() async throws {
    let server = try await ScriptedServer.start { _ in
      [.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")]
    }
    let client = StreamClient()
    let document = try await client.fetch(
      StreamRequest(url: server.baseURL, method: "HEAD", body: [1]), limit: 10,
      timeout: .patience)
    #expect(document.status == 200)
    #expect(document.body == [])
    await client.shutdown()
    await server.stop()
  }

  @Test func `a connection that the server has closed meanwhile isn't used again`() async throws {
    let server = try await ScriptedServer.start([
      .init([.expectRequest, .response(body: "1"), .close]),
      .init([.expectRequest, .response(body: "2"), .close]),
    ])
    let client = StreamClient()
    var bodies: [String] = []
    for _ in 0..<2 {
      let document = try await client.fetch(
        StreamRequest(url: server.baseURL), limit: 10, timeout: .patience)
      bodies.append(String(decoding: document.body, as: UTF8.self))
    }
    #expect(bodies == ["1", "2"])
    await client.shutdown()
    await server.stop()
  }

  @Test func `a client that is let go of leaves no descriptor and no thread behind`() async throws {
    let server = try await ScriptedServer.start { _ in [.response(body: "x")] }
    for _ in 0..<3 {
      let client = StreamClient()
      _ = try await client.fetch(
        StreamRequest(url: server.baseURL), limit: 10, timeout: .patience)
    }
    // Each of the three has closed its connection by itself.
    #expect(await server.sees { $0.count { $0.ending == .client } == 3 })
    await server.stop()
  }

  @Test func `what is known of a connection is told with the answer`() async throws {
    let server = try await ScriptedServer.start([.stream("text/plain", "x")])
    let client = StreamClient()
    let opened = Mutex<StreamResponse?>(nil)
    await client.run(StreamRequest(url: server.baseURL + "/x")) { signal in
      if case .opened(let response) = signal { opened.withLock { $0 = response } }
    }
    let response = try #require(opened.withLock { $0 })
    #expect(response.httpVersion == "1.1")
    #expect(response.connection.address == "127.0.0.1")
    #expect(response.connection.port == server.port)
    #expect(response.connection.tlsVersion == nil)
    #expect(response.connection.timing.firstByte >= response.connection.timing.connect)
    #expect(response.connection.timing.connect > .zero)
    await client.shutdown()
    await server.stop()
  }

  @Test(arguments: ["GET /x HTTP/1.1\r\nX: y", "", "G ET", "GET\r\nA: b", "GÉT", "G:T"])
  func `a method that is none is refused before anything is sent`(method: String) async throws {
    let client = StreamClient()
    let trace = StreamTrace(place: "0.0.0.0:0")
    await client.run(StreamRequest(url: "http://127.0.0.1:9/", method: method)) {
      trace.receive($0)
    }
    #expect(trace.lines.count == 2)
    #expect(trace.lines[0].hasPrefix("failed connect: '"))
    #expect(trace.lines[0].hasSuffix("is no HTTP method; letters, such as GET or POST, make one"))
  }

  @Test(arguments: ["000", "099", "1000", "-1", "2O0"])
  func `a status that is none is an error, also on a reconnect`(status: String) async throws {
    let odd: ConnectionScript = [
      .expectRequest, .send("HTTP/1.1 \(status) X\r\nContent-Length: 2\r\n\r\nab"), .close,
    ]
    let first = try await trace([odd]).lines
    #expect(first.count == 3)
    #expect(first[1].hasPrefix("failed connectionLost: HOST answered with something"))
    let later = try await trace(
      [events("data: 1\n\n", then: cleanEnd), odd],
      StreamOptions(reconnect: .always, retryDelay: .zero)
    ) { $0.expectedKinds = [.sse] }.lines
    #expect(later.contains("message '1'"))
    #expect(later.contains { $0.hasPrefix("lost connectionLost") })
  }
}
