import Testing

@testable import WebText

@Suite struct WebHostTests {
  private func host(_ text: String) -> String? {
    WebURL("http://" + text + "/")?.host
  }

  @Test(arguments: [
    ("EXAMPLE.com", "example.com"), ("ex%41mple", "example"), ("a.b.", "a.b."),
    ("a_b-c!$&'()*+,;=~", "a_b-c!$&'()*+,;=~"), ("xn--NOT-punycode-", "xn--not-punycode-"),
  ])
  func `a name is in small letters`(text: String, expected: String) {
    #expect(host(text) == expected)
  }

  @Test(arguments: [
    "a b", "a%20b", "a%00b", "a%2Fb", "a<b", "a|b", "a^b", "a%b", "a]b",
  ])
  func `what can't be a name is refused`(text: String) {
    #expect(host(text) == nil)
  }

  @Test func `a name of the web is put into ASCII by whoever is given for it`() throws {
    let bytes = Array("ü".utf8)[...]
    #expect(WebHost(bytes, isSpecial: true, toASCII: { _ in nil }) == nil)
    #expect(WebHost(bytes, isSpecial: true, toASCII: { _ in "x" }) == .domain("x"))
    #expect(WebHost(bytes, isSpecial: false, toASCII: { _ in nil }) == .opaque("%C3%BC"))
  }

  @Test(arguments: [
    ("127.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"), ("0x7f.1", "127.0.0.1"),
    ("0177.0.0.01", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x", "0.0.0.0"),
    ("1.2.3.4.", "1.2.3.4"), ("1.65535", "1.0.255.255"),
    ("255.255.255.255", "255.255.255.255"), ("a.1b", "a.1b"), ("1.2.3.4.a", "1.2.3.4.a"),
  ])
  func `an IPv4 address has many forms`(text: String, expected: String) {
    #expect(host(text) == expected)
  }

  @Test(arguments: [
    "256.1.1.1", "1.2.3.4.5", "1.2.3.256", "4294967296", "08.1", "a.1", "1..2", "0xg.1",
    "1.0x1ff0000", "99999999999999999999999999",
  ])
  func `what ends in a number is an IPv4 address or nothing`(text: String) {
    #expect(host(text) == nil)
  }

  @Test(arguments: [
    ("[::1]", "[::1]"), ("[::]", "[::]"), ("[1:0:0:2:0:0:0:3]", "[1:0:0:2::3]"),
    ("[2001:DB8:0:0:1:0:0:1]", "[2001:db8::1:0:0:1]"), ("[1:0:2:3:4:5:6:7]", "[1:0:2:3:4:5:6:7]"),
    ("[::ffff:1.2.3.4]", "[::ffff:102:304]"), ("[1::]", "[1::]"),
    ("[0001:2:3:4:5:6:7::]", "[1:2:3:4:5:6:7:0]"),
    ("[1:2:3:4:5:6:1.2.3.4]", "[1:2:3:4:5:6:102:304]"),
  ])
  func `an IPv6 address is compressed`(text: String, expected: String) throws {
    let url = try #require(WebURL("http://" + text + ":8080/"))
    #expect(url.host == expected)
    #expect(url.address == String(expected.dropFirst().dropLast()))
    #expect(url.isHostAddress)
  }

  @Test(arguments: [
    "[]", "[:]", "[:::]", "[1::2::3]", "[1:2:3:4:5:6:7]", "[1:2:3:4:5:6:7:8:9]", "[12345::]",
    "[g::]", "[::1.2.3]", "[::1.2.3.04]", "[::1.2.3.256]", "[1.2.3.4::]", "[::1", "::1]", "[::1]a",
    "[1:]", "[1:2:3:4:5:6:7:1.2.3.4]", "[::1.2.3.4:5]",
  ])
  func `what is no IPv6 address is refused`(text: String) {
    #expect(host(text) == nil)
  }

  @Test(arguments: [
    ("[fe80::1%25eth0]", "eth0"), ("[fe80::1%eth0]", "eth0"), ("[FE80::1%25En_0.1~-]", "En_0.1~-"),
    ("[febf::1%252]", "2"),
  ])
  func `a link-local address has a zone`(text: String, zone: String) throws {
    let url = try #require(WebURL("http://" + text + ":1/"))
    #expect(url.zone == zone)
    #expect(url.address == (text.hasPrefix("[febf") ? "febf::1" : "fe80::1"))
    #expect(url.host == "[\(url.address)%25\(zone)]")
    #expect(WebURL(url.href) == url)
  }

  @Test(arguments: [
    "[::1%25eth0]", "[fe80::1%25]", "[fe80::1%]", "[fe80::1%25a b]", "[fe80::1%25a%2525]",
    "[fec0::1%25eth0]", "fe80::1%25eth0",
  ])
  func `no other zone is allowed`(text: String) {
    #expect(host(text) == nil)
  }
}
