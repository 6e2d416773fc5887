import Testing
import WebText

@testable import ReverseProxy

struct RewritingTests {
  private func addresses(
    _ target: String = "http://api.test:8000", host: String = "localhost:9000",
    origin: String? = nil
  ) throws -> AddressRewriting {
    let url = try #require(WebURL(target, toASCII: WebHost.asWritten))
    let check = RequestCheck(
      target: try #require(ProxyTarget(url)), listening: "127.0.0.1:9000", isLocal: true,
      mark: "1f")
    let lines =
      [HeaderLine("Host", host)] + [origin].compactMap { $0 }.map { HeaderLine("Origin", $0) }
    return try check.addresses(of: get(lines))
  }

  private func get(_ lines: [HeaderLine], target: String = "/", version: Int = 1) -> RequestHead {
    RequestHead(
      method: "GET", target: Array(target.utf8), minorVersion: version, lines: lines)
  }

  private func passed(_ lines: [HeaderLine], version: Int = 1) throws -> [String] {
    let head = get([HeaderLine("Host", "localhost:9000")] + lines, version: version)
    return try head.passedOn(.none, by: addresses()).lines.map { "\($0.name): \($0.text)" }
  }

  @Test func `a request names the target, the proxy it came by, and an end`() throws {
    #expect(
      try passed([HeaderLine("Accept", "*/*")]) == [
        "Host: api.test:8000", "Accept: */*", "Via: 1.1 127.0.0.1:9000 (fluidtop 1f)",
        "Connection: close",
      ])
  }

  @Test(arguments: [
    [HeaderLine("Connection", "keep-alive, X-Own"), HeaderLine("x-own", "1")],
    [HeaderLine("Keep-Alive", "timeout=5")], [HeaderLine("Proxy-Connection", "keep-alive")],
    [HeaderLine("TE", "gzip")],
    [HeaderLine("Upgrade", "h2c"), HeaderLine("Connection", "Upgrade")],
    [HeaderLine("Connection", "content-length, host")],
  ])
  func `what belongs to the connection stays behind`(lines: [HeaderLine]) throws {
    #expect(
      try passed(lines) == [
        "Host: api.test:8000", "Via: 1.1 127.0.0.1:9000 (fluidtop 1f)", "Connection: close",
      ])
  }

  @Test func `trailers may come, and a WebSocket may be asked for`() throws {
    let trailers = [HeaderLine("TE", "trailers")]
    #expect(try passed(trailers).suffix(2) == ["Connection: close, TE", "TE: trailers"])
    let upgrade = [
      HeaderLine("Connection", "keep-alive, Upgrade"), HeaderLine("Upgrade", "WebSocket"),
    ]
    #expect(try passed(upgrade).suffix(2) == ["Connection: Upgrade", "Upgrade: websocket"])
  }

  @Test func `what others said of where a request came from is passed as it is`() throws {
    let lines = [HeaderLine("X-Forwarded-For", "1.2.3.4"), HeaderLine("Forwarded", "for=x")]
    #expect(
      try passed(lines)[1...2] == ["X-Forwarded-For: 1.2.3.4", "Forwarded: for=x"])
  }

  @Test(arguments: [
    ("http://localhost:9000", "http://api.test:8000"),
    ("http://localhost:5173", "http://localhost:5173"), ("null", "null"),
  ])
  func `a page of the proxy's own becomes one of the target's`(
    origin: String, expected: String
  ) throws {
    #expect(try passed([HeaderLine("Origin", origin)])[1] == "Origin: \(expected)")
  }

  @Test(arguments: [
    ("Location", "http://api.test:8000/a?b#c", "http://localhost:9000/a?b#c"),
    ("Location", "https://api.test:8000/a", "http://localhost:9000/a"),
    ("Location", "//api.test:8000/a", "http://localhost:9000/a"),
    ("Location", "HTTP://API.TEST:8000", "http://localhost:9000"),
    ("Location", "/a", "/a"), ("Location", "http://other.test/a", "http://other.test/a"),
    ("Location", "http://api.test/a", "http://api.test/a"),
    ("Location", "/in?next=http://other.test/a", "/in?next=http://other.test/a"),
    ("Location", "/in?next=http://api.test:8000/a", "/in?next=http://api.test:8000/a"),
    ("Location", "in#http://api.test:8000/a", "in#http://api.test:8000/a"),
    ("Location", "?next=//api.test:8000/a", "?next=//api.test:8000/a"),
    (
      "Location", "http://api.test:8000/in?next=http://other.test/a",
      "http://localhost:9000/in?next=http://other.test/a"
    ),
    ("Content-Location", "/a?of=http://other.test/b", "/a?of=http://other.test/b"),
    ("Refresh", "5; url=/in?next=http://other.test/a", "5; url=/in?next=http://other.test/a"),
    ("Content-Location", "http://api.test:8000/a", "http://localhost:9000/a"),
    ("Refresh", "5; URL=http://api.test:8000/a", "5; URL=http://localhost:9000/a"),
    ("Refresh", "0;url='http://api.test:8000/a' x", "0;url='http://localhost:9000/a' x"),
    ("Refresh", "5", "5"),
    ("Set-Cookie", "a=b; Domain=api.test; Path=/", "a=b; Path=/"),
    ("Set-Cookie", "a=b; domain=.test", "a=b"),
    ("Set-Cookie", "a=b; Domain=other.test", "a=b; Domain=other.test"),
    ("Set-Cookie", "a=Domain=api.test", "a=Domain=api.test"),
  ])
  func `an answer leads back to the proxy`(name: String, value: String, expected: String) throws {
    let head = AnswerHead(
      status: 200, reason: [], minorVersion: 1, lines: [HeaderLine(name, value)])
    let passed = try head.passedOn(nil, isLast: false, by: addresses())
    #expect(passed.lines == [HeaderLine(name, expected)])
  }

  @Test(
    arguments: [
      ("http://localhost:9000", "http://api.test:8000", "http://localhost:9000"),
      ("http://localhost:9000", "*", "*"),
      ("http://localhost:9000", "http://other.test", "http://other.test"),
      ("http://localhost:5173", "http://api.test:8000", "http://api.test:8000"),
      (nil, "http://api.test:8000", "http://api.test:8000"),
    ] as [(String?, String, String)])
  func `an allowed origin is written back where the request's own was rewritten`(
    origin: String?, allowed: String, expected: String
  ) throws {
    let name = "Access-Control-Allow-Origin"
    let head = AnswerHead(
      status: 200, reason: [], minorVersion: 1, lines: [HeaderLine(name, allowed)])
    let passed = try head.passedOn(nil, isLast: false, by: addresses(origin: origin))
    #expect(passed.lines == [HeaderLine(name, expected)])
  }

  @Test func `a backend that knows nothing of its TLS is led back as well`() throws {
    let lines = [HeaderLine("Location", "http://api.test/a/")]
    let head = AnswerHead(status: 307, reason: [], minorVersion: 1, lines: lines)
    let passed = try head.passedOn(nil, isLast: false, by: addresses("https://api.test"))
    #expect(passed.lines.first?.text == "http://localhost:9000/a/")
  }

  @Test(arguments: [
    ("/a?b", "/a?b"), ("*", "*"), ("http://localhost:9000/a?b", "/a?b"),
    ("http://localhost:9000", "/"), ("http://localhost:9000?b", "/?b"),
    ("a?b=http://other.test/c", "a?b=http://other.test/c"),
  ])
  func `a target is asked for as a server takes it`(target: String, expected: String) throws {
    #expect(try addresses().target(Array(target.utf8)) == Array(expected.utf8))
  }

  @Test(
    arguments: [
      ("localhost:9000", nil), ("127.0.0.1:9000", nil), ("app.localhost", nil), ("[::1]:9000", nil),
      ("evil.test", MessageFault.foreignHost("evil.test")),
      ("192.168.1.2", .foreignHost("192.168.1.2")), ("a/b", .badHost), ("u@localhost", .badHost),
      ("", .badHost),
    ] as [(String, MessageFault?)])
  func `a page that has its name resolved to this machine is refused`(
    host: String, fault: MessageFault?
  ) throws {
    let found: MessageFault?
    do {
      _ = try addresses(host: host)
      found = nil
    } catch {
      found = error as? MessageFault
    }
    #expect(found == fault)
  }

  @Test func `a request that has come through this proxy is in a loop`() throws {
    let passed = try get([HeaderLine("Host", "localhost:9000")])
      .passedOn(.none, by: addresses())
    let url = try #require(WebURL("http://127.0.0.1:9000", toASCII: WebHost.asWritten))
    let target = try #require(ProxyTarget(url))
    let check = RequestCheck(
      target: target, listening: "127.0.0.1:9000", isLocal: false, mark: "1f")
    #expect(throws: MessageFault.loop) { try check.addresses(of: passed) }
    // Another one, on another machine, may well listen at the same address.
    let other = RequestCheck(
      target: target, listening: "127.0.0.1:9000", isLocal: false, mark: "2e")
    #expect(throws: Never.self) { try other.addresses(of: passed) }
  }
}
