import Testing

@testable import ReverseProxy

struct BodyTests {
  private func request(_ lines: [HeaderLine], version: Int = 1) -> RequestHead {
    RequestHead(method: "POST", target: [0x2F], minorVersion: version, lines: lines)
  }

  private func answer(_ lines: [HeaderLine], status: Int = 200) -> AnswerHead {
    AnswerHead(status: status, reason: [], minorVersion: 1, lines: lines)
  }

  private static let chunked = HeaderLine("Transfer-Encoding", "Chunked")
  private static let five = HeaderLine("Content-Length", "5")

  @Test func `a request says how long its body is`() throws {
    #expect(try request([]).framing() == .none)
    #expect(try request([Self.five]).framing() == .length(5))
    #expect(try request([Self.chunked]).framing() == .chunked)
  }

  @Test(arguments: [
    [five, chunked], [chunked, five], [five, five], [HeaderLine("Content-Length", "5, 5")],
    [HeaderLine("Content-Length", "+5")], [HeaderLine("Content-Length", "0x5")],
    [HeaderLine("Content-Length", "")], [HeaderLine("Content-Length", "99999999999999999999")],
    [chunked, chunked], [HeaderLine("Transfer-Encoding", "gzip, chunked")],
    [HeaderLine("Transfer-Encoding", "chunked, identity")],
    [HeaderLine("Transfer-Encoding", "xchunked")], [HeaderLine("Transfer-Encoding", "")],
    [HeaderLine("Transfer-Encoding", "\"chunked\"")],
    [HeaderLine("Transfer-Encoding", "chun\u{212A}ed")],
  ])
  func `a request whose length is not sure is refused`(lines: [HeaderLine]) {
    #expect(throws: MessageFault.self) { try request(lines).framing() }
  }

  @Test func `HTTP 1.0 has no chunks`() {
    #expect(throws: MessageFault.twoLengths) { try request([Self.chunked], version: 0).framing() }
  }

  @Test func `an answer's body ends by its chunks, its length, its connection or never begins`()
    throws
  {
    #expect(try answer([Self.chunked, Self.five]).framing(to: "GET") == .chunked)
    #expect(try answer([Self.five, Self.five]).framing(to: "GET") == .length(5))
    #expect(try answer([]).framing(to: "GET") == .untilClose)
    #expect(try answer([Self.five]).framing(to: "HEAD") == .none)
    for status in [100, 101, 103, 204, 304] {
      #expect(try answer([Self.five], status: status).framing(to: "GET") == .none)
    }
    #expect(throws: MessageFault.self) {
      try answer([Self.five, HeaderLine("Content-Length", "6")]).framing(to: "GET")
    }
  }

  /// The data, and what follows the body.
  private func read(
    _ text: String, cut: Int, takesBlanks: Bool = false
  ) throws -> (data: String, rest: String, trailers: String)? {
    var body = MessageBody(.chunked, takesBlanks: takesBlanks)
    var data: [UInt8] = []
    let bytes = Array(text.utf8)
    var position = 0
    while position < bytes.count, !body.isDone {
      let piece = Array(bytes[position...].prefix(cut))
      position += try piece.withUnsafeBytes { piece in
        try body.scan(piece) { data += piece[$0] }
      }
    }
    guard body.isDone else { return nil }
    return (
      String(decoding: data, as: UTF8.self), String(decoding: bytes[position...], as: UTF8.self),
      String(decoding: body.trailers, as: UTF8.self)
    )
  }

  @Test(arguments: 1...9)
  func `chunks are read alike, however they are cut`(cut: Int) throws {
    let text = "3\r\nabc\r\n0A;name=\"v\"\r\n0123456789\r\n000\r\nX: 1\r\nY: 2\r\n\r\nGET"
    let read = try #require(try read(text, cut: cut))
    #expect(read.data == "abc0123456789")
    #expect(read.rest == "GET")
    #expect(read.trailers == "X: 1\r\nY: 2\r\n")
  }

  @Test(arguments: [
    "\r\nabc", "g\r\n", "-1\r\n", "0x1\r\na\r\n", "1 \r\na\r\n", " 1\r\na\r\n", "1\na\n",
    "1\r\nab\r\n", "1\r\na\n", "1;\u{1}\r\na\r\n", "1;a\nb\r\na\r\n", "1234567890123456\r\n",
    "1\r\r\n", "0\r\n\n\r\n", "0\r\nX: 1\r\n\n\r\n",
    "1;" + String(repeating: "e", count: 2000) + "\r\n",
  ])
  func `a chunk without a proper size or end is refused, however it is cut`(text: String) {
    for cut in [1, 100_000] {
      #expect(throws: MessageFault.badChunk) { try read(text, cut: cut) }
    }
  }

  @Test func `blanks behind a size are an answer's habit`() throws {
    #expect(try read("1 \t\r\na\r\n0\r\n\r\n", cut: 1, takesBlanks: true)?.data == "a")
  }

  @Test func `trailers have a limit`() {
    let line = "A: " + String(repeating: "b", count: 100) + "\r\n"
    #expect(throws: MessageFault.tooLarge) {
      try read("0\r\n" + String(repeating: line, count: 1000) + "\r\n", cut: 4096)
    }
  }
}
