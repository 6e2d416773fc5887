import Testing

@testable import StreamClient

@Suite struct ProxySettingsTests {
  private func host(_ url: String, _ environment: [String: String]) throws -> String? {
    let origin = try #require(Origin(url: url))
    let server = ProxySettings(environment: environment).server(for: origin)
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

  @Test(arguments: ["http://localhost:8000/", "http://127.0.0.1/", "http://[::1]:80/"])
  func `this machine is connected directly, unless a proxy is given by hand`(url: String) throws {
    #expect(try host(url, ["HTTP_PROXY": "p:1"]) == nil)
    let settings = try #require(ProxySettings(url: "http://ann:secret@p:1"))
    let server = settings.server(for: try #require(Origin(url: url)))
    #expect(server?.host == "p")
    #expect(server?.user == "ann")
    #expect(server?.password == "secret")
  }

  @Test func `what is no proxy's URL is refused`() {
    #expect(ProxySettings(url: "socks5://p:1") == nil)
    #expect(ProxySettings(url: "http://") == nil)
  }
}
