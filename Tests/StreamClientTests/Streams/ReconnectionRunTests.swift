import ScriptedServers
import Testing

@testable import StreamClient

/// Reconnection over real sockets; the rules themselves are tested without any in
/// `ReconnectionTests`.
@Suite(.timeLimit(.minutes(5))) struct ReconnectionRunTests {
  private static let stop = ConnectionScript.answer(status: 204)

  @Test func `a connection that ended is made again with the last event ID`() async throws {
    let run = try await trace([
      events("id: 7\ndata: a\n\n", then: cleanEnd), events("data: b\n\n", then: cleanEnd),
      Self.stop,
    ])
    #expect(
      run.lines == [
        "requesting", "opened 200 sse text/event-stream", "message 'a' #7",
        "lost connectionLost, again in 0 ms",
        "requesting after 7", "opened 200 sse text/event-stream", "message 'b' #7",
        "lost connectionLost, again in 0 ms",
        "requesting after 7", "completed", "closed",
      ])
    #expect(run.requests.map { $0[header: "Last-Event-ID"] } == [nil, "7", "7"])
  }

  @Test func `a lost connection is made again too`() async throws {
    let options = StreamOptions(reconnect: .onFailure, retryDelay: .zero)
    let lines = try await trace([events("data: a\n\n", then: resetEnd), Self.stop], options).lines
    #expect(
      lines.suffix(4) == [
        "lost connectionLost, again in 0 ms", "requesting", "completed", "closed",
      ])
  }

  @Test func `a clean end completes, is made again, or both, by policy`() async throws {
    let once = [events("data: a\n\n", then: cleanEnd), Self.stop]
    for policy in [ReconnectPolicy.onFailure, .never] {
      let options = StreamOptions(reconnect: policy, retryDelay: .zero)
      let lines = try await trace(once, options).lines
      #expect(lines.suffix(3) == ["message 'a'", "completed", "closed"])
    }
    let lines = try await trace(once).lines
    #expect(
      lines.suffix(5) == [
        "message 'a'", "lost connectionLost, again in 0 ms", "requesting", "completed", "closed",
      ])
  }

  @Test func `a lost connection fails under the policy never`() async throws {
    let options = StreamOptions(reconnect: .never, retryDelay: .zero)
    let lines = try await trace([events("data: a\n\n", then: resetEnd)], options).lines
    #expect(lines.suffix(2) == [BrokenConnectionTests.brokenOff, "closed"])
  }

  @Test func `a POST isn't made again unless asked to`() async throws {
    let scripts = [events("data: a\n\n", then: cleanEnd), Self.stop]
    let alone = try await trace(scripts) { $0.method = "POST" }
    #expect(alone.requests.count == 1)
    let options = StreamOptions(reconnect: .always, retryDelay: .zero)
    let again = try await trace(scripts, options) { request in
      request.method = "POST"
      request.content = .bytes([0x7B, 0x7D])
    }
    #expect(again.requests.map(\.bodyText) == ["{}", "{}"])
  }

  @Test func `the server's retry is obeyed, and reported as the server gave it`() async throws {
    let server = try await ScriptedServer.start([
      events("retry: 1\ndata: a\n\n", then: cleanEnd), Self.stop,
    ])
    let (time, trace) = (HeldClock(), StreamTrace(place: "127.0.0.1:\(server.port)"))
    let client = StreamClient(clock: time.clock)
    let running = Task {
      await client.run(StreamRequest(url: server.baseURL)) { trace.receive($0) }
    }
    #expect(await eventually { time.waits == [.milliseconds(100)] })
    #expect(trace.lines.last == "lost connectionLost, again in 100 ms, server said 1 ms")
    #expect(server.requests.count == 1)
    time.advance(by: .milliseconds(100))
    await running.value
    #expect(server.requests.count == 2)
    await client.shutdown()
    await server.stop()
  }

  @Test func `a reconnect that is refused for now is tried again, for good is not`() async throws {
    let busy = ConnectionScript.answer(status: 503, headers: ["Retry-After": "0"])
    let run = try await trace([
      events("data: a\n\n", then: cleanEnd), busy, .closeBeforeHeaders, .answer(status: 404),
    ])
    // The waits of attempts that failed are drawn.
    let lines = run.lines.dropFirst(3).map { line in
      line.hasPrefix("lost") ? String(line.prefix { $0 != "," }) : line
    }
    #expect(
      lines == [
        "lost connectionLost", "requesting", "lost status", "requesting", "lost connectionLost",
        "requesting", "failed status: HOST answered 404; check the path", "closed",
      ])
  }

  @Test func `a first answer that is refused for now fails`() async throws {
    let lines = try await trace([.answer(status: 503)]).lines
    #expect(lines[1] == "failed status: HOST answered 503; see the server's log")
  }

  @Test func `a first answer without content fails`() async throws {
    let lines = try await trace([Self.stop]).lines
    let sentence = "HOST answered 204 without a body; there is nothing to read"
    #expect(lines == ["requesting", "failed mediaType: " + sentence, "closed"])
  }

  @Test func `a reconnect answered by another kind fails`() async throws {
    let lines = try await trace([
      events("data: a\n\n", then: cleanEnd), .stream("text/html", "<p>"),
    ]).lines
    #expect(
      lines.suffix(2) == [
        "failed mediaType: HOST answered the reconnect with text/html, not with sse as before",
        "closed",
      ])
  }

  @Test(arguments: ["a\u{C}b", "a\u{1B}b", "\u{7F}", "a\tb"])
  func `an ID with control characters is sent back as it came`(id: String) async throws {
    let run = try await trace([events("id: \(id)\ndata: x\n\n", then: cleanEnd), Self.stop])
    #expect(run.lines.suffix(2) == ["completed", "closed"])
    #expect(run.requests.last?[header: "Last-Event-ID"] == id)
  }

  @Test func `an ID that no header can carry is left out, and the stream lives on`() async throws {
    let options = StreamOptions(reconnect: .never, lastEventID: "a\nb")
    let run = try await trace([events("data: x\n\n", then: cleanEnd)], options)
    #expect(run.lines.suffix(2) == ["completed", "closed"])
    #expect(run.requests.last?[header: "Last-Event-ID"] == nil)
  }

  @Test func `a stream that can't be had again says after how many attempts it gave up`()
    async throws
  {
    var options = StreamOptions(retryDelay: .zero, reconnectLimit: 2)
    options.shortestBackOff = .zero
    let run = try await trace(
      [events("data: a\n\n", then: cleanEnd), .closeBeforeHeaders, .closeBeforeHeaders], options)
    #expect(run.requests.count == 3)
    #expect(
      run.lines.suffix(2) == [
        "failed connectionLost: gave up after 2 attempts to connect again: HOST closed the "
          + "connection without an answer; see the server's log",
        "closed",
      ])
  }

  @Test func `an authorization that can't be given fails the stream in its own words`() async throws
  {
    struct Expired: Error, CustomStringConvertible {
      var description: String { "the token has expired" }
    }
    let run = try await trace([]) { $0.authorization = { throw Expired() } }
    #expect(run.lines == ["failed connect: the token has expired", "closed"])
  }

  @Test func `an ID of many scripts is sent as UTF-8`() async throws {
    let run = try await trace([events("id: ä漢\ndata: x\n\n", then: cleanEnd), Self.stop])
    #expect(run.requests.last?[header: "Last-Event-ID"] == "ä漢")
  }

  @Test func `the given last event ID goes out with the first request`() async throws {
    let options = StreamOptions(reconnect: .never, lastEventID: "41")
    let run = try await trace([events("data: x\n\n", then: cleanEnd)], options)
    #expect(run.lines[0] == "requesting after 41")
    #expect(run.lines[2] == "message 'x' #41")
  }

  @Test func `the authorization is asked for again at each connection`() async throws {
    let run = try await trace([events("data: x\n\n", then: cleanEnd), Self.stop]) { request in
      let numbers = Counter()
      request.authorization = { "Bearer \(numbers.next())" }
    }
    #expect(run.requests.map { $0[header: "Authorization"] } == ["Bearer 1", "Bearer 2"])
  }
}
