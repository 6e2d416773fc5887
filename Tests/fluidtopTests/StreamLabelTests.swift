import Testing

@testable import fluidtop

@Suite struct StreamLabelTests {
  @Test(arguments: [
    ([["a", "GET /a"], ["b", "GET /b"]], ["a", "b"]),
    ([["a", "GET /a"], ["a", "POST /a"]], ["GET /a", "POST /a"]),
    ([["/a", "h/a"], ["/a", "i/a"], ["/b", "h/b"]], ["h/a", "i/a", "/b"]),
    ([["/a", "/a?x=1", "h/a"], ["/a", "/a?x=2", "h/a"]], ["/a?x=1", "/a?x=2"]),
    ([["x.sse", "one/x.sse"], ["x.sse", "two/x.sse"]], ["one/x.sse", "two/x.sse"]),
    ([["/a", "h/a"], ["/a", "h/a"], ["/a", "h/a"]], ["/a", "/a #2", "/a #3"]),
    // What one is called in the end another one is from the beginning.
    ([["a", "b"], ["a", "c"], ["b", "d"]], ["b", "c", "d"]),
    ([["/\u{1B}[2J"], ["b"]], ["/\u{FFFD}[2J", "b"]),
  ])
  func `each stream has the shortest name that no other one has`(
    names: [[String]], labels: [String]
  ) {
    #expect(StreamLabel.all(names).map(\.text) == labels)
  }

  private func written(_ lines: LabelledLines, _ pieces: String...) -> String {
    var lines = lines
    var output: [UInt8] = []
    for piece in pieces { lines.add(Array(piece.utf8), to: &output) }
    lines.end(to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `a line that comes in pieces is told whole, and the last one is ended`() {
    #expect(
      written(LabelledLines(beginningWith: "a: "), "x", "y\nz\n\n", "w")
        == "a: xy\na: z\na: \na: w\n")
  }

  @Test func `an object has its stream first`() {
    #expect(
      written(LabelledLines { $0.add("stream", "\"a\"") }, "{\"n\":1}\n{\"n\":2}\n")
        == "{\"stream\":\"\\\"a\\\"\",\"n\":1}\n{\"stream\":\"\\\"a\\\"\",\"n\":2}\n")
  }

  @Test func `a text without an end takes no memory without one`() {
    var lines = LabelledLines(beginningWith: "a: ")
    var output: [UInt8] = []
    for _ in 0..<100 { lines.add([UInt8](repeating: 0x78, count: 10_000), to: &output) }
    #expect(output.count > 900_000)
    #expect(output.split(separator: 0x0A).allSatisfy { $0.count <= 80_000 })
  }
}
