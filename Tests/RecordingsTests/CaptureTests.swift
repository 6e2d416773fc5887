import StreamDecoding
import Testing

@testable import Recordings

/// The form of a capture, line by line.
@Suite struct CaptureTests {
  private static let entries: [CaptureEntry] = [
    .request(
      RecordedRequest(
        method: "POST", url: "http://host/a?b=1",
        headers: [RecordedHeader("Accept", "text/event-stream")], body: "redacted",
        endpoint: "chat")),
    .head(
      RecordedHead(
        status: 200, headers: [RecordedHeader("Content-Type", "text/event-stream")],
        url: "http://host/a")),
    .part(Array("id: 1\ndata: \"é\\\u{7F}\u{1}\n\n".utf8)), .part([0xFE, 0xFF, 0x41]),
    .part([0xC3]),
    .lost(RecordedFailure(kind: "connectionLost", message: "reset")),
    .request(RecordedRequest(method: "POST", url: "http://host/a", lastEventID: "1")),
    .failed(RecordedFailure(kind: "status", message: "answered 503")), .end, .closed,
    .note("what I saw"),
  ]

  private func text(_ entries: [CaptureEntry]) -> String {
    var bytes = CaptureText.header(
      startedAt: "2026-11-29T11:00:00.000000Z", program: "fluidtop 0.2.0")
    for (index, entry) in entries.enumerated() {
      CaptureText.append(entry, at: .microseconds(index * 41_007), run: 1, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func read(_ text: String) throws(CaptureProblem) -> [CaptureReader.Line] {
    var reader = CaptureReader()
    var lines: [CaptureReader.Line] = []
    // By bytes: CR and LF together are one character.
    for line in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if let line = try reader.line(Array(line)) { lines.append(line) }
    }
    return lines
  }

  @Test func `each entry is a line of JSON`() {
    #expect(
      text(Array(Self.entries.prefix(6))) == #"""
        {"fluidtop":"capture","version":1,"startedAt":"2026-11-29T11:00:00.000000Z","program":"fluidtop 0.2.0"}
        [0.000000,1,"request",{"method":"POST","url":"http://host/a?b=1","headers":[["Accept","text/event-stream"]],"body":"redacted","endpoint":"chat"}]
        [0.041007,1,"head",{"status":200,"httpVersion":"1.1","headers":[["Content-Type","text/event-stream"]],"url":"http://host/a"}]
        [0.082014,1,"part","id: 1\ndata: \"é\\\u007f\u0001\n\n"]
        [0.123021,1,"part64","/v9B"]
        [0.164028,1,"part64","ww=="]
        [0.205035,1,"lost",{"kind":"connectionLost","message":"reset"}]

        """#)
  }

  @Test func `what is written is read again as it was`() throws {
    let lines = try read(text(Self.entries))
    #expect(lines.map(\.entry) == Self.entries)
    #expect(lines.map(\.at) == (0..<lines.count).map { .microseconds($0 * 41_007) })
  }

  @Test func `any bytes come back`() throws {
    var numbers = SystemRandomNumberGenerator()
    for length in [0, 1, 2, 3, 63, 64, 1000] {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &numbers) }
      #expect(try read(text([.part(bytes)])).first?.entry == .part(bytes))
    }
  }

  @Test(arguments: [
    ("", "no run"),
    ("[1,2]", "1: it is no capture of fluidtop: its first line says what a capture is"),
    ("{\"data\":1}", "1: it is no capture of fluidtop: its first line says what a capture is"),
    ("oops", "1: it is no JSON"),
    (
      "{\"fluidtop\":\"capture\",\"version\":2}",
      "1: it is of version 2, which a newer fluidtop wrote; this one reads up to 1"
    ),
    ("H\n[0,1,\"part\"]", "2: it is not [seconds, run, \"name\", …]"),
    ("H\n[-1,1,\"end\",{}]", "2: it is not [seconds, run, \"name\", …]"),
    ("H\n\n[0,1,\"part\",7]", "3: its part is no string"),
    ("H\n[0,1,\"part64\",\"*\"]", "2: its part64 is no base 64"),
    ("H\n[0,1,\"request\",{}]", "2: its request has no url"),
    ("H\n[0,1,\"head\",{\"status\":99}]", "2: its head has no status from 100 to 999"),
    (
      "H\n[0,1,\"head\",{\"status\":200,\"headers\":[[1]]}]",
      "2: a header is not [\"name\", \"value\"]"
    ),
    ("H\n{\"a\":1}", "2: it is not [seconds, run, \"name\", …]"),
  ])
  func `what is no capture is refused by its line`(text: String, sentence: String) {
    let header = "{\"fluidtop\":\"capture\",\"version\":1}"
    do {
      let lines = try read(text.replacing("H\n", with: header + "\n"))
      #expect(lines.isEmpty && sentence == "no run")
    } catch {
      #expect(error.sentence(in: "x").hasPrefix("x:" + sentence), "\(error)")
    }
  }

  @Test func `what a later version adds is passed over`() throws {
    let header = "{\"fluidtop\":\"capture\",\"version\":1,\"more\":true}\r\n"
    let lines = try read(header + "[0,1,\"weather\",\"fine\"]\n[1,1,\"note\",\"x\",\"more\"]\n")
    #expect(lines.map(\.entry) == [nil, .note("x")])
  }

  @Test func `runs are told apart, each with its connections`() throws {
    var index = CaptureIndex()
    var bytes = CaptureText.header(startedAt: "", program: "")
    let request = CaptureEntry.request(RecordedRequest(url: "http://h/a"))
    let head = CaptureEntry.head(RecordedHead(status: 200))
    for (run, entry) in [
      (1, request), (2, request), (1, head), (1, .part([1])), (2, head), (1, .end), (1, request),
      (1, head), (1, .part([2])), (2, .closed),
    ] {
      CaptureText.append(entry, at: .zero, run: run, to: &bytes)
    }
    var start = 0
    for line in bytes.split(separator: 0x0A) {
      try index.take(Array(line), at: start..<start + line.count)
      start += line.count + 1
    }
    #expect(index.runs.map(\.connections.count) == [2, 1])
    #expect(index.runs[0].connections.map(\.parts.count) == [1, 1])
    #expect(index.runs[0].connections.map(\.ending) == [.end, nil])
    let place = index.runs[0].connections[1].parts[0].place
    #expect(CaptureReader.part(in: Array(bytes[place])) == [2])
  }
}
