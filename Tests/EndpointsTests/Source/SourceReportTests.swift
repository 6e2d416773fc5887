import Endpoints
import StreamDecoding
import Testing

@Suite struct `What the source says of a response` {
  private func endpoint(_ answers: JSONValue) throws -> Endpoint {
    let report = SourceReport([
      "version": 1,
      "endpoints": [
        ["name": "f", "method": "GET", "path": "/f/{n:int}/{p:path}", "answers": answers]
      ],
    ])
    return try #require(report.endpoints.first)
  }

  private func answer(
    _ type: JSONValue, streams: Bool = true, attachment: Bool = false
  ) -> JSONValue {
    [
      "mediaType": type, "streams": .bool(streams), "attachment": .bool(attachment),
      "detail": "seen",
    ]
  }

  @Test(arguments: [
    ("text/event-stream", true, false, EndpointKind.sse),
    ("application/x-ndjson", true, true, .ndjson),
    ("text/plain; charset=utf-8", true, false, .text),
    ("text/plain", false, false, .unary),
    ("application/json", true, false, .ndjson),
    ("application/json", false, false, .unary),
    ("text/csv", true, true, .file),
    ("application/pdf", false, false, .file),
    ("video/mp4", true, false, .file),
    ("", true, false, .text),
    ("", true, true, .file),
    ("", false, false, .unary),
  ])
  func `the kind follows the media type and whether it streams`(
    type: String, streams: Bool, attachment: Bool, kind: EndpointKind
  ) throws {
    let type = type.isEmpty ? JSONValue.null : .string(type)
    let endpoint = try endpoint([answer(type, streams: streams, attachment: attachment)])
    #expect(endpoint.kind == kind)
    #expect(endpoint.$kinds.isAssumed == (type == .null && !attachment))
  }

  @Test func `a conditional return keeps every kind, streams first`() throws {
    let endpoint = try endpoint([
      answer("application/json", streams: false), answer("text/csv"), answer("text/event-stream"),
    ])
    #expect(endpoint.kinds == [.sse, .text, .unary])
    #expect(endpoint.mediaType == "text/event-stream")
    #expect(endpoint.evidence(of: .kind).count == 3)
  }

  @Test func `of the convertors in a path the one that takes slashes is kept`() throws {
    #expect(try endpoint([]).path == "/f/{n}/{p:path}")
  }

  @Test func `a malformed answer loses what is malformed`() {
    #expect(SourceReport("nonsense").endpoints.isEmpty)
    #expect(
      SourceReport(["endpoints": [["name": "x"], 3], "warnings": ["w", 1]]).warnings == ["w"])
  }
}
