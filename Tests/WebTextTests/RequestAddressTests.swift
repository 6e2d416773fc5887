import Testing

@testable import WebText

@Suite struct RequestAddressTests {
  @Test(
    arguments: [
      ("http://h/x?a=1", "http://h/x?a=1", nil),
      ("http+unix://%2Frun%2Fapp.sock/events?a=1", "http://localhost/events?a=1", "/run/app.sock"),
      ("HTTP+UNIX://%2Frun%2Fapp.sock", "http://localhost/", "/run/app.sock"),
      ("http+unix://%2Frun%2Fapp.sock?a=1", "http://localhost/?a=1", "/run/app.sock"),
      ("unix:/run/app.sock:/events", "http://localhost/events", "/run/app.sock"),
      ("unix:///run/app.sock:/events?t=1:2", "http://localhost/events?t=1:2", "/run/app.sock"),
      ("unix:/run/a:b.sock:/x", "http://localhost/x", "/run/a:b.sock"),
      ("unix:app.sock", "http://localhost/", "app.sock"),
    ] as [(String, String, String?)])
  func `an address is a URL, or a path behind a socket`(
    text: String, url: String, socket: String?
  ) throws {
    let address = try #require(RequestAddress(text))
    #expect(address.url.href == url)
    #expect(address.unixSocket == socket)
  }

  @Test(arguments: [
    "", "h", "/x", "ftp://h/", "http://", "http://h:0/", "http://h:99999/", "unix:", "unix::/x",
    "http+unix:///x", "file:///etc/passwd", "http://a b/", "mailto:a@b",
  ])
  func `what can't be asked for is none`(text: String) {
    #expect(RequestAddress(text) == nil)
  }

  @Test func `a place is named as a person would`() {
    #expect(RequestAddress("https://H:8443/x")?.place == "h:8443")
    #expect(RequestAddress("https://h:443/x")?.place == "h")
    #expect(RequestAddress("http://[::1]:80/")?.place == "[::1]")
    #expect(RequestAddress("unix:/run/app.sock:/x")?.place == "unix:/run/app.sock")
  }
}
