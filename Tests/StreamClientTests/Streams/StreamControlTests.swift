import ScriptedServers
import StreamDecoding
import Synchronization
import Testing

@testable import StreamClient

/// What the receiver was told, and a place to wait for it.
private final class Heard: Sendable {
  private let recorded = Mutex<[String]>([])

  var lines: [String] { recorded.withLock { $0 } }

  func add(_ line: String) {
    recorded.withLock { $0.append(line) }
  }

  /// Whether the line comes.
  func hears(_ line: String) async -> Bool {
    await eventually { lines.contains(line) }
  }

  func receive(_ signal: StreamSignal) {
    switch signal {
    case .requesting(_, let id): add("requesting" + (id.map { " after \($0)" } ?? ""))
    case .opened: add("opened")
    case .records(let batch): for entry in batch.entries { add(batch.string(entry.payload)) }
    case .lost: add("lost")
    case .failed: add("failed")
    case .completed: add("completed")
    case .closed: add("closed")
    case .progress: add("progress")
    case .answering, .answered, .saved: add("unasked")
    }
  }
}

@Suite(.timeLimit(.minutes(5))) struct StreamControlTests {
  private static func events(
    _ text: String, then end: ConnectionScript.Step = .hold
  ) -> ConnectionScript {
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": "text/event-stream"], framing: .chunked)
    return ConnectionScript([.expectRequest, head, .chunk(text), end])
  }

  /// Runs an endless stream, restarts it when told `line`, and ends it with the event `end`.
  private func heard(
    restartingAt line: String, _ scripts: [ConnectionScript],
    slowly: Bool = false
  ) async throws -> (lines: [String], connections: [RecordedConnection]) {
    let server = try await ScriptedServer.start(scripts)
    let client = StreamClient()
    let (heard, control) = (Heard(), StreamControl())
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    let options = StreamOptions(retryDelay: .seconds(50), endData: "end")
    let running = Task {
      let request = StreamRequest(url: server.baseURL)
      await client.run(request, options: options, control: control) { signal in
        heard.receive(signal)
        if slowly, case .records = signal { for await _ in gate {} }
      }
    }
    #expect(await heard.hears(line))
    control.restart()
    opener.finish()
    #expect(await heard.hears("closed"))
    await running.value
    // The run is over: nothing is left to restart.
    control.restart()
    await client.shutdown()
    // The server learns of an end on a thread of its own.
    #expect(await server.sees { $0.allSatisfy { $0.ending != nil } })
    let connections = server.connections
    await server.stop()
    return (heard.lines, connections)
  }

  @Test func `a restart closes the connection, and goes on after the last event`() async throws {
    let (lines, connections) = try await heard(
      restartingAt: "one",
      [Self.events("id: 1\ndata: one\n\ndata: cut of"), Self.events("data: end\n\n")])
    #expect(
      lines == [
        "requesting", "opened", "one", "requesting after 1", "opened", "end", "completed", "closed",
      ])
    #expect(connections.first?.ending == .client)
  }

  @Test func `a restart goes on after an ID that came without an event`() async throws {
    let (lines, _) = try await heard(
      restartingAt: " seen", [Self.events("id: 7\n\n: seen\n"), Self.events("data: end\n\n")])
    #expect(lines.contains("requesting after 7"))
  }

  @Test func `a restart cuts the wait for the next attempt short`() async throws {
    let (lines, _) = try await heard(
      restartingAt: "lost",
      [Self.events("id: 1\ndata: one\n\n", then: .close), Self.events("data: end\n\n")])
    #expect(
      lines == [
        "requesting", "opened", "one", "lost", "requesting after 1", "opened", "end", "completed",
        "closed",
      ])
  }

  @Test func `a restart lets a slow receiver finish first`() async throws {
    let (lines, _) = try await heard(
      restartingAt: "one",
      [Self.events("id: 1\ndata: one\n\nid: 2\ndata: two\n\n"), Self.events("data: end\n\n")],
      slowly: true)
    #expect(lines.prefix(5) == ["requesting", "opened", "one", "two", "requesting after 2"])
  }

  @Test func `a restart that meets the end of a connection holds for what comes next`() async {
    var lost = 0
    for round in 0..<50_000 {
      let (control, connection, wait) = (StreamControl(), IdleWatch(), IdleWatch())
      control.follow(connection)
      let restarting = Task { control.restart() }
      if round.isMultiple(of: 2) { await Task.yield() }
      control.follow(nil)
      control.follow(wait)
      await restarting.value
      if !wait.isRestartOpen { lost += 1 }
    }
    #expect(lost == 0)
  }

  @Test func `a restart while an error's body is read cuts the wait that follows short`()
    async throws
  {
    let busy = ConnectionScript([
      .expectRequest,
      .head(status: 503, headers: ["Retry-After": "250"], framing: .length(10)), .send("half"),
      .hold,
    ])
    let server = try await ScriptedServer.start([
      Self.events("retry: 100\ndata: one\n\n", then: .close), busy, Self.events("data: end\n\n"),
    ])
    let time = HeldClock()
    let client = StreamClient(clock: time.clock)
    let (heard, control) = (Heard(), StreamControl())
    let options = StreamOptions(retryDelay: .seconds(50), endData: "end")
    let running = Task {
      await client.run(StreamRequest(url: server.baseURL), options: options, control: control) {
        heard.receive($0)
      }
    }
    #expect(await eventually { time.waits == [.milliseconds(100)] })
    time.advance(by: .milliseconds(100))
    // For so long an error's body is waited for: its head is there.
    #expect(await eventually { time.waits == [.seconds(5)] })
    control.restart()
    time.advance(by: .seconds(5))
    await running.value
    let before = ["requesting", "opened", "one", "lost", "requesting", "lost"]
    #expect(heard.lines == before + ["requesting", "opened", "end", "completed", "closed"])
    await client.shutdown()
    await server.stop()
  }

  @Test func `a connection restarts by its handle too`() async throws {
    let server = try await ScriptedServer.start([
      Self.events("data: one\n\n"), Self.events("data: end\n\n"),
    ])
    let client = StreamClient()
    let heard = Heard()
    var callbacks = StreamCallbacks()
    callbacks.onMessage = { heard.add($0.data) }
    callbacks.onError = { _, _ in heard.add("error") }
    let connection = client.stream(
      StreamRequest(url: server.baseURL), options: StreamOptions(endData: "end"),
      callbacks: callbacks)
    #expect(await heard.hears("one"))
    connection.restart()
    await connection.finished()
    #expect(heard.lines == ["one", "end"])
    await client.shutdown()
    await server.stop()
  }

  @Test func `an event stream that is asked for as one sends what a browser sends`() async throws {
    let server = try await ScriptedServer.start([Self.events("data: end\n\n")])
    let client = StreamClient()
    let options = StreamOptions(kind: .sse, endData: "end")
    await client.run(StreamRequest(url: server.baseURL), options: options) { _ in }
    let request = try #require(server.requests.first)
    #expect(request[header: "Accept"] == "text/event-stream")
    #expect(request[header: "Cache-Control"] == "no-cache")
    #expect(request[header: "Last-Event-ID"] == nil)
    await client.shutdown()
    await server.stop()
  }
}
