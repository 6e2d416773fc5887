import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct StreamRecordsTests {
  @Test func `records come one by one, then the end`() async throws {
    let server = try await ScriptedServer.start([
      .stream("application/x-ndjson", "1\n2\n", "3\n")
    ])
    let client = StreamClient()
    var records: [StreamRecord] = []
    for try await record in client.records(StreamRequest(url: server.baseURL)) {
      records.append(record)
    }
    #expect(records == ["1", "2", "3"].map { .chunk(.value($0)) })
    await client.shutdown()
    await server.stop()
  }

  @Test func `a failure is thrown after the records before it`() async throws {
    let server = try await ScriptedServer.start([.stream("application/x-ndjson", "1\n{\n")])
    let client = StreamClient()
    var iterator = client.records(StreamRequest(url: server.baseURL)).makeAsyncIterator()
    #expect(try await iterator.next() == .chunk(.value("1")))
    do throws(StreamFailure) {
      _ = try await iterator.next()
      Issue.record("nothing thrown")
    } catch {
      #expect(error.kind == .invalidRecord)
    }
    #expect(try await iterator.next() == nil)
    await client.shutdown()
    await server.stop()
  }

  @Test func `leaving the loop closes the connection`() async throws {
    let server = try await ScriptedServer.start([events("data: 1\n\n", then: [.hold])])
    let client = StreamClient()
    for try await _ in client.records(StreamRequest(url: server.baseURL)) { break }
    #expect(await server.sees { $0.first?.ending == .client })
    await client.shutdown()
    await server.stop()
  }

  @Test func `a cancelled reader gets the end, and the connection closes`() async throws {
    let server = try await ScriptedServer.start([events("data: 1\n\n", then: [.hold])])
    let client = StreamClient()
    let reading = Task {
      var count = 0
      for try await _ in client.records(StreamRequest(url: server.baseURL)) { count += 1 }
      return count
    }
    #expect(await server.sees { ($0.first?.bytesSent ?? 0) > 0 })
    reading.cancel()
    #expect(try await reading.value <= 1)
    #expect(await server.sees { $0.first?.ending == .client })
    await client.shutdown()
    await server.stop()
  }

  @Test func `a slow reader stops the server, memory stays small`() async throws {
    let piece = Array("{\"a\":\"\(String(repeating: "x", count: 1000))\"}\n".utf8)
    let times = 64 << 10
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": "application/x-ndjson"], framing: .untilClose)
    let server = try await ScriptedServer.start([
      [.expectRequest, head, .flood(piece, times: times), .close]
    ])
    let client = StreamClient()
    let request = StreamRequest(url: server.baseURL)
    var iterator = client.records(request).makeAsyncIterator()
    _ = try await iterator.next()
    // While another one reads all of it, only the buffers of both kernels fill.
    await client.run(request) { _ in }
    #expect(server.connections[1].bytesSent > piece.count * times)
    #expect(server.connections[0].bytesSent < piece.count * times / 2)
    var count = 1
    while try await iterator.next() != nil { count += 1 }
    #expect(count == times)
    await client.shutdown()
    await server.stop()
  }

  @Test func `a file has no records, and says so`() async throws {
    let server = try await ScriptedServer.start([.stream("application/pdf", "%PDF")])
    let client = StreamClient()
    let request = StreamRequest(url: server.baseURL)
    do throws(StreamFailure) {
      for try await _ in client.records(request) {}
      Issue.record("nothing thrown")
    } catch {
      #expect(error.kind == .mediaType)
      #expect(error.cause.hasSuffix("answered with application/pdf, which isn't a stream"))
    }
    for try await _ in client.records(request, options: StreamOptions(kind: .file)) {}
    await client.shutdown()
    await server.stop()
  }

  @Test func `an end mark that is no JSON ends a stream of JSON`() async throws {
    let script = ConnectionScript.stream("application/x-ndjson", "1\n[DONE]\n2\n")
    let run = try await trace([script], StreamOptions(endData: "[DONE]"))
    #expect(run.lines.last == "closed")
    #expect(run.lines.dropLast().last == "completed")
    #expect(run.lines.contains("value 1"))
  }

  @Test func `an idle time-out of nothing waits for ever`() async throws {
    let script: ConnectionScript = [
      .expectRequest, .wait(milliseconds: 100),
      .response(headers: ["Content-Type": "text/plain"], body: "late"), .close,
    ]
    let run = try await trace([script], StreamOptions(idleTimeout: .zero))
    #expect(run.lines.contains("text 'late'"))
  }
}
