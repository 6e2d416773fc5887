import ScriptedServers
import Testing

@testable import StreamClient

/// What a run gives that takes whatever the server answers: nobody declared what it is.
@Suite(.timeLimit(.minutes(1))) struct OrdinaryAnswerTests {
  struct Answer: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var script: ConnectionScript
    var lines: [String]
    var files: [String] = []
  }

  private static func chunked(
    _ type: String, _ steps: ConnectionScript.Step..., status: Int = 200
  ) -> ConnectionScript {
    let head = ConnectionScript.Step.head(
      status: status, headers: ["Content-Type": type], framing: .chunked)
    return ConnectionScript([.expectRequest, head] + steps + [.lastChunk, .close])
  }

  private static func whole(
    _ type: String, _ body: String, status: Int = 200
  ) -> ConnectionScript {
    .answer(status: status, headers: ["Content-Type": type], body: body)
  }

  static let answers = [
    Answer(
      testDescription: "events", script: chunked("text/event-stream", .chunk("data: 1\n\n")),
      lines: ["opened 200 sse text/event-stream", "message '1'", "completed"]),
    Answer(
      testDescription: "events of known length",
      script: whole("text/event-stream; charset=utf-8", "data: 1\n\n"),
      lines: ["opened 200 sse text/event-stream", "message '1'", "completed"]),
    Answer(
      testDescription: "NDJSON", script: whole("application/x-ndjson", "{\"a\":1}\n"),
      lines: ["opened 200 ndjson application/x-ndjson", "value {\"a\":1}", "completed"]),
    Answer(
      testDescription: "a JSON text sequence", script: whole("application/json-seq", "\u{1E}1\n"),
      lines: ["opened 200 ndjson application/json-seq", "value 1", "completed"]),
    Answer(
      testDescription: "text of unknown length", script: chunked("text/plain", .chunk("a\n")),
      lines: ["opened 200 text text/plain", "text 'a\\n'", "completed"]),
    Answer(
      testDescription: "text of known length", script: whole("text/plain", "a"),
      lines: ["answering 200", "answered 200 'a'", "completed"]),
    Answer(
      testDescription: "a page", script: chunked("text/html", .chunk("<p>")),
      lines: ["answering 200", "answered 200 '<p>'", "completed"]),
    Answer(
      testDescription: "JSON", script: chunked("application/json", .chunk("[1,"), .chunk("2]")),
      lines: ["answering 200", "answered 200 '[1,2]'", "completed"]),
    Answer(
      testDescription: "JSON that goes on",
      script: chunked(
        "application/json", .chunk("[1,"), .wait(milliseconds: 1200), .chunk("2,"), .chunk("3]")),
      lines: [
        "answering 200", "opened 200 ndjson application/json", "value 1", "value 2", "value 3",
        "completed",
      ]),
    Answer(
      testDescription: "nothing", script: whole("", "", status: 204),
      lines: ["answering 204", "answered 204 ''", "completed"]),
    Answer(
      testDescription: "an error",
      script: whole("application/json", "{\"detail\":\"no\"}", status: 404),
      lines: ["answering 404", "answered 404 '{\"detail\":\"no\"}'", "completed"]),
    Answer(
      testDescription: "an error that calls itself a stream",
      script: whole("text/event-stream", "data: no\n\n", status: 500),
      lines: ["answering 500", "answered 500 'data: no\n\n'", "completed"]),
    Answer(
      testDescription: "a type that nobody knows", script: whole("application/x-odd", "odd"),
      lines: ["answering 200", "answered 200 'odd'", "completed"]),
    Answer(
      testDescription: "an attachment",
      script: .answer(
        headers: [
          "Content-Type": "text/csv", "Content-Disposition": "attachment; filename=\"r.csv\"",
        ], body: "a,b"),
      lines: ["opened 200 file text/csv", "saved r.csv, 3 bytes", "completed"], files: ["r.csv"]),
    Answer(
      testDescription: "a picture", script: whole("image/png", "png"),
      lines: ["opened 200 file image/png", "saved stream, 3 bytes", "completed"],
      files: ["stream"]),
  ]

  @Test(arguments: answers)
  func `the answer's head decides what nobody declared`(answer: Answer) async throws {
    let folder = try TemporaryFolder()
    var options = StreamOptions(reconnect: .onFailure)
    options.ordinaryAnswers = .deliver(limit: 1000)
    options.files = .save(.folder(folder.path), DownloadOptions(resume: true))
    let lines = try await trace([answer.script], options).lines
    #expect(
      lines.filter { !$0.hasPrefix("progress") } == ["requesting"] + answer.lines + ["closed"])
    #expect(folder.names == answer.files)
  }

  @Test func `an answer beyond the limit fails, and can be saved`() async throws {
    var options = StreamOptions()
    options.ordinaryAnswers = .deliver(limit: 3)
    let lines = try await trace([Self.whole("application/json", "[1,2]")], options).lines
    #expect(
      lines.filter { !$0.hasPrefix("progress") } == [
        "requesting", "answering 200",
        "failed mediaType: the answer of HOST is larger than 3 bytes; "
          + "say as what kind to read it, or download it",
        "closed",
      ])
  }

  @Test func `a run saves a body whatever its type, and goes on with a part`() async throws {
    let folder = try TemporaryFolder()
    var options = StreamOptions(kind: .file)
    options.files = .save(.folder(folder.path), DownloadOptions(resume: true))
    let head: KeyValuePairs<String, String> = [
      "Content-Type": "text/event-stream", "ETag": "\"1\"",
    ]
    let cut: ConnectionScript = [
      .expectRequest, .head(headers: head, framing: .length(10)), .send("012345"), .close,
    ]
    let first = try await trace([cut], options)
    #expect(first.lines.last { $0.hasPrefix("failed") }?.contains("6 of 10 bytes") == true)
    #expect(first.requests.map { $0[header: "Accept-Encoding"] } == ["identity"])
    // Another server is another source: the part is begun anew.
    let second = try await trace([.answer(headers: head, body: "0123456789")], options)
    #expect(second.lines.contains("saved stream, 10 bytes"))
    #expect(folder.text("stream") == "0123456789")
  }

  @Test func `a file that is there is not overwritten, and named`() async throws {
    let folder = try TemporaryFolder()
    try folder.write("old", to: "stream")
    var options = StreamOptions()
    options.files = .save(.folder(folder.path), DownloadOptions())
    let lines = try await trace([Self.whole("image/png", "new")], options).lines
    #expect(lines.contains { $0.contains("stream exists already") })
    #expect(folder.text("stream") == "old")
  }
}
