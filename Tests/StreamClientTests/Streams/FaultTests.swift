import ScriptedServers
import Synchronization
import Testing

@testable import StreamClient

/// The 24 faults of a server, and the exact callbacks of each: a table (`Fault`), and below it the
/// faults that need more than one script.
@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  private typealias Trace = CallbackTrace

  @Test(arguments: [Fault.answers, Fault.bodies, Fault.silences, Fault.contents].flatMap { $0 })
  func `a fault has exactly these callbacks`(fault: Fault) async throws {
    let server = try await ScriptedServer.start(fault.scripts)
    let run = await lines(server.baseURL, fault.options)
    await server.stop()
    #expect(run == fault.expected)
  }

  private func lines(
    _ baseURL: String, _ options: StreamOptions = StreamOptions(retryDelay: .zero),
    headers: [HeaderField] = [], expecting: Set<StreamKind>? = nil
  ) async -> [String] {
    let client = StreamClient()
    let trace = CallbackTrace(place: String(baseURL.dropFirst("http://".count)))
    let connection = client.stream(
      StreamRequest(url: baseURL + "/stream", headers: headers, expectedKinds: expecting),
      options: options, callbacks: trace.callbacks)
    // A test that doesn't end says so by what is missing.
    let watch = Task {
      try await Task.sleep(for: .patience)
      connection.close()
    }
    await connection.finished()
    watch.cancel()
    await client.shutdown()
    return trace.lines
  }

  @Test func `silence past the idle limit`() async throws {
    let server = try await ScriptedServer.start([
      events("id: 1\ndata: a\n\n", then: [.hold]), .answer(status: 204),
    ])
    let time = HeldClock()
    let client = StreamClient(clock: time.clock)
    let trace = CallbackTrace(place: "127.0.0.1:\(server.port)")
    let connection = client.stream(
      StreamRequest(url: server.baseURL),
      options: StreamOptions(retryDelay: .zero, idleTimeout: .seconds(4)),
      callbacks: trace.callbacks)
    #expect(await eventually { trace.lines.count == 2 })
    #expect(await time.advance(by: .seconds(4)) { trace.lines.count > 2 })
    await connection.finished()
    #expect(
      trace.lines == [
        Trace.open(), Trace.message("a", id: "1"),
        Trace.retry(
          "timeout", "HOST sent nothing for 4 s; raise the idle time-out to wait longer"),
        Trace.complete, Trace.close,
      ])
    await client.shutdown()
    await server.stop()
  }

  @Test func `refused`() async throws {
    let port = try await RefusingPort.take()
    #expect(
      await lines(port.baseURL) == [
        Trace.fatal(
          "connect", "nothing listens at HOST; start the server, or check host and port"),
        Trace.close,
      ])
    await port.stop()
  }

  @Test func `a page in place of expected events fails, and is not asked for again`() async throws {
    let server = try await ScriptedServer.start([.stream("text/html", "<p>Who are you?</p>")])
    let run = await lines(server.baseURL, expecting: [.sse])
    #expect(
      run == [
        Trace.fatal("mediaType", "HOST answered with text/html, not with text/event-stream"),
        Trace.close,
      ])
    #expect(server.requests.map { $0[header: "Accept"] } == ["text/event-stream"])
    await server.stop()
  }

  @Test func `the first connection of expected events is tried again`() async throws {
    let server = try await ScriptedServer.start([
      [.expectRequest, .close], events("data: a\n\n", then: cleanEnd), .answer(status: 204),
    ])
    let run = await lines(server.baseURL, expecting: [.sse])
    await server.stop()
    // The wait of an attempt that failed is drawn.
    #expect(run.first?.hasPrefix(#"{"callback":"onError","fatal":false,"retryInMs":1"#) == true)
    #expect(run.dropFirst().prefix(2) == [Trace.open(), Trace.message("a")])
    #expect(run.suffix(2) == [Trace.complete, Trace.close])
  }

  @Test func `a redirect to another origin is followed without credentials`() async throws {
    let target = try await ScriptedServer.start([.stream("text/plain", "there")])
    let location = target.baseURL + "/there"
    let server = try await ScriptedServer.start([
      .answer(status: 302, headers: ["Location": location])
    ])
    let key = [HeaderField("Authorization", "Bearer s3cret"), HeaderField("X-API-Key", "s3cret")]
    let run = await lines(server.baseURL, headers: key)
    #expect(run == [Trace.open("text/plain"), Trace.text("there"), Trace.complete, Trace.close])
    let asked = try #require(target.requests.first)
    #expect(!asked.headers.contains { $0.value.contains("s3cret") })
    await server.stop()
    await target.stop()
  }

  @Test func `a server that goes away and comes back`() async throws {
    let first = try await ScriptedServer.start([events("id: 1\ndata: a\n\n", then: [.hold])])
    let client = StreamClient()
    let trace = CallbackTrace(place: "127.0.0.1:\(first.port)")
    let connection = client.stream(
      StreamRequest(url: first.baseURL),
      options: StreamOptions(retryDelay: .milliseconds(100), endData: "b"),
      callbacks: trace.callbacks)
    #expect(await first.sees { _ in trace.lines.count == 2 })
    await first.stop()
    let refused = #""kind":"connect","message":"nothing listens at HOST"#
    #expect(
      await first.sees { _ in trace.lines.contains { $0.contains(refused) } })
    let second = try await ScriptedServer.start(
      [events("id: 2\ndata: b\n\n", then: [.hold])], port: first.port)
    await connection.finished()
    // How often the port was refused in between depends on the machine, and so does the back-off.
    let lines = trace.lines.filter { !$0.contains(refused) }
    #expect(
      lines
        == [
          Trace.open(), Trace.message("a", id: "1"),
          Trace.retry(
            "connectionLost", "the connection to HOST broke off before the body's end", in: 100),
          Trace.open(), Trace.message("b", id: "2"), Trace.complete, Trace.close,
        ])
    #expect(second.requests.first?[header: "Last-Event-ID"] == "1")
    await client.shutdown()
    await second.stop()
  }
}

