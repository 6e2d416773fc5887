import Testing
import WebText

@testable import StreamClient

@Suite struct StreamReadingTests {
  private func decide(
    _ type: String, disposition: String? = nil, declared: Bool = false,
    as override: KindOverride? = nil, expecting: Set<StreamKind>? = nil
  ) -> StreamReading? {
    StreamReading.deciding(
      mediaType: MediaType(type), contentDisposition: disposition,
      request: StreamRequest(url: "", declaredAsStream: declared, expectedKinds: expecting),
      options: StreamOptions(kind: override))
  }

  @Test(arguments: [
    ("text/event-stream", StreamReading.sse), ("Text/Event-Stream;charset=UTF-8", .sse),
    ("application/json-seq", .jsonSequence), ("text/plain", .text), ("text/html", .text),
    ("text/json", .text), ("text/csv ; header=present", .text), ("model/gltf+json", .file),
    ("image/png", .file), ("audio/mpeg", .file),
    ("video/mp4", .file), ("application/pdf", .file), ("application/octet-stream", .file),
    ("application/zip", .file), ("application/vnd.ms-excel", .file),
    ("application/json", nil), ("application/problem+json", nil), ("application/x-unknown", nil),
    ("", nil), ("multipart/mixed", nil),
  ])
  func `the media type decides`(type: String, reading: StreamReading?) {
    #expect(decide(type) == reading)
  }

  @Test(arguments: MediaType.jsonLines)
  func `every type that discovery lists as lines of JSON is read so`(type: String) {
    #expect(decide(type) == .jsonLines)
    #expect(decide(type.uppercased() + "; charset=utf-8") == .jsonLines)
  }

  @Test func `JSON is a stream where it is declared as one`() {
    #expect(decide("application/json", declared: true) == .json)
    #expect(decide("text/plain", declared: true) == .text)
  }

  @Test func `an attachment is a file, unless it is a stream of records`() {
    #expect(decide("text/csv", disposition: "attachment; filename=a") == .file)
    #expect(decide("application/json", disposition: "attachment") == .file)
    #expect(decide("", disposition: "attachment") == .file)
    #expect(decide("text/csv", disposition: "inline") == .text)
    #expect(decide("text/event-stream", disposition: "attachment") == .sse)
    #expect(decide("application/x-ndjson", disposition: "attachment") == .jsonLines)
  }

  @Test(arguments: [
    (KindOverride.sse, StreamReading.sse), (.ndjson, .jsonLines), (.jsonSequence, .jsonSequence),
    (.json, .json), (.text, .text), (.file, .file),
  ])
  func `an override wins`(override: KindOverride, reading: StreamReading) {
    #expect(decide("image/png", as: override) == reading)
    #expect(decide("", as: override) == reading)
  }

  @Test func `an answer without a type is text where text is declared`() {
    #expect(decide("", expecting: [.text]) == .text)
    #expect(decide("", expecting: [.sse, .text]) == .text)
    #expect(decide("", expecting: [.sse]) == nil)
    #expect(decide("", disposition: "attachment", expecting: [.text]) == nil)
    var request = StreamRequest(url: "")
    request.readsUntypedAsText = true
    let reading = StreamReading.deciding(
      mediaType: MediaType(""), contentDisposition: nil, request: request, options: StreamOptions())
    #expect(reading == .text)
  }

  @Test func `another kind than the expected one is none`() {
    #expect(decide("text/event-stream", expecting: [.sse]) == .sse)
    #expect(decide("text/html", expecting: [.sse]) == nil)
    #expect(decide("application/x-ndjson", expecting: [.sse]) == nil)
    #expect(decide("application/json", declared: true, expecting: [.sse, .ndjson]) == .json)
    #expect(decide("text/html", as: .sse, expecting: [.sse]) == .sse)
  }
}
