import DemoServer
import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct ArticleTests {
  @Test func `both libraries have their articles`() {
    #expect(
      Article.all.map(\.name) == [
        "StreamClient/Events.md", "StreamClient/Files.md", "StreamClient/LiveStream.md",
        "StreamClient/Reconnection.md", "StreamClient/Records.md", "StreamClient/Requests.md",
        "StreamClient/StreamClient.md", "StreamClient/Text.md", "StreamDecoding/DecodingRecords.md",
        "StreamDecoding/StreamDecoding.md",
      ])
  }

  @Test(arguments: Article.all)
  func `the code of an article is code that these tests run`(article: Article) {
    for code in article.code {
      #expect("\n\(Article.samples)\n".contains("\n\(code)\n"))
    }
  }

  @Test func `the articles show code, and none of it is empty`() {
    let code = Article.all.flatMap(\.code)
    #expect(code.count >= 15)
    #expect(code.allSatisfy { !$0.isEmpty })
  }

  @Test func `an endless stream prints until it is left`() async throws {
    for sample in [ArticleSamples.firstStream, ArticleSamples.namedEvents] {
      let lines = try await Harbour.lines(until: 3) { try await sample($0, $1) }
      #expect(lines.count >= 3)
      #expect(lines.allSatisfy { $0.hasPrefix("notice after") || $0.contains(#"{"ship":""#) })
    }
  }

  @Test func `signals tell what a stream does`() async throws {
    let lines = try await Harbour.lines(until: 4) {
      await ArticleSamples.signals(harbour: $0, print: $1)
    }
    #expect(lines[0].hasPrefix("asking http://127.0.0.1:"))
    #expect(lines[1] == "open: 200")
    #expect(lines[2].contains(#" {"ship":""#))
  }

  @Test func `callbacks are called until the connection is closed`() async throws {
    let lines = try await Harbour.lines { harbour, print in
      await ArticleSamples.firstCallbacks(harbour: harbour, print: print) {
        await print.hasLines(3)
      }
    }
    #expect(lines.count >= 3)
    #expect(lines.first == "open: text/event-stream")
    #expect(lines.dropFirst().allSatisfy { $0.contains(#" {"ship":""#) || $0.hasPrefix("notice ") })
  }

  @Test func `an end mark ends a conversation`() async throws {
    let lines = try await Harbour.lines { try await ArticleSamples.endMark(harbour: $0, print: $1) }
    #expect(lines.count == 60)
    #expect(lines.prefix(3).joined() == "You asked: “When ")
  }

  @Test func `records are JSON`() async throws {
    let lines = try await Harbour.lines {
      try await ArticleSamples.jsonRecords(harbour: $0, print: $1)
    }
    #expect(lines == ["Aurora 9300017", "Halcyon 9307936", "海龍 9315855"])
  }

  @Test func `records are values of a type`() async throws {
    let lines = try await Harbour.lines {
      try await ArticleSamples.typedRecords(harbour: $0, print: $1)
    }
    #expect(lines == ["Aurora 9300017", "Halcyon 9307936", "海龍 9315855"])
  }

  @Test func `events are values by their names`() async throws {
    let lines = try await Harbour.lines(until: 3) {
      try await ArticleSamples.typedEvents(harbour: $0, print: $1)
    }
    #expect(lines.allSatisfy { $0 == "notice" || $0.hasPrefix("in:  ") || $0.hasPrefix("out: ") })
    #expect(lines.contains { $0 != "notice" })
  }

  @Test func `a form with a file is sent`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("ship,teu\n", to: "september.csv")
    let server = try await ScriptedServer.start([.stream("text/event-stream", "data: thanks\n\n")])
    let print = Printed()
    try await ArticleSamples.sendingFiles(
      url: server.baseURL, path: folder.path + "/september.csv", print: print)
    await server.stop()
    let request = try #require(server.requests.first)
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(print.lines == ["message thanks"])
    #expect(body.contains("name=\"title\"\r\n\r\nSeptember\r\n"))
    #expect(body.contains("filename=\"september.csv\"\r\nContent-Type: text/csv\r\n\r\nship,teu"))
  }

  @Test func `credentials are sent, and asked for each time`() async throws {
    let server = try await ScriptedServer.start([
      .stream("text/event-stream", "retry: 100\ndata: 1\n\n"),
      .answer(status: 204, headers: [:], body: ""),
    ])
    let print = Printed()
    try await ArticleSamples.credentials(url: server.baseURL + "/", print: print)
    await server.stop()
    #expect(print.lines == ["message 1"])
    #expect(server.requests.map(\.target) == ["/?key=harbour", "/?key=harbour"])
    for request in server.requests {
      #expect(request.headers.first { $0.name == "Authorization" }?.value == "Bearer harbour")
    }
  }

  @Test func `invalid records are skipped over`() async throws {
    let server = try await ScriptedServer.start([
      .stream("text/plain", "{\"n\":1}\n{oops}\n", "{\"n\":2}\n")
    ])
    let print = Printed()
    try await ArticleSamples.invalidRecords(url: server.baseURL, print: print)
    await server.stop()
    #expect(
      print.lines == [
        #"{"n":1}"#,
        "skipped: expected a member name in double quotes or the end of the object at byte 1",
        #"{"n":2}"#,
      ])
  }

  @Test func `a stream that breaks off throws after its records`() async throws {
    let lines = try await Harbour.lines {
      await ArticleSamples.brokenStream(harbour: $0, print: $1)
    }
    #expect(lines.count == 3)
    #expect(lines.last?.hasPrefix("connectionLost the connection to 127.0.0.1:") == true)
  }

  @Test func `text comes in pieces`() async throws {
    let lines = try await Harbour.lines { try await ArticleSamples.text(harbour: $0, print: $1) }
    #expect(lines.joined().split(separator: "\n").count == 3)
    #expect(lines.first?.hasPrefix("06:00:00 ") == true)
  }

  @Test func `a file comes to a folder, and only once`() async throws {
    let folder = try TemporaryFolder()
    let lines = try await Harbour.lines { [path = folder.path] harbour, print in
      try await ArticleSamples.download(harbour: harbour, folder: path, print: print)
      await ArticleSamples.resumedDownload(harbour: harbour, folder: path, print: print)
    }
    #expect(folder.names == ["manifest.csv"])
    #expect(lines.dropLast(2).last == "1048576 of 1048576")
    #expect(lines.suffix(2).first == "manifest.csv 1048576")
    #expect(lines.last?.contains("exists already") == true)
  }

  @Test func `a finished stream is complete where only failures reconnect`() async throws {
    let lines = try await Harbour.lines {
      await ArticleSamples.reconnecting(harbour: $0, print: $1)
    }
    #expect(lines == ["event 1", "event 2", "complete"])
  }

  @Test func `a restart opens again`() async throws {
    let lines = try await Harbour.lines { harbour, print in
      let (changes, network) = AsyncStream.makeStream(of: Void.self)
      async let restarted: Void = ArticleSamples.restarting(
        harbour: harbour, print: print, networkChanges: changes)
      await print.hasLines(1)
      network.yield()
      await print.hasLines(2)
      network.finish()
      await restarted
    }
    #expect(lines == ["open: 200", "open: 200"])
  }

  @Test func `parts are decoded whatever the cuts`() throws {
    let print = Printed()
    try ArticleSamples.decoding(print: print)
    #expect(print.lines == ["event one", "comment  a comment"])
  }

  @Test func `a fault says what is wrong, and where`() throws {
    let print = Printed()
    try ArticleSamples.faults(print: print)
    #expect(
      print.lines == [
        #"{"a":1}"#,
        "{oops}: expected a member name in double quotes or the end of the object at byte 1",
        "[2]",
      ])
  }

  @Test func `a record is read as a type`() throws {
    let print = Printed()
    try ArticleSamples.typed(print: print)
    #expect(print.lines == ["Aurora 0.0"])
  }

  @Test func `JSON keeps its numbers, and its order`() throws {
    let print = Printed()
    try ArticleSamples.json(print: print)
    #expect(
      print.lines == [
        "Aurora 1500",
        #"{"name":"Aurora","teu":1.50e3}"#,
        """
        {
          "name": "Petrel",
          "berths": [
            4,
            5
          ]
        }
        """,
      ])
  }
}

/// The demo backend, for one sample.
private enum Harbour {
  /// What the sample prints until it ends, or is cancelled after so many lines.
  static func lines(
    until count: Int? = nil,
    of sample: @escaping @Sendable (String, Printed) async throws -> Void
  ) async throws -> [String] {
    let server = try await DemoServer.start()
    let print = Printed()
    let running = Task {
      defer { print.end() }
      try await sample(server.baseURL, print)
    }
    if let count {
      await print.hasLines(count)
      running.cancel()
    }
    let result = await running.result
    await server.stop()
    try result.get()
    return print.lines
  }
}
