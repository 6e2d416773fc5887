import StreamClient
import StreamDecoding
import Testing

@testable import fluidtop

@Suite struct SignalWriterTests {
  private static let response = StreamResponse(
    status: 200, mediaType: "text/event-stream", headers: [], kind: .sse, url: "http://h/s")

  /// What one sse connection, one ndjson body and each kind of ending report.
  private func signals() throws -> [StreamSignal] {
    [
      .requesting(url: "http://h/s", lastEventID: nil),
      .opened(Self.response),
      .records(
        try batch(
          .sse,
          "id: 1\nevent: tick\ndata: {\"a\":1}\n\n: still there\n\ndata: x\ndata: \"y\u{7}\n\n")),
      .records(try batch(.ndjson, "{\"n\": 1.50}\n{oops\n")),
      .records(try batch(.text, "line 1\nli")),
      .progress(done: 65_536, total: 1_048_576),
      .lost(
        StreamFailure(kind: .connectionLost, message: "reset"), retryIn: .milliseconds(1_500),
        serverRetryMs: 3_000),
      .failed(StreamFailure(kind: .status, message: "gone", status: 404)),
      .completed,
      .closed,
    ]
  }

  private func batch(_ format: StreamFormat, _ text: String) throws -> RecordBatch {
    var decoder = StreamDecoder(format: format)
    var batch = RecordBatch()
    try decoder.decode(Array(text.utf8), into: &batch)
    try decoder.finish(into: &batch)
    return batch
  }

  private func written(by writer: some SignalWriter) throws -> String {
    var writer = writer
    var bytes: [UInt8] = []
    for signal in try signals() {
      writer.write(signal, elapsed: .milliseconds(41), to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func `trace is one object a callback, in order`() throws {
    #expect(
      try written(by: TraceWriter()) == #"""
        {"callback":"onOpen","status":200,"mediaType":"text/event-stream"}
        {"callback":"onMessage","type":"tick","data":"{\"a\":1}","lastEventId":"1"}
        {"callback":"onMessage","type":"message","data":"x\n\"y\u0007","lastEventId":"1"}
        {"callback":"onChunk","value":{"n": 1.50}}
        {"callback":"onInvalidRecord","record":4,"text":"{oops","reason":"expected a member name in double quotes or the end of the object at byte 1"}
        {"callback":"onChunk","text":"line 1\nli"}
        {"callback":"onProgress","done":65536,"total":1048576}
        {"callback":"onError","fatal":false,"retryInMs":3000,"error":{"kind":"connectionLost","message":"reset"}}
        {"callback":"onError","fatal":true,"error":{"kind":"status","status":404,"message":"gone"}}
        {"callback":"onComplete"}
        {"callback":"onClose"}

        """#)
  }

  @Test func `json is one object a record, with its number and its time`() throws {
    let started = WallClock(milliseconds: 1_769_868_127_077)
    #expect(
      try written(by: JSONRecordWriter(started: started)) == #"""
        {"n":1,"at":"2026-01-31T14:02:07.118Z","elapsed":0.041,"kind":"sse","event":"tick","id":"1","data":"{\"a\":1}"}
        {"n":2,"at":"2026-01-31T14:02:07.118Z","elapsed":0.041,"kind":"sse","event":"message","id":"1","data":"x\n\"y\u0007"}
        {"n":3,"at":"2026-01-31T14:02:07.118Z","elapsed":0.041,"kind":"ndjson","value":{"n": 1.50}}
        {"n":4,"at":"2026-01-31T14:02:07.118Z","elapsed":0.041,"kind":"ndjson","invalid":"expected a member name in double quotes or the end of the object at byte 1","text":"{oops"}
        {"n":5,"at":"2026-01-31T14:02:07.118Z","elapsed":0.041,"kind":"text","text":"line 1\nli"}

        """#)
  }

  @Test func `data is each payload and a newline, and text as it came`() throws {
    #expect(
      try written(by: DataWriter())
        == "{\"a\":1}\nx\n\"y\u{7}\n{\"n\": 1.50}\n{oops\nline 1\nli\n\n")
  }

  @Test func `pretty shows controls as symbols and never raw`() throws {
    let style = PrintStyle(coloured: false, columns: 80)
    let text = try written(by: PrettyWriter(style: style, started: WallClock(milliseconds: 0)))
    #expect(text.contains("── 200 text/event-stream ──\n"))
    #expect(text.contains(" 1 tick {\"a\":1}\n"))
    #expect(text.contains("\"y␇"))
    #expect(text.contains(": still there"))
    #expect(text.contains("invalid (expected a member name"))
    #expect(!text.utf8.contains(0x07))
    #expect(!text.utf8.contains(0x1B))
  }

  @Test func `pretty indents a JSON text that is wider than the terminal`() throws {
    let style = PrintStyle(coloured: false, columns: 40)
    let lines = PrintedJSON(style: style).lines(
      of: Array(#"{"ship":"Aurora","cargo":["grain","timber"]}"#.utf8)[...], room: 20)
    #expect(
      lines?.joined(separator: "\n") == """

          {
            "ship": "Aurora",
            "cargo": [
              "grain",
              "timber"
            ]
          }
        """)
  }

  @Test func `a value that spans lines stays on one line of the trace`() throws {
    var bytes: [UInt8] = []
    var writer = TraceWriter()
    let batch = try batch(.json, "[{\"a\":\r\n 1}]")
    writer.write(.records(batch), elapsed: .zero, to: &bytes)
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"callback":"onChunk","value":{"a":   1}}"# + "\n")
  }

  @Test func `bytes that are not UTF-8 become replacement characters`() {
    var bytes: [UInt8] = []
    JSONLine.write(to: &bytes) { $0.add("data", string: [0x61, 0xFF, 0x62]) }
    #expect(String(decoding: bytes, as: UTF8.self) == "{\"data\":\"a\u{FFFD}b\"}\n")
  }
}