/// The faults that the caller ends.
extension FaultTests {
  /// Closes a stream in the state in which this callback comes; the trace ends there.
  private func closing(
    _ scripts: [ConnectionScript], after count: Int, _ options: StreamOptions = StreamOptions()
  ) async throws -> (lines: [String], server: ScriptedServer) {
    let server = try await ScriptedServer.start(scripts)
    let client = StreamClient()
    let trace = CallbackTrace(place: "127.0.0.1:\(server.port)")
    let connection = client.stream(
      StreamRequest(url: server.baseURL), options: options, callbacks: trace.callbacks)
    #expect(
      await server.sees {
        trace.lines.count == count && $0.first?.requests.isEmpty == false
      })
    connection.close()
    await connection.finished()
    #expect(connection.readyState == .closed)
    #expect(await server.sees { $0.first?.ending != nil })
    await client.shutdown()
    return (trace.lines, server)
  }

  @Test func `cancelled before the answer`() async throws {
    let run = try await closing([[.expectRequest, .hold]], after: 0)
    #expect(run.lines == [])
    #expect(run.server.connections.first?.ending == .client)
    await run.server.stop()
  }

  @Test func `cancelled while open`() async throws {
    let run = try await closing([events("data: a\n\n", then: [.hold])], after: 2)
    #expect(run.lines == [Trace.open(), Trace.message("a")])
    #expect(run.server.connections.first?.ending == .client)
    await run.server.stop()
  }

  @Test func `cancelled in the wait of a huge retry, which is told as it came`() async throws {
    let script = events("retry: 99999999999\ndata: a\n\n", then: cleanEnd)
    let run = try await closing([script], after: 3)
    let message = "HOST ended the stream"
    #expect(
      run.lines == [
        Trace.open(), Trace.message("a"),
        Trace.retry("connectionLost", message, in: 99_999_999_999),
      ])
    #expect(run.server.connections.count == 1)
    await run.server.stop()
  }

  @Test func `cancelled after its end, nothing changes`() async throws {
    let run = try await closing([.stream("text/plain", "a")], after: 4)
    #expect(run.lines == [Trace.open("text/plain"), Trace.text("a"), Trace.complete, Trace.close])
    await run.server.stop()
  }

  @Test(arguments: ["onOpen", "onMessage", "onError"])
  func `closed in a callback, it is the last`(name: String) async throws {
    let server = try await ScriptedServer.start([events("data: a\n\ndata: b\n\n", then: cleanEnd)])
    let client = StreamClient()
    let trace = CallbackTrace(place: "127.0.0.1:\(server.port)")
    let started = Mutex<StreamConnection?>(nil)
    let closeIt: @Sendable (String) async -> Void = { callback in
      guard callback == name else { return }
      // The first callback can come before `stream` has returned.
      while started.withLock({ $0 }) == nil { await Task.yield() }
      started.withLock { $0 }?.close()
    }
    let told = trace.callbacks
    var callbacks = told
    callbacks.onOpen = { response in
      await told.onOpen?(response)
      await closeIt("onOpen")
    }
    callbacks.onMessage = { event in
      await told.onMessage?(event)
      await closeIt("onMessage")
    }
    callbacks.onError = { failure, retry in
      await told.onError?(failure, retry)
      await closeIt("onError")
    }
    let connection = client.stream(StreamRequest(url: server.baseURL), callbacks: callbacks)
    started.withLock { $0 = connection }
    await connection.finished()
    let whole = [
      Trace.open(), Trace.message("a"), Trace.message("b"),
      Trace.retry("connectionLost", "HOST ended the stream", in: 3000),
    ]
    let count = ["onOpen": 1, "onMessage": 2, "onError": 4]
    #expect(trace.lines == Array(whole.prefix(count[name] ?? 0)))
    await client.shutdown()
    await server.stop()
  }
}
