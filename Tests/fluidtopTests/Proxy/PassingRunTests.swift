import ReverseProxy
import StreamClient
import TUI
import Testing

@testable import fluidtop

/// What the screen is told of a request that passes.
@Suite struct PassingRunTests {
  private static let events = [HeaderField("Content-Type", "text/event-stream")]
  private static let json = [HeaderField("Content-Type", "application/json")]

  private static let cases:
    [(answer: AnswerHead?, body: String, end: ProxiedEnd?, told: [String])] =
      [
        (
          AnswerHead(status: 200, headers: events), "data: 1\n\n", .complete,
          ["head", "opened 200 sse", "1 record", "completed", "closed"]
        ),
        (
          AnswerHead(status: 200, headers: events), "data: 1\n\n", .left,
          ["head", "opened 200 sse", "1 record", "over: left by the client"]
        ),
        (
          AnswerHead(status: 200, headers: events), "data: 1\n\n", .lost,
          ["head", "opened 200 sse", "1 record", "failed", "closed"]
        ),
        (
          AnswerHead(status: 200, headers: events), "", nil,
          ["head", "opened 200 sse", "over: stopped with the proxy"]
        ),
        (
          AnswerHead(status: 200, headers: json), "{\"a\":1}", .complete,
          ["head", "opened 200 unary", "response 200 {\"a\":1}", "closed"]
        ),
        (
          AnswerHead(status: 200, headers: json), "{\"a\":", .lost,
          ["head", "opened 200 unary", "failed", "closed"]
        ),
        (
          AnswerHead(status: 200, headers: json), "{\"a\":", .left,
          ["head", "opened 200 unary", "over: left by the client"]
        ),
        (
          AnswerHead(status: 200, headers: json), String(repeating: "x", count: 600_000), .complete,
          [
            "head", "opened 200 unary",
            "over whole: ended; 600.0 KB are more than is kept of an ordinary answer",
          ]
        ),
        (
          AnswerHead(status: 304), "", .complete,
          ["head", "opened 304 unary", "response 304 ", "closed"]
        ),
        (
          AnswerHead(status: 404, headers: json), "{\"detail\":\"no\"}", .complete,
          ["head", "failed", "closed"]
        ),
        (
          AnswerHead(status: 101), "", .complete, ["head", "opened 101 unary", "over whole: ended"]
        ),
        (nil, "", .failed(status: 502, reason: "nobody listens"), ["failed", "closed"]),
        (nil, "", .spoiled(status: 503), ["failed", "closed"]),
        (nil, "", .left, ["over: left by the client"]),
      ]

  @Test(arguments: cases.indices)
  func `each end is told once, and last`(index: Int) {
    let (answer, body, end, told) = Self.cases[index]
    var run = Self.run()
    var all: [PassingRun.Told] = []
    if let answer { all += run.take(.answered(answer, url: ""), at: .now) }
    for part in body.utf8.chunks(ofCount: 7_000) {
      all += run.take(.received(Array(part)), at: .now)
    }
    all += run.end(end, missed: 0, at: .now)
    #expect(all.map(Self.words) == told)
  }

  @Test func `what was not looked at is said, and no callback is made up`() {
    var run = Self.run()
    _ = run.take(.answered(AnswerHead(status: 200, headers: Self.events), url: ""), at: .now)
    let told = run.end(.complete, missed: 2_000_000, at: .now)
    #expect(
      told.map(Self.words) == [
        "over whole: 2.0 MB passed faster than they could be written, and are not here"
      ])
  }

  @Test func `the head is shown without its secrets`() {
    let head = AnswerHead(
      status: 302,
      headers: [
        HeaderField("Set-Cookie", "sid=s3cret"), HeaderField("Location", "/in?token=s3cret&a=1"),
        HeaderField("Server", "x\u{1B}[2J"),
      ])
    let lines = HeadText(passing: head).lines
    #expect(!lines.joined().contains("s3cret"))
    #expect(!lines.joined().contains("\u{1B}"))
    #expect(lines.first == "HTTP/1.1 302")
  }

  private static func run() -> PassingRun {
    let sent = SentRequest(
      method: "GET", url: "http://localhost/a", headers: [], hasBody: false, lastEventID: nil)
    return PassingRun(sent, declaredAs: nil, at: .now, capture: nil)
  }

  private static func words(_ told: PassingRun.Told) -> String {
    switch told {
    case .records(let batch): "\(batch.entries.count) record"
    case .news(.head): "head"
    case .news(.opened(let status, _, let kind)): "opened \(status) \(kind.map { "\($0)" } ?? "")"
    case .news(.response(let status, _, let body)):
      "response \(status) \(String(decoding: body, as: UTF8.self))"
    case .news(.over(let words, let isWhole)): "over\(isWhole ? " whole" : ""): \(words)"
    case .news(.failed): "failed"
    case .news(.completed): "completed"
    case .news(.closed): "closed"
    case .news(let other): "\(other)"
    }
  }
}

extension Collection {
  fileprivate func chunks(ofCount count: Int) -> [SubSequence] {
    var chunks: [SubSequence] = []
    var rest = self[...]
    while !rest.isEmpty {
      chunks.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return chunks
  }
}
