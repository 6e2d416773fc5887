import Endpoints
import StreamDecoding
import TUI
import Terminal
import Testing

@testable import fluidtop

/// The loop between keys, news, effects and frames.
@Suite struct LoopTests {
  private static let catalog = Catalog(
    baseURL: "http://localhost:8000",
    endpoints: [Endpoint(name: "feed", path: "/feed", kind: .sse, mediaType: "text/event-stream")])

  /// The feed, running.
  private static let opened = [
    LoopStep.at(5, .enter),
    .at(
      6,
      news: .stream(id: StreamID(1), .opened(status: 200, mediaType: "text/event-stream"))),
  ]

  private static func batch(_ count: Int) -> RecordBatch {
    var batch = RecordBatch()
    batch.bytes = Array("{}".utf8)
    batch.entries = Array(repeating: .init(kind: .event, payload: 0..<2), count: count)
    return batch
  }

  /// How many records the list shows.
  private static func rows(_ frame: Frame) -> Int {
    guard let list = frame.list else { return 0 }
    return list.rows.count { row in list.columns.contains { frame[$0, row].text != " " } }
  }

  /// How many there are, as the list's title says.
  private static func titled(_ frame: Frame) -> String {
    frame.text.firstMatch(of: /\d+ records?/).map { String($0.0) } ?? "none"
  }

  /// How many there are, as the endpoint's row beside the list says.
  private static func counted(_ frame: Frame) -> String {
    frame.text.firstMatch(of: /▸(\d+)/).map { String($0.1) } ?? "none"
  }

  /// Which one is laid out, as the newest.
  private static func laidOut(_ frame: Frame) -> String {
    frame.text.firstMatch(of: /#\d+/).map { String($0.0) } ?? "none"
  }

  @Test func `a key is handled and drawn at once, and the end gives the terminal back`() {
    let bench = LoopBench()
    let run = bench.run([.at(5, .character("?")), .at(6, .escape), .at(90, .control("c"))])
    #expect(
      bench.notes == [
        "0 draw", "0 discover", "0 watch the targets", "5 draw", "6 draw", "90 close all",
        "90 give the terminal back",
      ])
    #expect(run.terminal.frames[1] != run.terminal.frames[0])
    #expect(run.terminal.frames[2] == run.terminal.frames[0])
    #expect(run.loop.ending == nil)
  }

  @Test func `keys that come together are drawn together`() {
    let bench = LoopBench()
    let keys = [TerminalEvent.key(.character("?")), .key(.escape), .key(.character("?"))]
    _ = bench.run([LoopStep(time: .milliseconds(5), events: keys)])
    #expect(bench.drawn == [0, 5])
  }

  @Test func `news is drawn at most once in 33 ms, however often it comes`() {
    let bench = LoopBench()
    let run = bench.run(
      (41...140).map { LoopStep.at($0, news: .notice("news \($0)")) } + [.at(300)])
    #expect(bench.drawn == [0, 41, 74, 107, 140])
    #expect(run.terminal.frames.last?.text.contains("news 140") == true)
  }

