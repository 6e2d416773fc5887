import DemoServer
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(1))) struct CookieJarTests {
  private let now = ContinuousClock.now

  private func sent(_ set: [String], from: String, to: String, after: Duration = .zero) -> String? {
    let jar = CookieJar()
    for cookie in set { jar.store([HeaderField("set-cookie", cookie)], from: from, at: now) }
    return jar.header(for: to, at: now + after)
  }

  @Test(
    arguments: [
      ("a=1", "http://h/x/y", "http://h/x/z", "a=1"), ("a=1", "http://h/x/y", "http://h/z", nil),
      ("a=1; Path=/", "http://h/x/y", "http://h/z", "a=1"),
      ("a=1; Path=/x", "http://h/x/y", "http://h/xy", nil),
      ("a=1", "http://h/", "http://other/", nil), ("a=1", "http://h:1/", "http://h:2/", "a=1"),
      ("a=1", "http://b.example.com/", "http://c.b.example.com/", nil),
      ("a=1; Domain=.example.com", "http://b.example.com/", "http://c.example.com/", "a=1"),
      ("a=1; Domain=com", "http://b.example.com/", "http://example.com/", nil),
      ("a=1; Domain=other.com", "http://b.example.com/", "http://other.com/", nil),
      ("a=1; Domain=example.com", "http://b.example.com/", "http://badexample.com/", nil),
      ("a=1; Domain=0.0.1", "http://127.0.0.1/", "http://127.0.0.1/", nil),
      ("a=1; Secure", "https://h/", "http://h/", nil),
      ("a=1; Secure", "https://h/", "https://h/", "a=1"),
      ("a=1; Secure", "http://h/", "https://h/", nil),
      ("__Host-a=1; Secure", "https://h/x/y", "https://h/x/y", nil),
      ("__Host-a=1; Secure; Path=/", "https://h/x/y", "https://h/", "__Host-a=1"),
      ("a=1=2; HttpOnly; SameSite=Lax", "http://h/", "http://h/", "a=1=2"),
      ("=1", "http://h/", "http://h/", nil), ("a=\u{1}", "http://h/", "http://h/", nil),
      ("a=1; Max-Age=0", "http://h/", "http://h/", nil),
      ("a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://h/", "http://h/", nil),
    ] as [(String, String, String, String?)])
  func `a cookie goes where it is meant to`(
    set: String, from: String, to: String, expected: String?
  ) {
    #expect(sent([set], from: from, to: to) == expected)
  }

  @Test func `a cookie ends when its time is over, or when it is taken back`() {
    let url = "http://h/"
    #expect(sent(["a=1; Max-Age=10"], from: url, to: url, after: .seconds(9)) == "a=1")
    #expect(sent(["a=1; Max-Age=10"], from: url, to: url, after: .seconds(10)) == nil)
    #expect(sent(["a=1", "a=2", "b=3"], from: url, to: url) == "a=2; b=3")
    #expect(sent(["a=1", "a=; Max-Age=-1"], from: url, to: url) == nil)
  }

  @Test func `longer paths stand first, and their number is bounded`() {
    #expect(
      sent(["a=1; Path=/", "b=2; Path=/x/"], from: "http://h/", to: "http://h/x/y") == "b=2; a=1")
    let many = (1...200).map { "c\($0)=1" }
    let header = sent(many, from: "http://h/", to: "http://h/") ?? ""
    #expect(header.split(separator: ";").count == CookieJar.limitPerDomain)
    #expect(header.hasSuffix("c200=1"))
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
        StreamRequest(url: server.baseURL + "/login"), limit: 100, timeout: .seconds(10))
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
