import ClientExport
import Testing

@testable import TUI

/// Program text in tokens.
@Suite struct CodeTextTests {
  /// The tokens of each line that are more than plain text, as `sort:text`.
  private func told(_ text: String, in language: ExportLanguage) -> [String] {
    let code = CodeText(text, as: language.syntax)
    #expect(code.lines.map { $0.map(\.text).joined() } == lines(of: text))
    return code.lines.map { line in
      line.filter { $0.kind != .plain }.map { "\($0.kind):\($0.text)" }.joined(separator: " ")
    }
  }

  private func lines(of text: String) -> [String] {
    Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `a template literal goes over lines and holds code`() {
    #expect(
      told("const a = `x\n'${b ? `in ${1}` : {c: \"d\"}.c}' y`; // z", in: .typescript) == [
        "keyword:const string:`x",
        "string:' string:`in  number:1 string:` string:\"d\" string:' y` comment:// z",
      ])
  }

  @Test func `a comment of a script goes over lines, and a string ends with its line`() {
    #expect(
      told(
        "/* it's\n * \"so\" */ let n = 0x1F + 2.5; s = 'a\\'b'\nlet t = 'open\nnull",
        in: .javascript)
        == [
          "comment:/* it's",
          "comment: * \"so\" */ keyword:let number:0x1F number:2.5 string:'a\\'b'",
          "keyword:let string:'open", "literal:null",
        ])
  }

  @Test func `quotes in a regular expression open no string`() {
    #expect(
      told("a = b / c; d = /['\"/]/g.test(\"x\");", in: .typescript) == [
        "string:/['\"/]/g string:\"x\""
      ])
  }

  @Test func `a member may be called as a keyword is`() {
    #expect(told("a.delete; delete a", in: .typescript) == ["keyword:delete"])
  }

  @Test func `a long string of Python goes over lines`() {
    #expect(
      told("def f():\n    \"\"\"it's\n    \"# no\" \"\"\"\n    return 1_000  # yes", in: .python)
        == [
          "keyword:def", "string:\"\"\"it's", "string:    \"# no\" \"\"\"",
          "keyword:return number:1_000 comment:# yes",
        ])
  }

  @Test func `Swift has nested comments, insertions and raw strings`() {
    #expect(
      told(
        "/* a /* b */ c */ let x = \"n: \\(f(\"(\", 2)) m\"\nlet y = #\"\\\"#, z = 0..<3",
        in: .swift)
        == [
          "comment:/* a /* b */ c */ keyword:let string:\"n:  string:\"(\" number:2 string: m\"",
          "keyword:let string:#\"\\\"# number:0 number:3",
        ])
  }

  @Test func `in a shell single quotes take everything and double quotes have variables`() {
    #expect(
      told("curl -N 'a\\' \"b $KEY ${ID}x\" \\\n  -d 'c\n# d' ftp://h/#e # f", in: .curl) == [
        "keyword:curl string:'a\\' string:\"b  variable:$KEY string:  variable:${ID} string:x\"",
        "string:'c", "string:# d' comment:# f",
      ])
  }

  @Test func `a request file has settings, a request's line, headers and a body`() {
    #expect(
      told(
        "@K = {{$processEnv K}}\n\n### a\nPOST {{U}}/x\nA: b {{K}}\n\n{\"n\": \"{{K}}\", \"m\": 1}",
        in: .http)
        == [
          "key:@K  string:  variable:{{$processEnv K}}", "", "comment:### a",
          "keyword:POST string:  variable:{{U}} string:/x", "key:A string: b  variable:{{K}}", "",
          "punctuation:{ key:\"n\" punctuation:: string:\" variable:{{K}} string:\" punctuation:, "
            + "key:\"m\" punctuation:: number:1 punctuation:}",
        ])
  }

  @Test func `JSON has its own sorts`() {
    #expect(
      told("{\n  \"a\": [true, -1, \"b\"]\n}", in: .openapi) == [
        "punctuation:{",
        "key:\"a\" punctuation:: punctuation:[ literal:true punctuation:, number:-1 punctuation:, "
          + "string:\"b\" punctuation:]", "punctuation:}",
      ])
  }

  @Test(arguments: ExportLanguage.allCases)
  func `no string of generated code is taken to go on behind its end`(language: ExportLanguage) {
    let text = ClientCode.text(
      of: ExportSubject(Harbour.catalog.endpoints, of: Harbour.catalog), in: language)
    let lines = CodeText(text + "end", as: language.syntax).lines
    #expect(lines.last?.last?.text.hasSuffix("end") == true)
    #expect(lines.last?.last?.kind == .plain)
    let strings = lines.flatMap { $0 }.filter { $0.kind == .string }.map(\.text)
    let keywords = [" return ", " const ", " def ", " func "]
    #expect(strings.filter { text in keywords.contains { text.contains($0) } } == [])
  }

  @Test(arguments: ExportLanguage.allCases)
  func `any text is kept as it is`(language: ExportLanguage) {
    for text in ["`${", "\"\\", "/*", "'", "\"\"\"\\(", "{{", "@", "ä\u{301}\r\n$", "\"$"] {
      _ = told("a " + text + "\nb", in: language)
    }
  }
}
