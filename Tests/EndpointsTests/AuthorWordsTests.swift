import StreamDecoding
import Testing

@testable import Endpoints

@Suite struct AuthorWordsTests {
  @Test(arguments: [
    ("One\ntwo.\n\nMore.", "One two.", "More."), ("\n  One.  \n", "One.", ""), ("", "", ""),
    ("One:\n- a\n- b", "One:", "- a\n- b"), ("One\n1. a", "One", "1. a"),
    ("One.\r\n\r\nTwo\n\n\n    code\n", "One.", "Two\n\n\n    code"),
    ("a\u{1B}[2J\n\nb\u{202E}", "a\u{FFFD}[2J", "b\u{FFFD}"),
  ])
  func `the first paragraph is the sentence, the others stand below`(
    text: String, sentence: String, rest: String
  ) {
    let words = AuthorWords(text)
    #expect(words.sentence == sentence)
    #expect(words.rest == rest)
  }

  @Test func `a document's summary has the whole description below it`() throws {
    let document = #"""
      {"openapi": "3.1.0", "paths": {"/x": {
        "get": {"summary": "Read it", "description": "Reads\nit.\n\nSlowly.", "responses": {}},
        "put": {"operationId": "write_it", "summary": "Write It", "description": "Writes\nit.\n\nSlowly.",
          "responses": {}}}}}
      """#
    let found = try OpenAPIDocument(parsing: Array(document.utf8)).catalog(at: "x").endpoints
    #expect(found.map(\.summary) == ["Read it", "Writes it."])
    #expect(found.map(\.details) == ["Reads it.\n\nSlowly.", "Slowly."])
  }
}
