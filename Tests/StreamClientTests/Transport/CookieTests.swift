import ScriptedServers
import Testing

@testable import StreamClient

/// What libcurl's cookies do for us, seen from the servers' side.
@Suite(.timeLimit(.minutes(5))) struct CookieTests {
  /// What a server is sent at `to` after cookies were set at `from`, each `host/path`.
  private func sent(_ cookies: [String], from: String, to: String) async throws -> String? {
    let server = try await ScriptedServer.start { request in
      guard request[header: "X-Ask"] == nil else { return [.response()] }
      let lines = cookies.map { "Set-Cookie: \($0)\r\n" }.joined()
      return [.send("HTTP/1.1 200 OK\r\n\(lines)Content-Length: 0\r\n\r\n")]
    }
    let places = [from, to].map { place in
      place.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    }
    let client = StreamClient(
      configuration: .init(resolve: places.map { "\($0[0]):\(server.port):127.0.0.1" }))
    for (place, headers) in zip(places, [[], [HeaderField("X-Ask", "1")]]) {
      let request = StreamRequest(
        url: "http://\(place[0]):\(server.port)/\(place[1])", headers: headers)
      _ = try await client.fetch(request, limit: 100, timeout: .patience)
    }
    await client.shutdown()
    await server.stop()
    return server.requests.last?[header: "Cookie"]
  }

  @Test(
    arguments: [
      ("a=1", "h/x/y", "h/x/z", "a=1"), ("a=1", "h/x/y", "h/z", nil),
      ("a=1; Path=/", "h/x/y", "h/z", "a=1"), ("a=1; Path=/x", "h/x/y", "h/xy", nil),
      ("a=1", "h/", "other/", nil), ("a=1", "b.example.com/", "c.b.example.com/", nil),
      ("a=1; Domain=.example.com", "b.example.com/", "c.example.com/", "a=1"),
      ("a=1; Domain=com", "b.example.com/", "example.com/", nil),
      ("a=1; Domain=other.com", "b.example.com/", "other.com/", nil),
      ("a=1; Domain=example.com", "b.example.com/", "badexample.com/", nil),
      ("a=1; Domain=0.0.1", "127.0.0.1/", "127.0.0.1/", nil),
      ("a=1; Secure", "h/", "h/", nil), ("__Host-a=1; Path=/", "h/", "h/", nil),
      ("a=1=2; HttpOnly; SameSite=Lax", "h/", "h/", "a=1=2"), ("=1", "h/", "h/", nil),
      ("a=\u{1}", "h/", "h/", nil), ("a=1; Max-Age=0", "h/", "h/", nil),
      ("a=1; Max-Age=60", "h/", "h/", "a=1"),
      ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "h/", "h/", nil),
      ("a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "h/", "h/", "a=1"),
    ] as [(String, String, String, String?)])
  func `a cookie goes where it is meant to`(
    cookie: String, from: String, to: String, expected: String?
  ) async throws {
    #expect(try await sent([cookie], from: from, to: to) == expected)
  }

  @Test func `a cookie is replaced, or taken back`() async throws {
    let header = try await sent(["a=1", "a=2", "b=3"], from: "h/", to: "h/") ?? ""
    #expect(header.split(separator: "; ").sorted() == ["a=2", "b=3"])
    #expect(try await sent(["a=1", "a=; Max-Age=-1"], from: "h/", to: "h/") == nil)
  }

  @Test func `longer paths stand first, and their number is bounded`() async throws {
    #expect(
      try await sent(["a=1; Path=/", "b=2; Path=/x/"], from: "h/", to: "h/x/y") == "b=2; a=1")
    let many = (1...200).map { "c\($0)=1" }
    let header = try await sent(many, from: "h/", to: "h/") ?? ""
    #expect((1...150).contains(header.split(separator: ";").count))
  }

  @Test func `a client sends back what it was given, also on the way of a redirect`() async throws {
    let server = try await ScriptedServer.start { request in
      switch request.path {
      case "/login":
        .init([
          .response(status: 302, headers: ["Set-Cookie": "sid=7; Path=/", "Location": "/in"])
        ])
      default: .init([.response(headers: ["Content-Type": "text/plain"], body: "x")])
      }
    }
    for keepsCookies in [true, false] {
      let client = StreamClient(configuration: .init(keepsCookies: keepsCookies))
      let before = server.requests.count
      _ = try await client.fetch(
        StreamRequest(url: server.baseURL + "/login"), limit: 100, timeout: .patience)
      await client.run(StreamRequest(url: server.baseURL + "/stream")) { _ in }
      var own = StreamRequest(url: server.baseURL + "/own")
      own.headers = [HeaderField("Cookie", "mine=1")]
      await client.run(own) { _ in }
      let sent = server.requests[before...].map { $0[header: "Cookie"] }
      #expect(
        sent == (keepsCookies ? [nil, "sid=7", "sid=7", "mine=1"] : [nil, nil, nil, "mine=1"]))
      await client.shutdown()
    }
    await server.stop()
  }
}
