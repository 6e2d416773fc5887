import StreamDecoding
import Testing

@testable import Recordings

/// What others wrote, and what has no head.
@Suite struct ForeignFormTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", 0), ("2000-02-29T23:59:59.500Z", 951_868_799.5),
    ("2026-11-30T08:00:00.125Z", 1_796_025_600.125), ("2100-03-01T00:00:00.000Z", 4_107_542_400),
    ("1999-12-31T23:59:59.999Z", 946_684_799.999),
  ])
  func `moments come back as they were written`(text: String, seconds: Double) throws {
    #expect(try abs(#require(HARTime.seconds(text)) - seconds) < 0.000_5)
    #expect(HARTime.text(seconds) == text)
  }

  @Test func `every day of four centuries comes back`() {
    for day in stride(from: 0, to: 146_097, by: 13) {
      let seconds = Double(day) * 86_400
      #expect(HARTime.seconds(HARTime.text(seconds)) == seconds)
    }
  }

  @Test(arguments: [
    ("2026-11-30T09:00:00+01:00", 1_796_025_600.0 as Double?),
    ("2026-11-30T02:30:00.0-05:30", 1_796_025_600), ("2026-11-30", nil), ("", nil),
    ("2026-13-30T08:00:00Z", nil), ("2026-11-30T08:00:00+", nil), ("x026-11-30T08:00:00Z", nil),
  ])
  func `other zones count, and what is no moment is none`(text: String, seconds: Double?) {
    #expect(HARTime.seconds(text) == seconds)
  }

  @Test(arguments: [
    ("a.sse", "x", "text/event-stream"), ("a.ndjson", "x", "application/x-ndjson"),
    ("a.JSONL", "", "application/x-ndjson"), ("", "data: 1\n\n", "text/event-stream"),
    ("", ": hello\n", "text/event-stream"), ("", "id:1\r\n", "text/event-stream"),
    ("", "\u{FEFF}event: a\n", "text/event-stream"), ("", "{\"a\":1}\n", "application/x-ndjson"),
    ("", "  {}\n", "application/x-ndjson"), ("", "[{\"a\":1}]", "application/json"),
    ("", "\u{1E}{}\n", "application/json-seq"), ("", "[2026] up\n", "text/plain; charset=utf-8"),
    ("", "{not json}\n", "text/plain; charset=utf-8"), ("", "", "text/plain; charset=utf-8"),
    ("", "info: x\n", "text/plain; charset=utf-8"),
  ])
  func `a body is what its name says, or its first bytes`(name: String, start: String, type: String)
  {
    #expect(BodyType.guess(named: name, start: Array(start.utf8)) == type)
  }

  @Test(arguments: [
    (#"{"data":"a\rb\r\nc\nd"}"#, "data: a\ndata: b\ndata: c\ndata: d\n\n"),
    (#"{"data":"1\rid: 9","eventId":"2"}"#, "id: 2\ndata: 1\ndata: id: 9\n\n"),
    (#"{"data":"","eventName":"tick\rdata: x"}"#, "data: \n\n"),
    (#"{"data":"1","eventId":"7\nretry: 1","eventName":"tick"}"#, "event: tick\ndata: 1\n\n"),
    (#"{"data":"a\u2028b","eventName":"message"}"#, "data: a\u{2028}b\n\n"),
  ])
  func `a message of an archive stays within its fields`(message: String, text: String) throws {
    let message = HARMessage(try JSONValue(parsing: Array(message.utf8)), start: 0)
    #expect(String(decoding: message.text, as: UTF8.self) == text)
  }

  @Test(arguments: [
    ("HTTP/1.1", "1.1"), ("HTTP/1.0", "1.0"), ("HTTP/2", "2"), ("http/2.0", "2"), ("h2", "2"),
    ("h3", "3"), ("HTTP/3", "3"), ("unknown", "1.1"), ("", "1.1"), ("HTTP/9\r\nx: y", "1.1"),
  ])
  func `an archive's version of HTTP is read`(written: String, version: String) throws {
    let archive: JSONValue = [
      "log": [
        "entries": [
          [
            "request": ["url": "http://h/x"],
            "response": ["status": 200, "httpVersion": .string(written)],
          ]
        ]
      ]
    ]
    let reader = try HARReader(Array(archive.text().utf8))
    #expect(reader.runs.first?.connections.first?.head?.httpVersion == version)
  }

  @Test func `events with other text than messages keep it in one piece`() {
    let text = Array("data: 1\r\n\r\n: hi\r\nid: 2\r\ndata: 2\r\n\r\ndata: cut".utf8)
    #expect(
      HARMessage.blocks(of: text).map { String(decoding: $0, as: UTF8.self) } == [
        "data: 1\r\n\r\n", ": hi\r\nid: 2\r\ndata: 2\r\n\r\ndata: cut",
      ])
  }
}
