import NIOCore
import Testing

@testable import DemoServer

@Suite(.timeLimit(.minutes(5)))
struct DemoStreamTests {
  @Test
  func `the tick feed has ids, a retry time and named events`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(
      server.port, "/metrics/live?host=web-1&interval=0&count=200")
    #expect(answer.contains("\r\nContent-Type: text/event-stream\r\n"))
    #expect(answer.contains(": metrics of the harbour\nretry: 2000\nevent: tick\nid: 1\n"))
    #expect(answer.contains("event: warn\n"))
    #expect(answer.contains("\nid: 200\n"))
    #expect(answer.hasSuffix("\r\n0\r\n\r\n"))
    await server.stop()
  }

  @Test
  func `the data is the same on every run`() async throws {
    let server = try await DemoServer.start()
    let target = "/metrics/live?host=web%2D1&interval=0&count=2"
    let answer = try await RawConnection.ask(server.port, target)
    #expect(
      answer.contains(
        """
        event: tick
        id: 2
        data: {"cpu":54.9,"mem":0.68,"host":"web-1"}


        """))
    await server.stop()
  }

  @Test
  func `the tick feed goes on after Last-Event-ID, and says when there is no more`() async throws {
    let server = try await DemoServer.start()
    let target = "/metrics/live?host=a&interval=0&count=9"
    let rest = try await RawConnection.ask(server.port, target, headers: ["Last-Event-ID: 7"])
    let ids = rest.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("id: ") }
    #expect(ids == ["id: 8", "id: 9"])
    let end = try await RawConnection.ask(server.port, target, headers: ["Last-Event-ID: 9"])
    #expect(end.hasPrefix("HTTP/1.1 204 No Content\r\n"))
    await server.stop()
  }

  @Test
  func `ship events are typed and can be had for one berth`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, "/ships/events?rate=0&count=50&berth=3")
    #expect(answer.contains("event: arrival\n"))
    #expect(answer.contains("event: departure\n"))
    #expect(answer.components(of: #""berth":3,"#) == 50)
    await server.stop()
  }

  @Test
  func `the chat answers in deltas and ends with its sentinel`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(
      server.port, "/chat/stream?rate=0&words=3", method: "POST",
      body: #"{"message": "when is \"high\" tide? \u6f6e"}"#)
    let data = answer.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data: ") }
    #expect(
      data == [
        #"data: {"delta":"You "}"#, #"data: {"delta":"asked: "}"#, #"data: {"delta":"“when "}"#,
        "data: [DONE]",
      ])
    await server.stop()
  }

  @Test(arguments: [
    (
      #"{"text":1}"#,
      #""type":"missing","loc":["body","message"],"msg":"Field required","input":{"text":1}}"#
    ),
    (#"{"message":1}"#, #""type":"string_type","loc":["body","message"]"#),
    (#"{"message":"#, #""type":"json_invalid","loc":["body",11]"#),
    ("", #""type":"missing","loc":["body"]"#),
  ])
  func `a chat without a message is refused`(body: String, fault: String) async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(
      server.port, "/chat/stream", method: "POST", body: body)
    #expect(answer.hasPrefix("HTTP/1.1 422 "))
    #expect(answer.contains(fault))
    await server.stop()
  }

  @Test(arguments: ["ships", "containers", "tides"])
  func `a table has as many rows as asked for`(table: String) async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, "/rows/\(table)?count=700&rate=0")
    #expect(answer.contains("\r\nContent-Type: application/x-ndjson\r\n"))
    #expect(answer.components(of: "{\"row\":") == 700)
    #expect(answer.contains("{\"row\":699,"))
    await server.stop()
  }

  @Test(arguments: [(0, 1), (9, 1), (10, 2), (299, 30), (300, 31)])
  func `the first of a hundred rows a second comes at once, one more every 10 ms`(
    milliseconds: Int, rows: Int
  ) {
    let pace = Pace(rate: 100)
    let time = TimeAmount.milliseconds(Int64(milliseconds))
    #expect(pace.due(after: time) == rows)
    #expect(pace.time(of: rows - 1) <= time)
    #expect(pace.time(of: rows) > time)
  }

  @Test
  func `rows that have a rate come all`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, "/rows/ships?count=31&rate=100")
    #expect(answer.components(of: "{\"row\":") == 31)
    await server.stop()
  }

  @Test
  func `log lines are text with wide characters`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, "/logs/tail?lines=40&rate=0")
    #expect(answer.contains("\r\nContent-Type: text/plain; charset=utf-8\r\n"))
    #expect(answer.contains("⚓"))
    #expect(answer.contains("海關檢查完成"))
    #expect(answer.components(of: " berth-") == 40)
    await server.stop()
  }

  @Test
  func `the unstable stream breaks off in the middle`() async throws {
    let server = try await DemoServer.start()
    let answer = try await RawConnection.ask(server.port, "/unstable/stream?after=3&rate=0")
    #expect(answer.contains("\r\ntransfer-encoding: chunked\r\n"))
    #expect(answer.components(of: "{\"gauge\":") == 3)
    #expect(!answer.contains("\r\n0\r\n"))
    await server.stop()
  }
}

extension String {
  /// How often `text` is in it.
  func components(of text: String) -> Int {
    var count = 0
    var rest = utf8[...]
    while let first = rest.first {
      if first == text.utf8.first, rest.starts(with: text.utf8) { count += 1 }
      rest.removeFirst()
    }
    return count
  }
}
