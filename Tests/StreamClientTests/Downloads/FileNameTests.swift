import Testing

@testable import StreamClient

@Suite struct FileNameTests {
  @Test(arguments: [
    ("report.csv", "report.csv"), ("../../etc/passwd", "passwd"), ("a\\b\\c.txt", "c.txt"),
    (".bashrc", "bashrc"), ("...", nil), ("..", nil), (".", nil), ("", nil), ("a/", nil),
    ("x\u{0}\u{1B}[31m.txt", "x[31m.txt"), ("a\nb", "ab"), ("  name . ", "name"),
    ("photo\u{202E}gpj.exe", "photogpj.exe"), ("CON", "_CON"), ("nul.txt", "_nul.txt"),
    ("console", "console"), ("日本.txt", "日本.txt"), ("..hidden", "hidden"),
    ("-rf", "_-rf"), ("../--help", "_--help"), (". -x", "_-x"), ("a-b", "a-b"),
  ])
  func `a name is reduced to what is safe`(given: String, safe: String?) {
    #expect(FileName(reducing: given)?.text == safe)
  }

  @Test func `a long name is cut between characters, its extension kept`() throws {
    let name = try #require(FileName(reducing: String(repeating: "é", count: 300) + ".csv"))
    #expect(name.text.utf8.count <= 200)
    #expect(name.text.hasSuffix("é.csv"))
  }

  @Test func `a name of one endless character stays visible`() throws {
    let marks = String(repeating: "\u{0301}", count: 150)
    let name = try #require(FileName(reducing: "a" + marks + ".txt"))
    #expect(name.text.utf8.count <= 200)
    #expect(name.text.hasPrefix("a") || name.text.unicodeScalars.first == "a")
    #expect(name.text.hasSuffix(".txt"))
    let second = try #require(FileName(reducing: String(repeating: "b", count: 150) + "a" + marks))
    #expect(second.text == String(repeating: "b", count: 150))
  }

  @Test(arguments: [
    (nil, "http://h/files/a.bin?x=/b", "a.bin"), (nil, "http://h/", "download"),
    (nil, "http://h", "download"), (nil, "http://h/a/..", "download"),
    (nil, "http://h/a%2F..%2F.b", "b"), ("attachment; filename=\"/\"", "http://h/c", "c"),
    ("attachment; filename=d", "http://h/c", "d"),
  ])
  func `the server names a file, else the URL does`(header: String?, url: String, name: String) {
    #expect(FileName(contentDisposition: header, url: url).text == name)
  }
}
