import Testing
import WebText

@testable import StreamClient

@Suite struct ProxySettingsTests {
  private func host(_ url: String, _ environment: [String: String]) throws -> String? {
    let url = try #require(WebURL(url))
    let server = ProxySettings(environment: environment).server(for: url)
    return server.map { "\($0.host):\($0.port)" }
  }

  @Test func `each scheme has its own variable`() throws {
    let environment = ["HTTP_PROXY": "http://plain:1", "https_proxy": "secure:2"]
    #expect(try host("http://example.com/", environment) == "plain:1")
    #expect(try host("https://example.com/", environment) == "secure:2")
    #expect(try host("http://example.com/", [:]) == nil)
    #expect(try host("https://example.com/", ["ALL_PROXY": "http://all:3"]) == "all:3")
  }

  @Test func `small letters win, an empty value is none`() throws {
    #expect(try host("http://a/", ["http_proxy": "x:1", "HTTP_PROXY": "y:2"]) == "x:1")
    #expect(try host("http://a/", ["http_proxy": "", "HTTP_PROXY": "y:2"]) == "y:2")
  }

  @Test func `a CGI process doesn't read HTTP_PROXY`() throws {
    #expect(try host("http://a/", ["HTTP_PROXY": "y:2", "REQUEST_METHOD": "GET"]) == nil)
  }

  @Test(arguments: [
    ("example.com", true), (".example.com", true), ("*.example.com", true), ("*", true),
    ("other.com, example.com", true), ("EXAMPLE.com:8080", true), ("example.com:80", false),
    ("ample.com", false), ("", false), (",", false),
  ])
  func `exceptions are connected directly`(exceptions: String, isDirect: Bool) throws {
    let environment = ["HTTP_PROXY": "p:1", "NO_PROXY": exceptions]
    let server = try host("http://api.example.com:8080/", environment)
    #expect((server == nil) == isDirect)
  }

  @Test(arguments: [
    ("http://[2001:db8::1]/", "[2001:db8::1]", true),
    ("http://[2001:db8::1]/", "2001:db8::1", true),
    ("http://[2001:db8::1]:81/", "[2001:db8::1]:81", true),
    ("http://[2001:db8::1]:82/", "[2001:db8::1]:81", false),
    ("http://[2001:db8::1]/", "2001:db8::/32", true),
    ("http://[2001:db9::1]/", "2001:db8::/32", false),
    ("http://10.20.30.40/", "10.0.0.0/8", true), ("http://11.0.0.1/", "10.0.0.0/8", false),
    ("http://10.20.30.40/", "10.20.30.40/33", false), ("http://10.1.2.3/", "0.0.0.0/0", true),
    ("http://10.example/", "10.0.0.0/8", false), ("http://192.168.1.9/", "192.168.1.8/31", true),
  ])
  func `addresses and blocks of them are exceptions`(url: String, exception: String, isDirect: Bool)
    throws
  {
    #expect(
      (try host(url, ["HTTP_PROXY": "p:1", "NO_PROXY": exception]) == nil) == isDirect)
  }

  @Test func `a name that begins like this machine's address isn't it`() throws {
    #expect(try host("http://127.evil.example/", ["HTTP_PROXY": "p:1"]) == "p:1")
    #expect(try host("http://127.0.0.2/", ["HTTP_PROXY": "p:1"]) == nil)
  }

  @Test func `a proxy that can't be used is told`() {
    let settings = ProxySettings(environment: [
      "HTTPS_PROXY": "ftp://p:1", "ALL_PROXY": "socks6://p:2",
    ])
    #expect(settings.unusableVariables == ["ALL_PROXY", "HTTPS_PROXY"])
    #expect(ProxySettings(environment: ["HTTP_PROXY": "p:1"]).unusableVariables == [])
  }

  @Test(arguments: ["http://localhost:8000/", "http://127.0.0.1/", "http://[::1]:80/"])
  func `this machine is connected directly, unless a proxy is given by hand`(url: String) throws {
    #expect(try host(url, ["HTTP_PROXY": "p:1"]) == nil)
    let settings = try #require(ProxySettings(url: "http://ann:secret@p:1"))
    let server = settings.server(for: try #require(WebURL(url)))
    #expect(server?.host == "p")
    #expect(server?.user == "ann")
    #expect(server?.password == "secret")
  }

  @Test(arguments: [
    ("p", "http://p:80"), ("p:3128", "http://p:3128"), ("http://p:443", "http://p:443"),
    ("https://p", "https://p:443"), ("socks5://p", "socks5://p:1080"),
    ("SOCKS5H://[::1]:9050", "socks5h://[::1]:9050"), ("socks4a://p:80/", "socks4a://p:80"),
  ])
  func `a proxy is one of five kinds`(text: String, url: String) {
    #expect(ProxyServer(url: text)?.url == url)
  }

  @Test func `what is no proxy's URL is refused`() {
    #expect(ProxySettings(url: "ftp://p:1") == nil)
    #expect(ProxySettings(url: "http://") == nil)
  }
}
