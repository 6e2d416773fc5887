import ScriptedServers
import Testing

@testable import StreamClient

/// A body that breaks off is an error, never the end of a stream.
@Suite(.timeLimit(.minutes(5))) struct BrokenConnectionTests {
  static let brokenOff =
    "failed connectionLost: the connection to HOST broke off before the body's end"

  private static let cutTrace = [
    "requesting", "opened 200 text text/plain", "text 'ab'", brokenOff, "closed",
  ]

  private static let chunked = ConnectionScript.Step.head(
    headers: ["Content-Type": "text/plain"], framing: .chunked)
  private static let tooLong = ConnectionScript.Step.head(
    headers: ["Content-Type": "text/plain"], framing: .length(10))

  /// Closed with the text still on its way.
  static let cuts: [ConnectionScript] = [
    [.expectRequest, chunked, .send("5\r\nab"), .close],
    [.expectRequest, chunked, .chunk("ab"), .close],
    [.expectRequest, tooLong, .send("ab"), .close],
  ]

  @Test(arguments: cuts)
  func `a cut body fails, after all that came before the cut`(script: ConnectionScript)
    async throws
  {
    let run = try await trace([script])
    #expect(run.lines == Self.cutTrace)
  }

  @Test func `a slow receiver gets all that came before the cut`() async throws {
    let lines = (1...500).map { "{\"n\":\($0)}\n" }
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": "application/x-ndjson"], framing: .chunked)
    let server = try await ScriptedServer.start([
      ConnectionScript([.expectRequest, head] + lines.map { .chunk($0) } + [.close])
    ])
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    await client.run(StreamRequest(url: server.baseURL)) { signal in
      trace.receive(signal)
      if case .opened = signal { _ = await server.sees { $0.first?.ending == .script } }
    }
    #expect(trace.lines.count { $0.hasPrefix("value") } == 500)
    #expect(trace.lines.suffix(2) == [Self.brokenOff, "closed"])
    await client.shutdown()
    await server.stop()
  }

  static let resets: [ConnectionScript] = [
    [.expectRequest, chunked, .chunk("ab"), .wait(milliseconds: 50), .reset],
    [.expectRequest, tooLong, .send("ab"), .wait(milliseconds: 50), .reset],
  ]

  @Test(arguments: resets)
  func `a reset fails`(script: ConnectionScript) async throws {
    let lines = try await trace([script]).lines
    // It may overtake the text before it.
    #expect(lines.filter { $0 != "text 'ab'" } == Self.cutTrace.filter { $0 != "text 'ab'" })
  }

  @Test(arguments: [0, 50])
  func `what came before a wrong chunk is delivered, and the chunk is named`(wait: Int) async throws
  {
    let script: ConnectionScript = [
      .expectRequest, Self.chunked, .chunk("ab"), .wait(milliseconds: wait), .send("zz\r\n"),
      .close,
    ]
    #expect(
      try await trace([script]).lines == [
        "requesting", "opened 200 text text/plain", "text 'ab'",
        "failed connectionLost: the body from HOST can't be read further "
          + "(the size or the end of a chunk is wrong); see the server's log", "closed",
      ])
  }

  @Test func `a body without a length ends with its connection`() async throws {
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": "text/plain"], framing: .untilClose)
    let run = try await trace([[.expectRequest, head, .send("ab"), .close]])
    #expect(run.lines.suffix(3) == ["text 'ab'", "completed", "closed"])
  }

  @Test func `a server that hangs up without a word is an error`() async throws {
    let run = try await trace([.closeBeforeHeaders])
    #expect(
      run.lines == [
        "requesting",
        "failed connectionLost: HOST closed the connection without an answer; "
          + "see the server's log",
        "closed",
      ])
  }

  @Test func `an answer that isn't HTTP is an error`() async throws {
    let run = try await trace([[.expectRequest, .send("SSH-2.0-OpenSSH_9\r\n\r\n"), .close]])
    #expect(run.lines[1].hasPrefix("failed connectionLost: HOST answered with something"))
  }

  @Test func `a refused port says that nothing listens there`() async throws {
    let port = try await RefusingPort.take()
    let trace = StreamTrace(place: "127.0.0.1:\(port.port)")
    let client = StreamClient()
    await client.run(StreamRequest(url: port.baseURL + "/x")) { trace.receive($0) }
    #expect(
      trace.lines == [
        "requesting",
        "failed connect: nothing listens at HOST; start the server, or check host and port",
        "closed",
      ])
    await client.shutdown()
    await port.stop()
  }

  @Test func `a URL that is none says how to write one`() async throws {
    let trace = StreamTrace(place: "0.0.0.0:0")
    let client = StreamClient()
    await client.run(StreamRequest(url: "localhost/x")) { trace.receive($0) }
    #expect(
      trace.lines == [
        "failed connect: 'localhost/x' is no http or https URL; "
          + "write it as http://host:port/path",
        "closed",
      ])
  }

  @Test func `a silent server times out, a slow receiver doesn't`() async throws {
    let script = events("data: 1\n\n", then: [.hold])
    let server = try await ScriptedServer.start([script])
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let time = HeldClock()
    let client = StreamClient(clock: time.clock)
    let options = StreamOptions(reconnect: .never, idleTimeout: .seconds(4))
    let running = Task {
      await client.run(StreamRequest(url: server.baseURL), options: options) { signal in
        trace.receive(signal)
        guard case .records = signal else { return }
        // Longer than the limit: the watch begins anew each time.
        for _ in 0..<3 {
          #expect(await eventually { time.waits == [.seconds(4)] })
          time.advance(by: .seconds(4))
        }
      }
    }
    #expect(await server.sees { _ in trace.lines.last == "message '1'" })
    #expect(await time.advance(by: .seconds(4)) { trace.lines.count > 3 })
    await running.value
    #expect(
      trace.lines.dropFirst(2) == [
        "message '1'",
        "failed timeout: HOST sent nothing for 4 s; raise the idle time-out to wait longer",
        "closed",
      ])
    await client.shutdown()
    await server.stop()
  }
}
