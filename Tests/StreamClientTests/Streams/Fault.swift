import ScriptedServers
import StreamClient
import Testing

/// One way in which a server fails, and what the client then calls back.
struct Fault: Sendable, CustomTestStringConvertible {
  var name: String
  var scripts: [ConnectionScript]
  var options = StreamOptions(retryDelay: .zero)
  var expected: [String]

  var testDescription: String { name }
}

extension Fault {
  private typealias Trace = CallbackTrace

  private static func head(
    _ type: String, _ framing: ConnectionScript.Step.Framing = .chunked
  ) -> ConnectionScript.Step {
    .head(headers: ["Content-Type": type], framing: framing)
  }

  private static let gone = "HOST closed the connection without an answer; see the server's log"
  private static let brokenOff = "the connection to HOST broke off before the body's end"
  private static let badChunk =
    "the body from HOST can't be read further (the size or the end of a chunk is wrong); "
    + "see the server's log"
  private static let ended = "HOST ended the stream"

  /// Before there is a body.
  static let answers: [Fault] = [
    Fault(
      name: "reset before the headers", scripts: [[.expectRequest, .reset]],
      expected: [Trace.fatal("connectionLost", gone), Trace.close]),
    Fault(
      name: "reset in the headers",
      scripts: [
        [.expectRequest, .send("HTTP/1.1 200 OK\r\nContent-Ty"), .wait(milliseconds: 20), .reset]
      ],
      expected: [Trace.fatal("connectionLost", gone), Trace.close]),
    Fault(
      name: "500", scripts: [.answer(status: 500, body: "boom")],
      expected: [
        Trace.fatal("status", "HOST answered 500: boom; see the server's log", status: 500),
        Trace.close,
      ]),
    Fault(
      name: "404",
      scripts: [
        .answer(
          status: 404, headers: ["Content-Type": "application/json"],
          body: #"{"detail":"Not Found"}"#)
      ],
      expected: [
        Trace.fatal("status", "HOST answered 404: Not Found; check the path", status: 404),
        Trace.close,
      ]),
    Fault(
      name: "204", scripts: [.answer(status: 204)],
      expected: [
        Trace.fatal(
          "mediaType", "HOST answered 204 without a body; there is nothing to read", status: 204),
        Trace.close,
      ]),
    Fault(
      name: "301 to itself",
      scripts: [.answer(status: 301, headers: ["Location": "/stream"])],
      expected: [
        Trace.fatal(
          "redirect", "HOST redirects in a circle by way of http://HOST/stream; check the URL"),
        Trace.close,
      ]),
    Fault(
      name: "a wrong media type", scripts: [.stream("application/json", "{}")],
      expected: [
        Trace.fatal(
          "mediaType",
          "HOST answered with application/json, which isn't a stream; "
            + "say as what kind to read it, or download it"),
        Trace.close,
      ]),
  ]

  /// A body that is empty, cut or lies about its length.
  static let bodies: [Fault] = [
    Fault(
      name: "an empty body of events", scripts: [events("", then: cleanEnd), .answer(status: 204)],
      expected: [
        Trace.open(), Trace.retry("connectionLost", ended), Trace.complete, Trace.close,
      ]),
    Fault(
      name: "an empty body of records", scripts: [.stream("application/x-ndjson", "")],
      expected: [Trace.open("application/x-ndjson"), Trace.complete, Trace.close]),
    Fault(
      name: "a body cut in a chunk",
      scripts: [[.expectRequest, head("application/x-ndjson"), .send("9\r\n1\n2"), .close]],
      expected: [
        Trace.open("application/x-ndjson"), Trace.value("1"),
        Trace.fatal("connectionLost", brokenOff), Trace.close,
      ]),
    Fault(
      name: "events cut in a chunk",
      scripts: [
        [
          .expectRequest, head("text/event-stream"), .send("99\r\nid: 7\ndata: a\n\ndata: par"),
          .close,
        ], .answer(status: 204),
      ],
      expected: [
        Trace.open(), Trace.message("a", id: "7"), Trace.retry("connectionLost", brokenOff),
        Trace.complete, Trace.close,
      ]),
    // What came before a wrong chunk may be overtaken by it; half an event is none either way.
    Fault(
      name: "a chunk that is longer than its size",
      scripts: [
        [
          .expectRequest, head("text/event-stream"), .wait(milliseconds: 20),
          .send("4\r\ndata: a\n\n\r\n"), .hold,
        ], .answer(status: 204),
      ],
      options: StreamOptions(kind: .sse, retryDelay: .zero),
      expected: [
        Trace.open(), Trace.retry("connectionLost", badChunk), Trace.complete, Trace.close,
      ]),
    Fault(
      name: "a body longer than its length",
      scripts: [[.expectRequest, head("text/plain", .length(2)), .send("abcdef"), .close]],
      expected: [Trace.open("text/plain"), Trace.text("ab"), Trace.complete, Trace.close]),
    Fault(
      name: "a body shorter than its length",
      scripts: [[.expectRequest, head("text/plain", .length(9)), .send("ab"), .close]],
      expected: [
        Trace.open("text/plain"), Trace.text("ab"), Trace.fatal("connectionLost", brokenOff),
        Trace.close,
      ]),
    Fault(
      name: "a clean end of events",
      scripts: [events("data: a\n\n", then: cleanEnd)],
      options: StreamOptions(reconnect: .onFailure),
      expected: [Trace.open(), Trace.message("a"), Trace.complete, Trace.close]),
    Fault(
      name: "a clean end of records, the last without its line feed",
      scripts: [.stream("application/x-ndjson", "1\n2")],
      expected: [
        Trace.open("application/x-ndjson"), Trace.value("1"), Trace.value("2"), Trace.complete,
        Trace.close,
      ]),
  ]

  /// A body that is slow, or silent.
  static let silences: [Fault] = [
    Fault(
      name: "bytes one by one",
      scripts: [
        ConnectionScript(
          [.expectRequest, head("text/event-stream")]
            + Array("id: 1\ndata: ä\n\n".utf8).flatMap { byte in
              [ConnectionScript.Step.chunk([byte]), .wait(milliseconds: 2)]
            } + cleanEnd)
      ],
      options: StreamOptions(reconnect: .onFailure),
      expected: [Trace.open(), Trace.message("ä", id: "1"), Trace.complete, Trace.close])
  ]

  /// A body that is hostile.
  static let contents: [Fault] = [
    Fault(
      name: "a gzip bomb", scripts: [GzipBomb.script("text/event-stream")],
      options: StreamOptions(recordLimit: 1 << 20),
      expected: [
        Trace.open(),
        Trace.fatal(
          "recordTooLarge",
          "a record from HOST is larger than 1 MiB; raise the record limit to keep it"),
        Trace.close,
      ]),
    Fault(
      name: "an endless line",
      scripts: [
        [
          .expectRequest, head("text/event-stream", .untilClose), .send("data: "),
          .flood(Array(repeating: 0x78, count: 1 << 16), times: 1 << 20),
        ]
      ],
      options: StreamOptions(recordLimit: 1 << 20),
      expected: [
        Trace.open(),
        Trace.fatal(
          "recordTooLarge",
          "a record from HOST is larger than 1 MiB; raise the record limit to keep it"),
        Trace.close,
      ]),
    Fault(
      name: "events that aren't UTF-8",
      scripts: [
        [
          .expectRequest, head("text/event-stream"),
          .chunk(Array("data: a".utf8) + [0xFF] + Array("b\n\n".utf8)), .lastChunk, .close,
        ]
      ],
      options: StreamOptions(reconnect: .never),
      expected: [Trace.open(), Trace.message("a\u{FFFD}b"), Trace.complete, Trace.close]),
    Fault(
      name: "records that aren't UTF-8",
      scripts: [
        [
          .expectRequest, head("application/x-ndjson"), .chunk("1\n"),
          .chunk([0x22, 0xFF, 0x22, 0x0A]), .hold,
        ]
      ],
      expected: [
        Trace.open("application/x-ndjson"), Trace.value("1"),
        Trace.fatal(
          "invalidRecord", "an invalid record from HOST: the bytes are not UTF-8 at byte 1"),
        Trace.close,
      ]),
    Fault(
      name: "an ID with a control character",
      scripts: [events("id: a\u{1B}b\ndata: x\n\n", then: cleanEnd), .answer(status: 204)],
      expected: [
        Trace.open(), Trace.message("x", id: #"a\u001bb"#), Trace.retry("connectionLost", ended),
        Trace.complete, Trace.close,
      ]),
  ]
}

/// Bodies that become 790 times as large.
enum GzipBomb {
  /// 64 KiB of the letter x, deflated and flushed, so that it can stand any number of times.
  static let block: [UInt8] =
    [0xEC, 0xC1, 0x01, 0x01, 0x00, 0x00, 0x00, 0x80, 0x90, 0xDB, 0xCD, 0xEF, 0x08, 0x0A]
    + Array(repeating: 0, count: 63) + [0x6A, 0x00, 0x00, 0x00, 0xFF, 0xFF]

  static let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3]

  /// 64 GiB without an end.
  static func script(_ mediaType: String) -> ConnectionScript {
    let head = ConnectionScript.Step.head(
      headers: ["Content-Type": mediaType, "Content-Encoding": "gzip"], framing: .untilClose)
    return [.expectRequest, head, .send(self.head), .flood(block, times: 1 << 20), .hold]
  }
}
