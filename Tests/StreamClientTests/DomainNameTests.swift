import Testing
import WebText

@testable import StreamClient

@Suite struct DomainNameTests {
  private func host(_ text: String) -> String? {
    WebURL("http://" + text + "/")?.host
  }

  @Test(arguments: [
    ("xn--NOT-punycode-", "xn--not-punycode-"),
    ("bücher.example", "xn--bcher-kva.example"), ("b%C3%BCcher", "xn--bcher-kva"),
    ("BÜCHER", "xn--bcher-kva"), ("faß.de", "xn--fa-hia.de"), ("日本。ｊｐ", "xn--wgv71a.jp"),
    ("a\u{AD}b", "ab"), ("!.ü", "!.xn--tda"), ("क्\u{200D}ष", "xn--11b2ezcw70k"),
    ("１.２.３.４", "1.2.3.4"),
  ])
  func `a name in whatever script is put into small letters and ASCII`(
    text: String, expected: String
  ) {
    #expect(host(text) == expected)
  }

  @Test(arguments: [
    "%FF", "\u{AD}", "℀", "ü\u{200D}b", "xn--a.ü", "ｘn--a", "％４１",
  ])
  func `what can't be a name in any script is refused`(text: String) {
    #expect(host(text) == nil)
  }
}
