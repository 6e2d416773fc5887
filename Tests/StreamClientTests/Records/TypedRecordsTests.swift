import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct TypedRecordsTests {
  private enum Notice: Sendable, Equatable {
    case tick(String)
    case plain(String)
    case other(String)
  }

  private struct NotANumber: Error, CustomStringConvertible {
    var description: String { "not a number" }
  }

  private let once = StreamOptions(reconnect: .never)

  @Test func `events come one by one`() async throws {
    let script = events(": c\n\nid: 1\nevent: tick\ndata: a\n\ndata: b\n\n", then: cleanEnd)
    let seen = try await playing(script) { client, request in
      var seen: [StreamEvent] = []
      for try await event in client.events(request, options: once) { seen.append(event) }
      return seen
    }
    #expect(
      seen == [
        StreamEvent(type: "tick", data: "a", lastEventID: "1"),
        StreamEvent(data: "b", lastEventID: "1"),
      ])
  }

  @Test func `events become what their names say, unknown ones are passed over`() async throws {
    let body = "event: tick\ndata: 1\n\ndata: 2\n\nevent: x\ndata: 3\n\nevent: message\ndata: 4\n\n"
    let types = EventTypes<Notice>()
      .on("tick") { .tick($0.data) }
      .on("message") { .plain($0.data) }
    let known: [Notice] = [.tick("1"), .plain("2"), .plain("4")]
    let all: [Notice] = [.tick("1"), .plain("2"), .other("3"), .plain("4")]
    for (types, expected) in [(types, known), (types.otherwise { .other($0.data) }, all)] {
      let seen = try await playing(events(body, then: cleanEnd)) { client, request in
        var seen: [Notice] = []
        for try await notice in client.events(request, as: types, options: once) {
          seen.append(notice)
        }
        return seen
      }
      #expect(seen == expected)
    }
  }

  @Test func `a record that can't be read ends the stream with its number`() async throws {
    let script = ConnectionScript.stream("application/x-ndjson", "1\n22\n\"x\"\n4\n")
    let (seen, failure) = try await playing(script) { client, request in
      var seen: [Int] = []
      var iterator = client.records(request) { payload in
        guard let number = Int(String(decoding: payload, as: UTF8.self)) else { throw NotANumber() }
        return number
      }.makeAsyncIterator()
      do {
        while let number = try await iterator.next() { seen.append(number) }
        return (seen, StreamFailure?.none)
      } catch let failure as StreamFailure {
        let next = try await iterator.next()
        #expect(next == nil)
        return (seen, failure)
      }
    }
    #expect(seen == [1, 22])
    #expect(failure?.kind == .invalidRecord)
    #expect(failure?.message.hasPrefix("record 3 from 127.0.0.1:") == true)
    #expect(failure?.message.hasSuffix(" can't be read as Int: not a number") == true)
  }

  @Test func `the end mark is no value, and no failure`() async throws {
    let lines = ConnectionScript.stream("application/x-ndjson", "1\n2\n0\n3\n")
    let data = events("data: 1\n\ndata: 2\n\ndata: 0\n\n", then: [.hold])
    let named = events("data: 1\n\ndata: 2\n\nevent: end\ndata:\n\n", then: [.hold])
    for (script, options) in [
      (lines, StreamOptions(endData: "0")), (data, StreamOptions(endData: "0")),
      (named, StreamOptions(endEvent: "end")),
    ] {
      let seen = try await playing(script) { client, request in
        var seen: [Int] = []
        for try await row in client.records(request, of: Int.self, options: options) {
          seen.append(row)
        }
        return seen
      }
      #expect(seen == [1, 2])
    }
  }

  @Test func `of the end mark only what takes it as an event hears`() async throws {
    let body = "data: 1\n\nevent: log\ndata: a\n\ndata: [DONE]\n\n"
    let typed = EventTypes<Notice>()
      .on("message", of: Int.self) { .tick("\($0)") }
      .on("log") { .plain($0.data) }
    let raw = EventTypes<Notice>().otherwise { .other($0.data) }
    let options = StreamOptions(endData: "[DONE]")
    for (types, expected) in [
      (typed, [Notice.tick("1"), .plain("a")]),
      (raw, [.other("1"), .other("a"), .other("[DONE]")]),
    ] {
      let seen = try await playing(events(body, then: [.hold])) { client, request in
        var seen: [Notice] = []
        for try await notice in client.events(request, as: types, options: options) {
          seen.append(notice)
        }
        return seen
      }
      #expect(seen == expected)
    }
  }

  @Test func `leaving the loop closes the connection`() async throws {
    let server = try await ScriptedServer.start([events("data: 1\n\n", then: [.hold])])
    let client = StreamClient()
    for try await _ in client.events(StreamRequest(url: server.baseURL)) { break }
    #expect(await server.sees { $0.first?.ending == .client })
    await client.shutdown()
    await server.stop()
  }
}
