import Testing

@testable import ReverseProxy

struct HeadParserTests {
  private func request(_ text: String) throws -> RequestHead {
    try HeadParser.request(Array(text.utf8))
  }

  @Test func `a request is read, whatever white space stands around its values`() throws {
    let head = try request("\r\nGET /a?b=%20c HTTP/1.1\r\nHost: a\r\nX:\t b c \r\nEmpty:\r\n\r\n")
    #expect(head.method == "GET")
    #expect(head.target == Array("/a?b=%20c".utf8))
    #expect(head.minorVersion == 1)
    #expect(head.lines.map(\.name) == ["Host", "X", "Empty"])
    #expect(head.lines.map(\.text) == ["a", "b c", ""])
  }

  @Test(arguments: [
    ("GET /\r\nHost: a\r\n\r\n", MessageFault.badStartLine),
    ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", .badStartLine),
    ("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", .badStartLine),
    ("G(T / HTTP/1.1\r\nHost: a\r\n\r\n", .badStartLine),
    ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", .badVersion),
    ("GET / http/1.1\r\nHost: a\r\n\r\n", .badStartLine),
    ("CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", .badMethod),
    ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", .badMethod),
    ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", .badHeaderLine),
    ("GET / HTTP/1.1\r\n: a\r\n\r\n", .badHeaderLine),
    ("GET / HTTP/1.1\r\nno colon\r\n\r\n", .badHeaderLine),
    ("GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", .foldedLine),
    ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", .foldedLine),
    ("GET / HTTP/1.1\nHost: a\n\n", .badHeaderLine),
    ("GET / HTTP/1.1\r\nA: b\u{0}c\r\n\r\n", .badHeaderLine),
    ("GET / HTTP/1.1\r\nA: b\rc\r\n\r\n", .badHeaderLine),
    ("GET / HTTP/1.1\r\nA: \u{1B}[2J\r\n\r\n", .badHeaderLine),
  ])
  func `a request that two programs could read differently is refused`(
    text: String, fault: MessageFault
  ) {
    #expect(throws: fault) { try request(text) }
  }

  @Test func `an answer is read as browsers read it`() throws {
    let text =
      "HTTP/1.0 200 O K\nA : b\r\nfolded: 1\r\n  2\nblank: 3\r\n \t\nlate:\r\n 4\nno colon\r\n\r\n"
    let head = try HeadParser.answer(Array(text.utf8))
    #expect(head.status == 200)
    #expect(head.reason == Array("O K".utf8))
    #expect(head.minorVersion == 0)
    #expect(
      head.lines == [
        HeaderLine("A", "b"), HeaderLine("folded", "1 2"), HeaderLine("blank", "3"),
        HeaderLine("late", "4"),
      ])
  }

  @Test(arguments: [
    "SSH-2.0 hello\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 abc OK\r\n\r\n", "\r\n\r\n",
    "HTTP/1.1 200 OK\r\nA: b\u{0}\r\n\r\n",
  ])
  func `what is no answer is refused`(text: String) {
    #expect(throws: MessageFault.self) { try HeadParser.answer(Array(text.utf8)) }
  }

  @Test(
    arguments: [
      ("", nil), ("GET / HTTP/1.1\r\nHost: a\r\n", nil), ("GET / HTTP/1.1\r\nHost: a\r\n\r", nil),
      ("GET / HTTP/1.1\r\n\r\nbody", 18), ("\r\n\r\nGET / HTTP/1.1\r\n\r\nbody", 22),
      ("HTTP/1.1 200\n\nbody", 14),
    ] as [(String, Int?)])
  func `a head ends with its blank line`(text: String, length: Int?) throws {
    var end = HeadEnd()
    let found = try Array(text.utf8).withUnsafeBytes { try end.length(of: $0) }
    #expect(found == length)
  }

  @Test
  func `a head that comes byte by byte ends where it does in one piece, and so does the next`()
    throws
  {
    let bytes = Array("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    var end = HeadEnd()
    for _ in 1...2 {
      let found = try (1...bytes.count).map { count in
        try bytes.prefix(count).withUnsafeBytes { try end.length(of: $0) }
      }
      #expect(found.dropLast().allSatisfy { $0 == nil })
      #expect(found.last == bytes.count)
    }
  }

  @Test func `a head without an end is given up at the limit, and so are lines without number`() {
    let endless = Array(repeating: UInt8(ascii: "a"), count: HeadParser.limit)
    #expect(throws: MessageFault.tooLarge) {
      var end = HeadEnd()
      _ = try endless.withUnsafeBytes { try end.length(of: $0) }
    }
    let lines = String(repeating: "A: b\r\n", count: HeadParser.mostLines + 1)
    #expect(throws: MessageFault.tooLarge) { try request("GET / HTTP/1.1\r\n" + lines + "\r\n") }
  }
}
