import Discovery
import Testing

@Suite struct `Addresses as people write them` {
  @Test(arguments: [
    ("http://h/x", "http://h/x"), ("HTTPS://h", "HTTPS://h"), ("ftp://h", "ftp://h"),
    ("localhost:9100", "http://localhost:9100"), (":9100/x", "http://localhost:9100/x"),
    ("127.0.0.1:9100?x=1", "http://127.0.0.1:9100?x=1"), ("127.0.0.1", "http://127.0.0.1"),
    ("[::1]", "http://[::1]"), ("[::1]:9100/x", "http://[::1]:9100/x"),
    ("[fe80::1%eth0]:9100", "http://[fe80::1%eth0]:9100"),
    ("localhost", "http://localhost"), ("Api.Localhost/x", "http://Api.Localhost/x"),
    ("u:p@h:1/x", "http://u:p@h:1/x"), ("h:80#f", "http://h:80#f"),
    ("localhost:1/x?to=http://h", "http://localhost:1/x?to=http://h"),
    ("example.com/events", "http://example.com/events"),
    ("bücher.example/x", "http://bücher.example/x"),
  ])
  func `what names a host is a URL, with http in front where no scheme is`(
    written: String, url: String
  ) {
    #expect(WrittenAddress(written)?.url == url)
  }

  @Test(arguments: [
    ("unix:/run/a.sock:/x?y=1", "http+unix://%2Frun%2Fa.sock/x?y=1"),
    ("unix:///run/a.sock", "http+unix://%2Frun%2Fa.sock/"),
    ("UNIX:a.sock:/", "http+unix://a.sock/"),
    ("http+unix://%2Frun%2Fa.sock", "http+unix://%2Frun%2Fa.sock/"),
    ("unix:", "unix:"),
  ])
  func `a socket of this machine has one form`(written: String, url: String) {
    #expect(WrittenAddress(written)?.url == url)
  }

  @Test(arguments: [
    "", "orders", "/orders", "GET /orders", "orders/stream", "orders.list", "main:app",
    "shop.main:create_app()", "path/main.py", "src/main.py:app", "a:b:80", "h:0", "h:99999",
    "../folder/x", "./folder", ".venv/lib", "a b:80", "v1.2/x", "::1", "1", "what?/x",
    "example.com",
  ])
  func `a name, an application or a path is none`(text: String) {
    #expect(WrittenAddress(text) == nil)
  }

  @Test func `only a bare name with a dot may be a path as well`() {
    #expect(WrittenAddress("example.com/x")?.mayBePath == true)
    for certain in ["http://example.com/x", "example.com:80/x", "localhost/x", "10.0.0.1/x"] {
      #expect(WrittenAddress(certain)?.mayBePath == false)
    }
  }
}