  @Test func `a flood is drawn 7 times a second, a stream that an eye can follow 30 times`() {
    let bench = LoopBench()
    _ = bench.run(
      Self.opened + (101...500).map { LoopStep.at($0, records: Self.batch(100)) }
        + stride(from: 1001, to: 1200, by: 10).map { LoopStep.at($0, records: Self.batch(1)) } + [
          .at(1_250)
        ],
      catalog: Self.catalog)
    #expect(bench.drawn.filter { (101...500).contains($0) } == [101, 251, 401])
    #expect(
      bench.drawn.filter { (1001...1200).contains($0) } == [1033, 1066, 1099, 1132, 1165, 1198])
  }

  @Test
  func
    `a flood does not wait in the inbox for its frame, and a key is drawn before it is taken in`()
  {
    let bench = LoopBench()
    let flood = (0..<20).map { LoopStep.at(51 + $0, records: Self.batch(20_000)) }
    let size = Self.batch(20_000).bytesHeld
    let run = bench.run(
      Self.opened + [.at(50, records: Self.batch(100))] + flood
        + [.at(71, .character("j")), .at(800, .control("c"))],
      catalog: Self.catalog)
    #expect(run.terminal.mostWaiting < 4 << 20 + 2 * size)
    #expect(bench.drawn.filter { $0 > 60 } == [71, 200, 571])
    #expect(run.terminal.frames.last?.text.contains("400,100 records") == true)
  }

  @Test func `each record is drawn and counted as it comes, the newest laid out twice a second`() {
    let bench = LoopBench()
    let steps = stride(from: 100, through: 500, by: 100).map {
      LoopStep.at($0, records: Self.batch(1))
    }
    let run = bench.run(Self.opened + steps + [.at(900)], catalog: Self.catalog)
    let shown = zip(bench.drawn, run.terminal.frames).filter { $0.0 >= 100 }
      .map { time, frame in
        "\(time): \(Self.rows(frame)) of \(Self.titled(frame)), \(Self.counted(frame)) of the endpoint, "
          + Self.laidOut(frame)
      }
    #expect(
      shown == [
        "100: 1 of 1 record, 1 of the endpoint, #0", "200: 2 of 2 records, 2 of the endpoint, #0",
        "300: 3 of 3 records, 3 of the endpoint, #0",
        "400: 4 of 4 records, 4 of the endpoint, #0",
        "500: 5 of 5 records, 5 of the endpoint, #0",
        "600: 5 of 5 records, 5 of the endpoint, #4",
      ])
  }

  @Test func `a key shows all that there is, and what comes after it waits anew`() {
    let bench = LoopBench()
    let run = bench.run(
      Self.opened + [
        .at(100, records: Self.batch(1)), .at(200, records: Self.batch(1)),
        .at(300, .character("j")),
        .at(400, records: Self.batch(1)), .at(1_000),
      ], catalog: Self.catalog)
    let shown = zip(bench.drawn, run.terminal.frames).filter { $0.0 >= 100 }
      .map { time, frame in "\(time): \(Self.laidOut(frame))" }
    #expect(
      shown == [
        "100: #0", "200: #0", "300: #1", "400: #1", "800: #2", "1000: #2",
      ])
  }

  @Test func `how a stream is shows at once, and with it all figures`() {
    let bench = LoopBench()
    let run = bench.run(
      Self.opened + [
        .at(100, records: Self.batch(1)), .at(150, records: Self.batch(1)),
        .at(200, news: .stream(id: StreamID(1), .completed)), .at(300),
      ], catalog: Self.catalog)
    #expect(run.terminal.frames.last.map(Self.counted) == "2")
    #expect(run.terminal.frames.last?.text.contains("ENDED") == true)
  }

  @Test
  func `a key is drawn between two frames of news, and does not wait until they are taken in`() {
    let bench = LoopBench()
    let run = bench.run([
      .at(100, news: .notice("first")), .at(110, news: .notice("second")),
      .at(111, .character("j")), .at(120, news: .notice("third")), .at(300),
    ])
    #expect(bench.drawn == [0, 100, 111, 133])
    #expect(run.terminal.frames[2].text.contains("second") == false)
    #expect(run.terminal.frames[3].text.contains("third"))
  }

  @Test func `keys without end do not keep news from the screen`() {
    let bench = LoopBench()
    let run = bench.run(
      Self.opened + [.at(95, records: Self.batch(1)), .at(98, records: Self.batch(1))]
        + (100...140).map { .at($0, .character("j")) }, catalog: Self.catalog)
    #expect(run.terminal.frames.last.map(Self.counted) == "2")
  }

  @Test func `what was looked for is drawn as soon as it is found`() {
    let bench = LoopBench()
    let run = bench.run([
      .at(100, news: .notice("first")), .at(105, news: .discovered(Self.catalog, failures: [])),
      .at(300),
    ])
    #expect(bench.drawn == [0, 100, 105])
    #expect(run.terminal.frames.last?.text.contains("/feed") == true)
  }

  @Test func `where nothing happens nothing is drawn, and the wait has no limit`() {
    let bench = LoopBench()
    let run = bench.run([.at(1_000, .woken), .at(60_000, .woken)])
    #expect(bench.drawn == [0])
    #expect(run.terminal.limits == [nil, nil, nil])
  }

  @Test func `what goes by itself is drawn when it is due`() {
    let bench = LoopBench()
    // A note at the foot goes after a while.
    let run = bench.run([.at(100, news: .notice("gone soon")), .at(60_000)])
    #expect(bench.drawn.count == 3)
    #expect(run.terminal.frames[1].text.contains("gone soon"))
    #expect(run.terminal.frames[2].text.contains("gone soon") == false)
  }

  @Test func `effects are handed on in their order`() {
    let bench = LoopBench()
    _ = bench.run(
      [
        .at(10, .enter), .at(20, .character("s")), .at(30, .character("r")), .at(40, .control("r")),
        .at(50, .character("Y")), .at(60, .control("l")), .at(70, .control("z")),
        .at(80, .character("P")), .at(90, .control("c")),
      ], catalog: Self.catalog)
    #expect(
      bench.notes.filter { !$0.hasSuffix("draw") || $0.hasSuffix("redraw") } == [
        "0 discover", "0 watch the targets", "10 open 1 GET sse", "20 close 1",
        "30 open 2 GET sse", "40 discover", "50 copy 26 bytes", "60 redraw", "70 suspend",
        "80 probe /feed", "90 close all", "90 give the terminal back",
      ])
  }

  @Test func `a screen of another size is drawn at once in its size`() {
    let bench = LoopBench()
    let run = bench.run([.at(5, .resized(Size(columns: 120, rows: 36)))])
    #expect(bench.drawn == [0, 5])
    #expect(run.terminal.frames.map(\.size.columns) == [80, 120])
  }

  @Test(arguments: [TerminalEvent.Ending.interrupted, .terminated, .hungUp])
  func `a signal ends it without another frame`(ending: TerminalEvent.Ending) {
    let bench = LoopBench()
    let run = bench.run([.at(5, .key(.character("?")), .ended(ending)), .at(6, .escape)])
    #expect(run.loop.ending == ending)
    #expect(
      bench.notes.suffix(2) == ["5 close all", "5 give the terminal back"]
        && bench.drawn == [0])
  }

  @Test func `a terminal that was stopped and goes on is drawn anew`() {
    let bench = LoopBench()
    _ = bench.run([.at(5_000, .continued)])
    #expect(bench.drawn == [0, 5_000])
  }
}
