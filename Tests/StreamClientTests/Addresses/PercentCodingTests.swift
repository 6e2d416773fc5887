import Testing

@testable import StreamClient

@Suite struct PercentCodingTests {
  private static let signs = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

  @Test(arguments: [
    (PercentEncodeSet.c0Control, ""), (.fragment, " \"<>`"), (.query, " \"#<>"),
    (.specialQuery, " \"#'<>"), (.path, " \"#<>?^`{}"), (.userinfo, " \"#/:;<=>?@[\\]^`{|}"),
    (.component, " \"#$%&+,/:;<=>?@[\\]^`{|}"), (.form, " !\"#$%&'()+,/:;<=>?@[\\]^`{|}~"),
    (.reserved, " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}"),
  ])
  func `a set encodes these signs, controls and what is not ASCII`(
    set: PercentEncodeSet, expected: String
  ) {
    #expect(Self.signs.filter { set.contains($0.asciiValue ?? 0) } == expected)
    #expect([0, 0x1F, 0x7F, 0x80, 0xFF].allSatisfy(set.contains))
    #expect(!"azAZ09".utf8.contains(where: set.contains))
  }

  @Test func `a query's, a form's and a quoted text differ`() {
    let text = "a b+c*~'\"\r\nü%"
    #expect(PercentCoding.query(text) == "a%20b%2Bc%2A~%27%22%0D%0A%C3%BC%25")
    #expect(PercentCoding.form(text) == "a+b%2Bc*%7E%27%22%0D%0A%C3%BC%25")
    #expect(PercentCoding.quoted(text) == "a b+c*~'%22%0D%0Aü%")
  }

  @Test(arguments: [
    ("%41%c3%BC", "Aü"), ("%", "%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("%%41", "%A"),
    ("%2541", "%41"), ("a+b", "a+b"), ("%FF", "\u{FFFD}"), ("", ""),
  ])
  func `two digits behind a percent sign are a byte`(text: String, expected: String) {
    #expect(PercentCoding.decoded(text) == expected)
  }
}
