import ScriptedServers
import StreamDecoding
import Testing

@testable import StreamClient

@Suite(.timeLimit(.minutes(5))) struct StreamRunTests {
  @Test func `an event stream gives its events, named or not, and comments`() async throws {
    let body = ": hello\n\ndata: one\nid: 1\n\nevent: tick\ndata: a\ndata: b\n\n"
    let run = try await trace([events(body, then: cleanEnd)], StreamOptions(reconnect: .never))
    #expect(
      run.lines == [
        "requesting", "opened 200 sse text/event-stream", "comment ' hello'", "message 'one' #1",
        "tick 'a\\nb' #1", "completed", "closed",
      ])
  }

  @Test func `JSON lines are given one by one, the last without its line feed too`() async throws {
    let script = ConnectionScript.stream(
      "application/x-ndjson", "{\"a\":1}\n{\"b\"", ":2}\n3")
    let run = try await trace([script])
    #expect(
      run.lines == [
        "requesting", "opened 200 ndjson application/x-ndjson", "value {\"a\":1}",
        "value {\"b\":2}", "value 3", "completed", "closed",
      ])
  }

  @Test func `a declared application-json stream gives the elements of its array`() async throws {
    let script = ConnectionScript.stream("application/json", "[1, {\"a\":", "2}]")
    let run = try await trace([script]) { $0.declaredAsStream = true }
    #expect(
      run.lines == [
        "requesting", "opened 200 ndjson application/json", "value 1", "value {\"a\":2}",
        "completed", "closed",
      ])
  }

  @Test func `an answer of another kind than the expected ones is an error`() async throws {
    let script = ConnectionScript.stream("text/plain", "hello")
    let lines = try await trace([script]) { $0.expectedKinds = [.sse, .ndjson] }.lines
    #expect(lines.count == 3)
    #expect(
      lines[1]
        == "failed mediaType: HOST answered with text/plain, "
        + "not with text/event-stream or a stream of JSON")
  }

  @Test func `text comes in whole characters`() async throws {
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": "text/plain"], framing: .chunked)
    let euro = Array("€".utf8)
    let run = try await trace([
      [
        .expectRequest, head, .chunk(Array("a".utf8) + euro[..<2]), .wait(milliseconds: 50),
        .chunk(Array(euro[2...])), .lastChunk, .close,
      ]
    ])
    // A slow reader finds both chunks in one reading, and gets one piece.
    let pieces = run.lines.joined(separator: ", ").replacing(
      "text 'a', text '€'", with: "text 'a€'")
    #expect(pieces == "requesting, opened 200 text text/plain, text 'a€', completed, closed")
  }

  @Test func `a file reports its progress and no records`() async throws {
    let script = ConnectionScript.answer(
      headers: ["Content-Type": "application/octet-stream"], body: "12345")
    let lines = try await trace([script]).lines
    #expect(lines.prefix(2) == ["requesting", "opened 200 file application/octet-stream"])
    #expect(lines.suffix(3) == ["progress 5/5", "completed", "closed"])
  }

  @Test func `a status outside 2xx fails with FastAPI's detail`() async throws {
    let script = ConnectionScript.answer(
      status: 404, headers: ["Content-Type": "application/json"],
      body: "{\"detail\":\"no such user\"}")
    let run = try await trace([script])
    #expect(
      run.lines == [
        "requesting", "failed status: HOST answered 404: no such user; check the path", "closed",
      ])
  }

  @Test func `a validation error names the parameters`() async throws {
    let body = #"{"detail":[{"loc":["query","user_id"],"msg":"Field required"}]}"#
    let script = ConnectionScript.answer(
      status: 422, headers: ["Content-Type": "application/json"], body: body)
    let run = try await trace([script])
    let sentence = "HOST answered 422: query.user_id: Field required; check the parameters"
    #expect(run.lines == ["requesting", "failed status: " + sentence, "closed"])
  }

  @Test func `an ordinary JSON answer is no stream`() async throws {
    let run = try await trace([.stream("application/json", "{}")])
    let sentence =
      "HOST answered with application/json, which isn't a stream; "
      + "say as what kind to read it, or download it"
    #expect(run.lines == ["requesting", "failed mediaType: " + sentence, "closed"])
  }

  @Test func `a body without a media type can be read as said`() async throws {
    let script = ConnectionScript.answer(body: "1\n2\n")
    let refused = try await trace([script])
    #expect(
      refused.lines[1]
        == "failed mediaType: HOST names no media type; say as what kind to read it, or download it"
    )
    let read = try await trace([script], StreamOptions(kind: .ndjson))
    #expect(
      read.lines == [
        "requesting", "opened 200 ndjson ", "value 1", "value 2", "completed", "closed",
      ])
  }

  @Test func `an invalid record fails the stream, after the records before it`() async throws {
    let script = ConnectionScript.stream("application/x-ndjson", "1\n{oops\n2\n")
    let lines = try await trace([script]).lines
    #expect(lines.dropFirst(2).first == "value 1")
    #expect(lines.dropFirst(3).first?.hasPrefix("failed invalidRecord: an invalid record") == true)
    #expect(lines.count == 5)
  }

  @Test func `an invalid record can be delivered, and the stream goes on`() async throws {
    let script = ConnectionScript.stream("application/x-ndjson", "1\n{oops\n2\n")
    let lines = try await trace([script], StreamOptions(invalidRecords: .deliver)).lines
    #expect(lines[2] == "value 1")
    #expect(lines[3].hasPrefix("invalid '{oops'"))
    #expect(lines.suffix(3) == ["value 2", "completed", "closed"])
  }

  @Test func `a record over the limit fails the stream`() async throws {
    let script = events("data: \(String(repeating: "x", count: 2000))\n\n", then: cleanEnd)
    let lines = try await trace([script], StreamOptions(recordLimit: 1024)).lines
    #expect(
      lines.suffix(2) == [
        "failed recordTooLarge: a record from HOST is larger than 1 KiB; "
          + "raise the record limit to keep it",
        "closed",
      ])
  }

  @Test(arguments: [
    StreamOptions(endData: "[DONE]"), StreamOptions(endEvent: "end"),
  ])
  func `an end mark completes the stream`(options: StreamOptions) async throws {
    let body = "data: a\n\nevent: end\ndata: [DONE]\n\ndata: never\n\n"
    let run = try await trace([events(body, then: [.hold])], options)
    #expect(
      run.lines.dropFirst(2) == ["message 'a'", "end '[DONE]'", "completed", "closed"])
  }

  @Test func `a method, a body and headers are sent as they are`() async throws {
    let run = try await trace([.stream("application/x-ndjson", "1\n")]) { request in
      request.method = "POST"
      request.content = .bytes(Array("{}".utf8))
      request.headers = [HeaderField("Content-Type", "application/json")]
      request.authorization = { "Bearer secret" }
    }
    let sent = try #require(run.requests.first)
    #expect(sent.method == "POST")
    #expect(sent.bodyText == "{}")
    #expect(sent[header: "Content-Type"] == "application/json")
    #expect(sent[header: "Authorization"] == "Bearer secret")
    #expect(run.lines.last == "closed")
  }

  @Test func `a user and a password in the URL become a header, and are shown nowhere`()
    async throws
  {
    let run = try await trace([.stream("text/plain", "x")]) { request in
      request.url = request.url.replacing("http://", with: "http://ann:p%40ss@")
    }
    #expect(run.requests.first?[header: "Authorization"] == "Basic YW5uOnBAc3M=")
    #expect(run.requests.first?.target == "/stream")
  }
}
