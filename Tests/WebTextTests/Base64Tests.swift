import Testing
import WebText

@Suite struct Base64Tests {
  /// Source: RFC 4648, 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `the standard's vectors`(plain: String, text: String) {
    #expect(Base64.text(of: Array(plain.utf8)) == text)
    #expect(Base64.bytes(of: text.utf8) == Array(plain.utf8))
  }

  @Test func `every byte comes back`() {
    let bytes = Array(UInt8.min...UInt8.max)
    #expect(Base64.bytes(of: Base64.text(of: bytes).utf8) == bytes)
  }

  @Test(arguments: ["Zg-_", "a b=", "é"])
  func `what has other signs is none`(text: String) {
    #expect(Base64.bytes(of: text.utf8) == nil)
  }
}
