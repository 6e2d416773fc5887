import Testing
import WebText

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

  /// Headers put together at random, the same ones in every run.
  @Test func `whatever a server says, the name is one that can be seen and written`() {
    let pieces = [
      "attachment", "; ", "filename=", "filename*=", "UTF-8''", "iso-8859-1'en'", "\"", "\\", "/",
      "..", ".",
      "-", "%2F", "%00", "%E2%80%AE", "con", ".txt", " ", "\u{1B}[2J", "\u{202E}", "\0", "é",
      "\u{301}",
      String(repeating: "x", count: 300),
    ]
    var seed: UInt64 = 5
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<10 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(seed >> 33) % pieces.count]
      }
      let name = FileName(contentDisposition: text, url: "http://h/" + text).text
      #expect(!name.isEmpty && name.utf8.count <= 201, "\(text)")
      #expect(!name.hasPrefix(".") && !name.hasPrefix("-"), "\(text)")
      #expect(!name.unicodeScalars.contains { $0.isUnseen || "/\\".unicodeScalars.contains($0) })
    }
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
