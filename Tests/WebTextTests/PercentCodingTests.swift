import Testing

@testable import WebText

@Suite struct PercentCodingTests {
  private static let signs = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"

  @Test(arguments: [
    (PercentEncodeSet.c0Control, ""), (.fragment, " \"<>`"), (.query, " \"#<>"),
    (.specialQuery, " \"#'<>"), (.path, " \"#<>?^`{}"), (.userinfo, " \"#/:;<=>?@[\\]^`{|}"),
    (.component, " \"#$%&+,/:;<=>?@[\\]^`{|}"), (.form, " !\"#$%&'()+,/:;<=>?@[\\]^`{|}~"),
    (.reserved, " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}"), (.pathText, " \"#%<>?[\\]^`{|}"),
    (.pathValue, " !\"#$%&'()*+,:;<=>?@[\\]^`{|}"), (.cookie, " \",;\\"),
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
    ("/a%20b/c", "/a%20b/c"), ("/100%", "/100%25"), ("/%zz%4", "/%25zz%254"),
    ("/ü%C3", "/%C3%BC%C3"),
    ("/%+4", "/%25+4"),
  ])
  func `in a written path what is encoded stays, and any other percent sign doesn't`(
    text: String, expected: String
  ) {
    #expect(text.percentEncoded(.pathText) == expected)
  }

  @Test(arguments: [("a+b%2B", "a b+"), ("%20+", "  ")])
  func `in a form a plus is a space`(text: String, expected: String) {
    #expect(PercentCoding.decoded(form: text) == expected)
  }

  @Test(arguments: [
    ("", true), ("a%20", true), ("%", false), ("%4", false), ("%zz", false), ("%41%", false),
    ("%+4", false),
  ])
  func `a text is whole when each percent sign has its digits`(text: String, isWhole: Bool) {
    #expect(PercentCoding.isWhole(text) == isWhole)
  }

  @Test(arguments: [
    ("%41%c3%BC", "Aü"), ("%", "%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("%%41", "%A"),
    ("%2541", "%41"), ("a+b", "a+b"), ("%FF", "\u{FFFD}"), ("%+4", "%+4"), ("", ""),
  ])
  func `two digits behind a percent sign are a byte`(text: String, expected: String) {
    #expect(PercentCoding.decoded(text) == expected)
  }
}
