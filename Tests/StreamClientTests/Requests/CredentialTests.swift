import ScriptedServers
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct CredentialTests {
  @Test func `each is put in its place, and asked for again at each connection`() async throws {
    let numbers = Counter()
    let run = try await trace(
      [events("data: a\n\n", then: cleanEnd), .answer(status: 204)]
    ) { request in
      request.headers = [HeaderField("Cookie", "a=b")]
      request.credentials = [
        .bearer { "t\(numbers.next())" }, .apiKey(header: "X-Key") { "h\(numbers.next())" },
        .apiKey(query: "key") { "q \(numbers.next())" },
        .apiKey(cookie: "sid") { "c\(numbers.next())" }, .apiKey(header: "X-None") { nil },
      ]
    }
    #expect(run.requests.map { $0[header: "Authorization"] } == ["Bearer t1", "Bearer t5"])
    #expect(run.requests.map { $0[header: "X-Key"] } == ["h2", "h6"])
    #expect(run.requests.map(\.target) == ["/stream?key=q%203", "/stream?key=q%207"])
    #expect(run.requests.map { $0[header: "Cookie"] } == ["a=b; sid=c4", "a=b; sid=c8"])
    #expect(run.requests.first?[header: "X-None"] == nil)
  }

  @Test func `a user and a password are written as RFC 7617 says`() async throws {
    let run = try await trace([.stream("text/plain", "x")]) {
      $0.credentials = [.basic(user: "Aladdin", password: "open sesame")]
    }
    #expect(
      run.requests.first?[header: "Authorization"] == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
  }

  @Test func `a key in the query is shown nowhere`() async throws {
    let server = try await ScriptedServer.start([.stream("text/plain", "x")])
    let client = StreamClient()
    let shown = CallbackTrace(place: "-")
    let request = StreamRequest(
      url: server.baseURL + "/a", credentials: [.apiKey(query: "key") { "s3cret" }])
    await client.run(request) { signal in
      switch signal {
      case .requesting(let url, _): await shown.callbacks.onChunk?(.text(url))
      case .opened(let response): await shown.callbacks.onChunk?(.text(response.url))
      case .answering, .answered, .saved, .records, .progress, .lost, .failed, .completed, .closed:
        break
      }
    }
    let line = CallbackTrace.text(server.baseURL + "/a?key=***")
    #expect(shown.lines == [line, line])
    #expect(server.requests.first?.target == "/a?key=s3cret")
    await client.shutdown()
    await server.stop()
  }

  @Test func `no error of a URL that is none shows a key`() async throws {
    for url in ["localhost:8000/x", "localhost:8000/x?key=s3cret"] {
      let run = try await trace([]) {
        $0.url = url
        $0.credentials = [.apiKey(query: "key") { "s3cret" }]
      }
      #expect(
        run.lines == [
          "failed connect: 'localhost:8000/x' is no http or https URL; "
            + "write it as http://host:port/path", "closed",
        ])
    }
  }

  @Test func `a short key is hidden in the query, and nothing else`() async throws {
    let request = StreamRequest(
      url: "http://h/demo-data.csv?a=1&b=demo#x", credentials: [.apiKey(query: "k") { "demo" }])
    let outgoing = try await OutgoingRequest(asking: request, purpose: .document, userAgent: "t")
    #expect(outgoing.shownURL == "http://h/demo-data.csv?a=1&b=***&k=***#x")
  }

  @Test(arguments: ["X Y", "X(Y)", "a@b", "ä", ""])
  func `a header's name that is no token is refused at once`(name: String) async throws {
    let run = try await trace([]) {
      $0.headers = [HeaderField(name, "1")]
      $0.expectedKinds = [.sse]
    }
    #expect(
      run.lines == [
        "failed connect: '\(name)' is no name of a header; letters, digits and hyphens make one",
        "closed",
      ])
  }
}
