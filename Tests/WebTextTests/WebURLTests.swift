import Testing

@testable import WebText

@Suite struct WebURLTests {
  @Test(arguments: [
    "http://a/?ids[]=1&x=%26y", "http://a/?x=%2f%2F%", "http://a/?q=a+b", "http://a/%2F%41%zz",
    "http://a/b%20c#d%20e", "http://us%65r:p%40ss@a/", "http://a/?", "http://a/#", "http://a//b//",
    "http://a/;x=1,2?y=!$&()*,;:@/?", "http://a/[b]@:c",
  ])
  func `what is written rightly stays as it is, percent signs too`(url: String) {
    #expect(WebURL(url)?.href == url)
  }

  @Test(arguments: [
    ("http://a/ü b", "http://a/%C3%BC%20b"),
    (#"http://a/|{}"<>`^'\b"#, "http://a/|%7B%7D%22%3C%3E%60%5E'/b"),
    ("http://a/?ü b|{}", "http://a/?%C3%BC%20b|{}"),
    (#"http://a/?"'<>`^\"#, #"http://a/?%22%27%3C%3E`^\"#),
    ("http://a/#ü \"<>`'{}|#", "http://a/#%C3%BC%20%22%3C%3E%60'{}|#"),
    ("http://a b:c|d@h/", "http://a%20b:c%7Cd@h/"),
    ("http://ü:[p]@h/", "http://%C3%BC:%5Bp%5D@h/"),
    ("http://a/\u{7F}\u{1}b", "http://a/%7F%01b"),
  ])
  func `each place of a URL encodes what it can't hold`(url: String, expected: String) {
    #expect(WebURL(url)?.href == expected)
  }

  @Test(arguments: [
    ("  http://a/b  ", "http://a/b"), ("ht\ntp://a/\tb\r", "http://a/b"),
    ("\u{0}http://a/\u{1F}", "http://a/"), ("HTTP://A", "http://a/"),
    ("http:a", "http://a/"), ("http:/a", "http://a/"), ("http:////a/b", "http://a/b"),
    (#"http:\\a\b?c\d"#, #"http://a/b?c\d"#),
  ])
  func `what browsers forgive is forgiven`(url: String, expected: String) {
    #expect(WebURL(url)?.href == expected)
  }

  @Test(arguments: [
    ("a/./b", "/a/b"), ("a/../b", "/b"), ("a/b/..", "/a/"), ("a/b/.", "/a/b/"),
    ("../../a", "/a"), ("a/%2e%2E/b", "/b"), ("a/%2e/b", "/a/b"), ("a/.%2e/.", "/"),
    ("a/.../b", "/a/.../b"), ("a//../b", "/a/b"), ("a/..b", "/a/..b"), (#"a\..\b"#, "/b"),
  ])
  func `dots in a path are resolved`(path: String, expected: String) {
    #expect(WebURL("http://host/" + path)?.path == expected)
  }

  @Test(arguments: [
    ("b", "http://h:1/x/b"), ("/b", "http://h:1/b"), ("?b", "http://h:1/x/y?b"),
    ("#b", "http://h:1/x/y?q#b"), ("", "http://h:1/x/y?q"), ("//b/c", "http://b/c"),
    ("../../b", "http://h:1/b"), (".", "http://h:1/x/"), ("http:b", "http://h:1/x/b"),
    ("https:b", "https://b/"), (#"\b"#, "http://h:1/b"), ("b:c", "b:c"), ("ftp://b", "ftp://b/"),
    ("b?c=http://d", "http://h:1/x/b?c=http://d"), ("///b", "http://b/"),
  ])
  func `a reference is read from its base`(reference: String, expected: String) throws {
    let base = try #require(WebURL("http://h:1/x/y?q#f"))
    #expect(WebURL(reference, relativeTo: base)?.href == expected)
  }

  @Test func `a reference keeps its base's credentials, another host has none`() throws {
    let base = try #require(WebURL("http://u:p@h/x"))
    #expect(WebURL("y", relativeTo: base)?.href == "http://u:p@h/y")
    #expect(WebURL("//g/y", relativeTo: base)?.href == "http://g/y")
  }

  @Test(arguments: [
    "", "a", "/a", "//a", "?a", "http:", "http://", "http://?a", "https:///", "http://:80",
    "http://u:p@/", "http://a:b/", "http://a:65536/", "http://a:-1/", "http://a:1:2/", "1http://a",
    "://a", "http ://a", "http://u:a/b@h/",
  ])
  func `what is no whole URL is refused`(url: String) {
    #expect(WebURL(url) == nil)
  }

  @Test(arguments: ["ftp://a/b", "ws://a/b", "file:///a/b", "mailto:a@b", "data:,x y", "x:/a"])
  func `another scheme is read, and told apart`(url: String) throws {
    let parsed = try #require(WebURL(url))
    #expect(!parsed.isHTTP)
    #expect(parsed.href == url)
  }
}

/// The parts of a URL, and what is asked of it.
@Suite struct WebURLPartsTests {
  @Test func `a URL has its parts`() throws {
    let url = try #require(WebURL("https://u%40:p%20@Host:8443/a%20b?c=%26#d"))
    #expect(url.scheme == "https")
    #expect(url.username == "u%40")
    #expect(url.decodedUsername == "u@")
    #expect(url.password == "p%20")
    #expect(url.decodedPassword == "p ")
    #expect(url.host == "host")
    #expect(url.port == 8443)
    #expect(url.path == "/a%20b")
    #expect(url.decodedPath == "/a b")
    #expect(url.query == "c=%26")
    #expect(url.fragment == "d")
  }

  @Test(arguments: [
    ("http://a:80/", nil, 80), ("https://a:443/", nil, 443), ("http://a:443/", 443, 443),
    ("http://a:/", nil, 80), ("http://a:00081/", 81, 81), ("http://a:0/", 0, 0),
    ("https://a/", nil, 443), ("x://a/", nil, nil), ("x://a:80/", 80, 80),
  ])
  func `the scheme's own port is none`(url: String, port: Int?, effective: Int?) throws {
    let url = try #require(WebURL(url))
    #expect(url.port == port)
    #expect(url.effectivePort == effective)
  }

  @Test(arguments: [
    ("http://u:p@a/", "u", "p"), ("http://u@a/", "u", ""), ("http://:p@a/", "", "p"),
    ("http://:@a/", "", ""), ("http://@a/", "", ""), ("http://u:p:q@a/", "u", "p:q"),
    ("http://u@b:p@c@a/", "u@b", "p@c"),
  ])
  func `credentials stand before the last at sign`(
    url: String, user: String, password: String
  ) throws {
    let url = try #require(WebURL(url))
    #expect(url.decodedUsername == user)
    #expect(url.decodedPassword == password)
    #expect(url.withoutCredentials.href == "http://a/")
    #expect("\(url)" == "http://a/")
  }

  @Test(arguments: [
    ("http://a/", "http://A:80/b?c", true), ("http://a/", "http://u:p@a/", true),
    ("http://a/", "https://a/", false), ("http://a/", "http://a:81/", false),
    ("http://a/", "http://b/", false), ("http://127.1/", "http://127.0.0.1/", true),
    ("http://[fe80::1%25a]/", "http://[fe80::1%25b]/", false), ("x:a", "x:a", false),
  ])
  func `an origin is scheme, host and port`(one: String, other: String, isSame: Bool) throws {
    let one = try #require(WebURL(one))
    #expect(one.isSameOrigin(as: try #require(WebURL(other))) == isSame)
  }

  @Test(arguments: [
    ("http://localhost/", true), ("http://a.LOCALHOST/", true), ("http://localhost.a/", false),
    ("http://localhost./", true), ("http://a.localhost./", true), ("http://xlocalhost./", false),
    ("http://localhost../", false),
    ("http://127.1/", true), ("http://127.evil.example/", false), ("http://[::1]/", true),
    ("http://0x7f000002/", true), ("http://128.0.0.1/", false), ("http://[::2]/", false),
  ])
  func `this machine has names and addresses`(url: String, isLoopback: Bool) {
    #expect(WebURL(url)?.isLoopback == isLoopback)
  }

  @Test func `a long path with many dots is read in one sweep`() throws {
    let path = String(repeating: "a/../b/", count: 5000)
    let url = try #require(WebURL("http://h/" + path + String(repeating: "../", count: 5000)))
    #expect(url.path == "/")
  }

  /// URLs put together at random, the same ones in every run.
  @Test
  func `whatever is read is written as it is read again, without credentials where it is shown`() {
    let pieces = [
      "http:", "https:", "ftp:", "a:", "/", "//", "\\", "..", "%2e", ".", "?", "#", "@", ":",
      "[::1]",
      "[", "127.1", "0x7f", "host", "é", " ", "\t", "%", "%41", "user", "80", "\0", "|", "xn--",
    ]
    let base = WebURL("http://base/a/b?c")
    var seed: UInt64 = 7
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<Int(seed >> 33) % 9 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(seed >> 33) % pieces.count]
      }
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      for url in [WebURL(text), WebURL(text, relativeTo: base)].compactMap(\.self) {
        #expect(WebURL(url.href)?.href == url.href, "\(text)")
        let behindHost = url.path + (url.query ?? "") + (url.fragment ?? "")
        // In a path that is one opaque text spaces stay.
        #expect(behindHost.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(text)")
        #expect(url.withoutCredentials.username.isEmpty && url.withoutCredentials.password.isEmpty)
      }
    }
  }

  @Test(arguments: [
    ("stream_logs", "stream_logs"), ("GET /logs", "GET /logs"), ("main:app", "main:app"),
    ("node_modules/@a/api.json", "node_modules/@a/api.json"), ("", ""),
    ("/logs?token=hunter2", "/logs…"), ("logs#token=hunter2", "logs…"),
    ("me:hunter2@host:99999/logs", "…@host:99999/logs"),
    ("https:/me:hunt/er2@host/logs?x", "…@host/logs…"),
    ("curl -H 'Bearer hunter2' http://host", "curl …"),
    ("me:\u{301}hunter2@\u{301}host:x?\u{301}hunter2", "…@\u{301}host:x…"),
  ])
  func `what should have been a name is told without secrets`(text: String, shown: String) {
    #expect(WebURL.hidingSecrets(inName: text) == shown)
  }
}
