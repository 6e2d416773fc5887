import Testing

@testable import StreamClient
@testable import TUI
@testable import fluidtop

#if canImport(FoundationEssentials)
  import FoundationEssentials
#endif

/// A recording that begins while its stream runs.
@Suite struct WireTapTests {
  private static let request = SentRequest(
    method: "GET", url: "http://h/x", headers: [], hasBody: false)

  /// What a capture has of a stream whose recording begins before the part of this number.
  private func captured(
    _ parts: [String], from begin: Int, type: String = "text/event-stream",
    headers: [HeaderField] = [], endsItself: Bool = false
  ) throws -> (start: RecordingStart, lines: [String]) {
    let name = "\(UInt64.random(in: 0 ... .max)).capture"
    let path = FileManager.default.temporaryDirectory.path + "/" + name
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = try CaptureFile(path, overwriting: false)
    let tap = WireTap()
    var start: RecordingStart?
    tap.requesting(Self.request)
    tap.answered(
      AnswerHead(status: 200, headers: [HeaderField("Content-Type", type)] + headers),
      url: "http://h/x")
    for (index, part) in parts.enumerated() {
      if index == begin { start = tap.begin(file.newRun(endpoint: "x", keepingSecrets: false)) }
      tap.received(Array(part.utf8))
    }
    if endsItself { tap.ended(.complete) }
    tap.end()
    file.finish()
    let text = FileManager.default.contents(atPath: path) ?? Data()
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").dropFirst()
    // Without the time.
    return (
      try #require(start),
      lines.map { String($0.drop { $0 != "," }.dropFirst(3).dropLast()) }
    )
  }

  @Test(arguments: [
    // At the end of a record nothing is left out.
    (["data: 1\n\n", "data: 2\n\n"], ["data: 2\n\n"]),
    (["data: 1\r\n\r\n", "data: 2\n\n"], ["data: 2\n\n"]),
    // Within one its rest is, however it is cut.
    (["data: 1\n\nda", "ta: 2\n\ndata: 3\n\n"], ["data: 3\n\n"]),
    (["data: 1\n", "\ndata: 3\n\n"], ["data: 3\n\n"]),
    (["data: 1", "1\n", "\n", "data: 3\n\n"], ["data: 3\n\n"]),
    (["data: 1", "1\ndata: 2\r", "\r", "data: 3\n\n"], ["data: 3\n\n"]),
  ])
  func `what comes after the next whole record is kept`(parts: [String], kept: [String]) throws {
    let (start, lines) = try captured(parts, from: 1)
    #expect(start == .middle(bytes: parts[0].utf8.count))
    let told = lines.filter { $0.hasPrefix("\"part\"") }.map { line in
      line.dropFirst(8).dropLast().replacing("\\n", with: "\n")
    }
    #expect(told.joined() == kept.joined())
    #expect(lines.contains { $0.contains("recorded from the middle of this answer on") })
  }

  @Test func `a line of JSON is not begun in its middle`() throws {
    let (_, lines) = try captured(
      ["{\"a\":1}\n{\"a\"", ":2}\n{\"a\":3}\n"], from: 1, type: "application/x-ndjson")
    #expect(lines.contains(#""part","{\"a\":3}\n""#))
    #expect(!lines.contains { $0.contains(":2}") })
  }

  @Test func `a recording that begins before the first byte is whole, and says nothing`() throws {
    let (start, lines) = try captured(["data: 1\n\n"], from: 0)
    #expect(start == .beginning)
    let names = lines.map { $0.dropFirst().prefix { $0 != "\"" } }
    #expect(names == ["request", "head", "part", "closed"])
  }

  @Test func `a head whose body is recorded from its middle promises no length`() throws {
    let (_, lines) = try captured(
      ["data: 1\n\n", "data: 2\n\n"], from: 1, headers: [HeaderField("content-length", "18")])
    #expect(lines.contains { $0.hasPrefix("\"head\"") })
    #expect(!lines.contains { $0.lowercased().contains("content-length") })
  }

  @Test func `a run that ended by itself is not closed a second time`() throws {
    let (_, lines) = try captured(["data: 1\n\n"], from: 0, endsItself: true)
    let names = lines.map { $0.dropFirst().prefix { $0 != "\"" } }
    #expect(names == ["request", "head", "part", "end"])
  }

  @Test func `a compressed answer can't be recorded from its middle`() throws {
    let (start, lines) = try captured(
      ["abc", "def"], from: 1, headers: [HeaderField("Content-Encoding", "gzip")])
    #expect(start == .nextAnswer)
    #expect(!lines.contains { $0.hasPrefix("\"part") })
  }
}
