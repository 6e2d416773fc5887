import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct ClosingTests {
  /// Cancels a stream once the condition holds, and tells what it reported.
  private func cancelled(
    _ script: ConnectionScript, when isReady: @Sendable ([RecordedConnection], StreamTrace) -> Bool
  ) async throws -> (lines: [String], server: ScriptedServer, client: StreamClient) {
    let server = try await ScriptedServer.start([script])
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let request = StreamRequest(url: server.baseURL)
    let running = Task { await client.run(request) { trace.receive($0) } }
    #expect(await server.sees { isReady($0, trace) })
    running.cancel()
    await running.value
    return (trace.lines, server, client)
  }

  @Test func `a cancelled stream reports nothing more, and its socket closes`() async throws {
    let run = try await cancelled(events("data: 1\n\n", then: [.hold])) { _, trace in
      trace.lines.last == "message '1'"
    }
    #expect(run.lines == ["requesting", "opened 200 sse text/event-stream", "message '1'"])
    #expect(await run.server.sees { $0.first?.ending == .client })
    await run.client.shutdown()
    await run.server.stop()
  }

  @Test(arguments: ["opened 200 sse text/event-stream", "message '1'"])
  func `a stream cancelled while its receiver works closes its socket at once`(
    _ line: String
  ) async throws {
    let server = try await ScriptedServer.start([events("data: 1\n\n", then: [.hold])])
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let (gate, opened) = AsyncStream.makeStream(of: Void.self)
    let request = StreamRequest(url: server.baseURL)
    let running = Task {
      await client.run(request) { signal in
        trace.receive(signal)
        // A task of its own, which the cancellation doesn't reach.
        if trace.lines.last == line { await Task { for await _ in gate {} }.value }
      }
    }
    #expect(await server.sees { _ in trace.lines.last == line })
    running.cancel()
    #expect(await server.sees { $0.first?.ending == .client })
    opened.finish()
    await running.value
    #expect(trace.lines.last == line)
    await client.shutdown()
    await server.stop()
  }

  @Test func `a request without an answer can be cancelled`() async throws {
    let run = try await cancelled([.expectRequest, .hold]) { connections, _ in
      connections.first?.requests.isEmpty == false
    }
    #expect(run.lines == ["requesting"])
    #expect(await run.server.sees { $0.first?.ending == .client })
    await run.client.shutdown()
    await run.server.stop()
  }

  @Test func `the wait before a reconnect can be cancelled`() async throws {
    let run = try await cancelled(events("retry: 60000\ndata: 1\n\n", then: cleanEnd)) {
      $1.lines.last?.hasPrefix("lost") == true
    }
    #expect(run.lines.last == "lost connectionLost, again in 60 s, server said 60000 ms")
    await run.client.shutdown()
    await run.server.stop()
  }

  @Test func `a client that is shut down fails streams that wait to connect again`() async throws {
    let server = try await ScriptedServer.start([
      events("retry: 60000\ndata: 1\n\n", then: cleanEnd)
    ])
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let request = StreamRequest(url: server.baseURL)
    let running = Task { await client.run(request) { trace.receive($0) } }
    #expect(await server.sees { _ in trace.lines.last?.hasPrefix("lost") == true })
    await client.shutdown()
    #expect(await ends(running))
    #expect(trace.lines.suffix(2) == ["failed closed: the client was shut down", "closed"])
    await server.stop()
  }

  @Test func `a stream that was closed while its token was fetched sends no request`() async throws
  {
    for _ in 0..<20 {
      let server = try await ScriptedServer.start { request in
        request.path == "/after" ? [.response(body: "x")] : [.hold]
      }
      let client = StreamClient()
      let (gate, opener) = AsyncStream.makeStream(of: Void.self)
      let (asked, asking) = AsyncStream.makeStream(of: Void.self)
      let request = StreamRequest(
        url: server.baseURL, method: "POST", body: Array("{}".utf8),
        authorization: {
          asking.yield()
          // A task of its own, which the cancellation doesn't reach.
          await Task { for await _ in gate { break } }.value
          return "Bearer x"
        })
      let running = Task { await client.run(request) { _ in } }
      for await _ in asked { break }
      running.cancel()
      opener.yield()
      await running.value
      // What is sent comes before this, and is read before its connection's end.
      _ = try await client.fetch(
        StreamRequest(url: server.baseURL + "/after"), limit: 100, timeout: .patience)
      await client.shutdown()
      #expect(await server.sees { $0.allSatisfy { $0.ending != nil } })
      #expect(server.requests.map(\.path) == ["/after"])
      await server.stop()
    }
  }

  /// Whether the stream ends; one that doesn't is cancelled.
  private func ends(_ running: Task<Void, Never>) async -> Bool {
    await !TimeLimit.limiting(.patience) {
      await withTaskCancellationHandler {
        await running.value
      } onCancel: {
        running.cancel()
      }
    }.isExpired
  }

  @Test func `a client that is shut down fails its streams`() async throws {
    let server = try await ScriptedServer.start([events("data: 1\n\n", then: [.hold])])
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let request = StreamRequest(url: server.baseURL)
    let running = Task { await client.run(request) { trace.receive($0) } }
    #expect(await server.sees { _ in trace.lines.last == "message '1'" })
    await client.shutdown()
    #expect(await ends(running))
    #expect(trace.lines.suffix(2) == ["failed closed: the client was shut down", "closed"])
    await client.run(request) { trace.receive($0) }
    #expect(trace.lines.suffix(2) == ["failed closed: the client was shut down", "closed"])
    await server.stop()
  }
}
