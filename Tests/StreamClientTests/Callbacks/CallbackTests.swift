import ScriptedServers
import Synchronization
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct CallbackTests {
  /// Callbacks that write what they are called with.
  private func tracing(_ trace: StreamTrace) -> StreamCallbacks {
    var callbacks = StreamCallbacks()
    callbacks.onOpen = { trace.add("onOpen \($0.status)") }
    callbacks.onMessage = { trace.add("onMessage \($0.type) '\($0.data)' #\($0.lastEventID)") }
    callbacks.onChunk = { trace.add("onChunk \($0)") }
    callbacks.onInvalidRecord = { trace.add("onInvalidRecord '\($0.text)'") }
    callbacks.onProgress = { done, total in trace.add("onProgress \(done)/\(total ?? -1)") }
    callbacks.onError = { failure, retry in
      let willRetry = retry.map { "again in \($0.delay.words)" } ?? "fatal"
      trace.add("onError \(failure.kind.rawValue) \(willRetry)")
    }
    callbacks.onComplete = { trace.add("onComplete") }
    callbacks.onClose = { trace.add("onClose") }
    return callbacks
  }

  private func lines(
    _ scripts: [ConnectionScript], _ options: StreamOptions = StreamOptions(retryDelay: .zero)
  ) async throws -> [String] {
    let server = try await ScriptedServer.start(scripts, repeatsLast: false)
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let connection = client.stream(
      StreamRequest(url: server.baseURL), options: options, callbacks: tracing(trace))
    let isExpired = await TimeLimit.limiting(.patience) {
      await withTaskCancellationHandler {
        await connection.finished()
      } onCancel: {
        connection.close()
      }
    }.isExpired
    #expect(!isExpired)
    #expect(connection.readyState == .closed)
    await client.shutdown()
    await server.stop()
    return trace.lines
  }

  @Test func `an event stream calls back in order, to the server's stop`() async throws {
    let lines = try await lines([
      events(": c\n\nid: 1\nevent: tick\ndata: a\n\n", then: cleanEnd), .answer(status: 204),
    ])
    #expect(
      lines == [
        "onOpen 200", "onMessage tick 'a' #1", "onError connectionLost again in 0 ms",
        "onComplete", "onClose",
      ])
  }

  @Test func `records call onChunk, an error is the last but for onClose`() async throws {
    let lines = try await lines([.stream("application/x-ndjson", "1\n", "{\n")])
    #expect(
      lines == ["onOpen 200", #"onChunk value("1")"#, "onError invalidRecord fatal", "onClose"])
  }

  @Test func `invalid records are called back where asked for`() async throws {
    let lines = try await lines(
      [.stream("application/x-ndjson", "{\n")], StreamOptions(invalidRecords: .deliver))
    #expect(lines == ["onOpen 200", "onInvalidRecord '{'", "onComplete", "onClose"])
  }

  @Test func `a status that is an error never opens`() async throws {
    #expect(try await lines([.answer(status: 500)]) == ["onError status fatal", "onClose"])
  }

  @Test func `after close in a callback no callback comes, and the socket closes`() async throws {
    let body = "data: 1\n\ndata: 2\n\ndata: 3\n\n"
    let server = try await ScriptedServer.start([events(body, then: [.hold])])
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    let box = Mutex<StreamConnection?>(nil)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    var callbacks = tracing(trace)
    callbacks.onOpen = { _ in for await _ in gate { break } }
    callbacks.onMessage = { event in
      trace.add("onMessage \(event.data)")
      if event.data == "2" { box.withLock { $0 }?.close() }
    }
    let connection = client.stream(StreamRequest(url: server.baseURL), callbacks: callbacks)
    box.withLock { $0 = connection }
    opener.yield()
    await connection.finished()
    #expect(trace.lines == ["onMessage 1", "onMessage 2"])
    #expect(connection.readyState == .closed)
    #expect(await server.sees { $0.first?.ending == .client })
    await client.shutdown()
    await server.stop()
  }

  @Test @MainActor func `on an actor, nothing comes after its own close`() async throws {
    let piece = Array("data: x\n\n".utf8)
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": "text/event-stream"], framing: .untilClose)
    let server = try await ScriptedServer.start([
      [.expectRequest, head, .flood(piece, times: 100_000)]
    ])
    let client = StreamClient()
    let counts = Counts()
    var callbacks = StreamCallbacks()
    callbacks.onMessage = { @MainActor _ in
      counts.messages += 1
      if counts.isClosed { counts.late += 1 }
    }
    let connection = client.stream(StreamRequest(url: server.baseURL), callbacks: callbacks)
    while counts.messages < 100, !Task.isCancelled { await Task.yield() }
    connection.close()
    counts.isClosed = true
    await connection.finished()
    #expect(counts.late == 0)
    await client.shutdown()
    await server.stop()
  }

  @MainActor private final class Counts {
    var messages = 0
    var late = 0
    var isClosed = false
  }
}
