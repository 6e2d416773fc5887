import Testing

@testable import DemoServer

struct JSONReaderTests {
  @Test(arguments: [
    #"{"a":[1,-2.5,true,false,null],"b":{}}"#, #"[]"#, #""\"\\\n\t\u0001é⚓""#, "12",
  ])
  func `what is read is written back`(text: String) throws {
    #expect(try JSONReader.read(Array(text.utf8)).text == text)
  }

  @Test
  func `escapes and surrogate pairs are read`() throws {
    #expect(try JSONReader.read(Array(#" "\ud83d\ude80\/\u00e9" "#.utf8)) == "🚀/é")
  }

  @Test(arguments: [
    ("", 0), ("{", 1), ("[1,]", 3), (#"{"a" 1}"#, 5), ("[1] 2", 4), ("\"a\nb\"", 2), (#""\x""#, 3),
    (#""\u12""#, 3), ("1.2.3", 0), ("tru", 0),
  ])
  func `a broken document says where`(text: String, offset: Int) {
    #expect(throws: JSONReader.Fault(offset: offset)) { try JSONReader.read(Array(text.utf8)) }
  }

  @Test
  func `nesting has a limit`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: JSONReader.Fault.self) { try JSONReader.read(Array(deep.utf8)) }
  }
}
