import Recordings
import Testing

/// What a pipe is, told by its first bytes, however many of them come at once.
@Suite struct BodyTypeTests {
  @Test(arguments: [
    ("data: 1\n\n", "text/event-stream"), ("id\ndata: x\n\n", "text/plain; charset=utf-8"),
    (": hi\n\n", "text/event-stream"), ("retry: 1\n", "text/event-stream"),
    ("\u{FEFF}data: 1\n\n", "text/event-stream"), ("\n\n event: x\n", "text/event-stream"),
    ("{\"a\":1}\n", "application/x-ndjson"), ("{ \n  \"a\": 1}", "application/x-ndjson"),
    ("{oops\n", "text/plain; charset=utf-8"), ("[{\"a\":1}]", "application/json"),
    ("[\n {\"a\":1}]", "application/json"), ("[2026-11-30] hi\n", "text/plain; charset=utf-8"),
    ("\u{1E}{\"a\":1}\n", "application/json-seq"), ("database: up\n", "text/plain; charset=utf-8"),
    ("dat", "text/plain; charset=utf-8"),
  ])
  func `the first byte alone decides nothing that the next ones make something else of`(
    body: String, type: String
  ) {
    let bytes = Array(body.utf8)
    #expect(BodyType.guess(named: "", start: bytes) == type)
    for count in bytes.indices where BodyType.isTold(by: Array(bytes.prefix(count))) {
      #expect(BodyType.guess(named: "", start: Array(bytes.prefix(count))) == type, "\(count)")
    }
    let isTold = bytes.indices.contains { BodyType.isTold(by: Array(bytes.prefix($0 + 1))) }
    #expect(isTold == (body != "dat"))
  }
}
