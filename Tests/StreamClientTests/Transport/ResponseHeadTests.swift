import Testing

@testable import StreamClient

@Suite struct ResponseHeadTests {
  /// The heads that come of these lines, each as `status version name=value…`.
  private func heads(_ lines: [String]) -> [String] {
    var reader = ResponseHeadReader()
    return lines.compactMap { line in
      switch Array(line.utf8).withUnsafeBytes({ reader.read($0) }) {
      case .more: nil
      case .tooLarge: "too large"
      case .whole(let head):
        (["\(head.status)", head.httpVersion] + head.headers.map { "\($0.name)=\($0.value)" })
          .joined(separator: " ")
      }
    }
  }

  @Test func `a head is its status, its version and its fields, in order`() {
    #expect(
      heads(["HTTP/1.1 200 OK\r\n", "A: 1\r\n", "b:2 \r\n", "A:\t3\r\n", "\r\n"])
        == ["200 1.1 A=1 b=2 A=3"])
    #expect(heads(["HTTP/2 204 \r\n", "\r\n"]) == ["204 2"])
  }

  @Test func `line feeds alone end lines too`() {
    #expect(heads(["HTTP/1.0 200\n", "A: 1\n", "\n"]) == ["200 1.0 A=1"])
  }

  @Test func `a folded line goes on with the one before it`() {
    #expect(
      heads(["HTTP/1.1 200 OK\r\n", "A: 1\r\n", "  2\r\n", "\t3\r\n", "\r\n"])
        == ["200 1.1 A=1 2 3"])
  }

  @Test func `every head of a transfer is told, the informational ones too`() {
    #expect(
      heads(["HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n", "HTTP/1.1 200 OK\r\n", "\r\n"])
        == ["103 1.1 Link=x", "200 1.1"])
  }

  @Test func `a status that is no number is 0, and a line without a colon is none`() {
    #expect(heads(["HTTP/1.1 abc\r\n", "no colon\r\n", "\r\n"]) == ["0 1.1"])
  }

  @Test func `bytes that are no UTF-8 are Latin-1, never refused`() {
    var reader = ResponseHeadReader()
    for line in [Array("HTTP/1.1 200 OK\r\n".utf8), [0x41, 0x3A, 0x20, 0xFC, 0x0D, 0x0A]] {
      _ = line.withUnsafeBytes { reader.read($0) }
    }
    guard case .whole(let head) = Array("\r\n".utf8).withUnsafeBytes({ reader.read($0) }) else {
      Issue.record("no head")
      return
    }
    #expect(head.headers == [HeaderField("A", "ü")])
  }

  @Test func `lines without an end are given up at 1 MiB`() {
    let line = "X: " + String(repeating: "x", count: 1000) + "\r\n"
    let lines = ["HTTP/1.1 200 OK\r\n"] + Array(repeating: line, count: 1100)
    #expect(heads(lines).first == "too large")
  }
}
