import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct RedirectionTests {
  private func request(_ url: String, method: String = "GET", _ headers: [HeaderField] = [])
    throws -> OutgoingRequest
  {
    try OutgoingRequest(
      StreamRequest(
        url: url, method: method,
        headers: headers + [HeaderField("Authorization", "Bearer secret")], body: [1]),
      purpose: .document, userAgent: "test")
  }

  private func follow(_ request: OutgoingRequest, _ status: Int, _ location: String) throws
    -> OutgoingRequest?
  {
    var redirection = Redirection()
    return try redirection.next(after: request, status: status, location: location)
  }

  @Test(arguments: [
    ("/b", "http://h/b"), ("b", "http://h/x/b"), ("?q", "http://h/x/a?q"),
    ("//other/c", "http://other/c"), ("https://h/c", "https://h/c"),
  ])
  func `a location is read against the URL`(location: String, url: String) throws {
    #expect(try follow(request("http://h/x/a"), 302, location)?.url.href == url)
  }

  @Test func `credentials stay with their origin`() throws {
    let key = [HeaderField("X-API-Key", "k"), HeaderField("Accept", "text/plain")]
    let start = try request("http://h/a", key)
    let near = try #require(try follow(start, 307, "/b"))
    #expect(near.headers.first("Authorization") == "Bearer secret")
    #expect(near.headers.first("X-API-Key") == "k")
    for far in ["http://other/b", "https://h/b", "http://h:81/b", "http://u:p@other/"] {
      let next = try #require(try follow(start, 307, far))
      #expect(next.headers.first("Authorization") == nil)
      #expect(next.headers.first("X-API-Key") == nil)
      #expect(next.headers.first("Accept") == "text/plain")
    }
  }

  @Test(arguments: [
    (301, "POST", "GET"), (302, "POST", "GET"), (303, "POST", "GET"), (303, "PUT", "GET"),
    (303, "HEAD", "HEAD"), (307, "POST", "POST"), (308, "POST", "POST"), (302, "PUT", "PUT"),
  ])
  func `the method changes as in browsers`(status: Int, before: String, after: String) throws {
    let next = try #require(try follow(request("http://h/a", method: before), status, "/b"))
    #expect(next.method == after)
    #expect((next.body == nil) == (before != after))
  }

  @Test func `other answers are no redirects`() throws {
    #expect(try follow(request("http://h/a"), 200, "/b") == nil)
    #expect(try follow(request("http://h/a"), 304, "/b") == nil)
  }

  @Test func `a target that is no web address fails`() throws {
    let start = try request("http://h/a")
    #expect(throws: FailureFact.redirectTarget("file:///etc/passwd")) {
      try follow(start, 302, "file:///etc/passwd")
    }
  }

  @Test func `a cookie on the way of a redirect back opens the door`() async throws {
    let server = try await ScriptedServer.start { request in
      request[header: "Cookie"] == "seen=1"
        ? .init([.response(headers: ["Content-Type": "text/plain"], body: "inside")])
        : .init([.response(status: 302, headers: ["Location": "/x", "Set-Cookie": "seen=1"])])
    }
    let client = StreamClient()
    let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
    await client.run(StreamRequest(url: server.baseURL + "/x")) { trace.receive($0) }
    #expect(trace.lines.contains("text 'inside'"))
    await client.shutdown()
    await server.stop()
  }

  @Test func `no error of a redirect shows a key`() async throws {
    for location in ["/x?key=s3cret", "ftp://127.0.0.1/x?key=s3cret"] {
      let run = try await trace(
        Array(
          repeating: .answer(status: 302, headers: ["Location": location]),
          count: Redirection.limit + 1)
      ) { request in
        request.credentials = [.apiKey(query: "key") { "s3cret" }]
      }
      #expect(run.lines.count == 3)
      #expect(!run.lines.contains { $0.contains("s3cret") }, "\(run.lines)")
    }
  }

  @Test func `over the socket a redirect is followed, a circle and a long way are not`()
    async throws
  {
    let server = try await ScriptedServer.start { request in
      switch request.path {
      case "/start": .init([.response(status: 302, headers: ["Location": "/end"])])
      case "/end": .init([.response(headers: ["Content-Type": "text/plain"], body: "here")])
      case "/circle": .init([.response(status: 302, headers: ["Location": "/circle"])])
      default:
        .init([.response(status: 302, headers: ["Location": request.path + "x"])])
      }
    }
    let client = StreamClient()
    func lines(_ path: String) async -> [String] {
      let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
      await client.run(StreamRequest(url: server.baseURL + path)) { trace.receive($0) }
      return trace.lines
    }
    #expect(await lines("/start").contains("text 'here'"))
    let circle =
      "failed redirect: HOST redirects in a circle by way of http://HOST/circle; check the URL"
    #expect(await lines("/circle").dropFirst() == [circle, "closed"])
    let long = "failed redirect: HOST redirected more than 20 times; check the URL"
    #expect(await lines("/long").dropFirst() == [long, "closed"])
    await client.shutdown()
    await server.stop()
  }
}
