import Recordings
import Testing

@testable import ReplayServer

/// A clock that expectations can ask, which changes as it answers.
private final class Playing {
  var clock: PlayClock

  init(_ clock: PlayClock) { self.clock = clock }

  func turn(of time: Duration, at now: ContinuousClock.Instant) -> PlayClock.Turn {
    clock.turn(of: time, at: now)
  }

  func takeRewind() -> Bool { clock.takeRewind() }
}

/// The time of recordings that play, by a clock that the test holds.
@Suite struct PlayClockTests {
  private let start = ContinuousClock.now

  private func at(_ seconds: Double) -> ContinuousClock.Instant { start + .seconds(seconds) }

  private func playing(speed: Double?) -> Playing {
    let playing = Playing(PlayClock(speed: speed, length: .seconds(100)))
    playing.clock.begin(at: .zero, length: .seconds(100), at: at(0))
    return playing
  }

  @Test func `it goes on as fast as it is told`() {
    let playing = self.playing(speed: 1)
    #expect(playing.turn(of: .seconds(10), at: at(4)) == .after(.seconds(6)))
    playing.clock.set(speed: 4, at: at(4))
    #expect(playing.clock.position(at: at(5)) == .seconds(8))
    #expect(playing.turn(of: .seconds(10), at: at(5)) == .after(.milliseconds(500)))
    #expect(playing.turn(of: .seconds(10), at: at(5.5)) == .due)
    playing.clock.set(speed: nil, at: at(6))
    #expect(playing.turn(of: .seconds(70), at: at(6)) == .due)
    #expect(playing.clock.position(at: at(9)) == .seconds(70))
  }

  @Test func `held, it stands still; going on, it goes on from there`() {
    let playing = self.playing(speed: 2)
    playing.clock.hold(true, at: at(5))
    #expect(playing.clock.position(at: at(50)) == .seconds(10))
    #expect(playing.turn(of: .seconds(11), at: at(50)) == .held)
    playing.clock.hold(false, at: at(50))
    #expect(playing.turn(of: .seconds(12), at: at(50)) == .after(.seconds(1)))
  }

  @Test func `a step sends one record, and its time is the recording's`() {
    let playing = self.playing(speed: 1)
    playing.clock.step(at: at(1))
    #expect(playing.clock.isHeld && playing.clock.isStepping)
    #expect(playing.turn(of: .seconds(30), at: at(1)) == .due)
    playing.clock.stepped()
    #expect(playing.turn(of: .seconds(30), at: at(1)) == .held)
    #expect(playing.clock.position(at: at(9)) == .seconds(30))
  }

  @Test func `a later time is reached at once, held or not`() {
    let playing = self.playing(speed: 1)
    playing.clock.hold(true, at: at(0))
    playing.clock.jump(to: .seconds(80), anew: false, at: at(0))
    #expect(!playing.takeRewind())
    #expect(playing.turn(of: .seconds(79), at: at(0)) == .due)
    #expect(playing.turn(of: .seconds(81), at: at(0)) == .held)
    #expect(playing.clock.position(at: at(0)) == .seconds(80))
    playing.clock.hold(false, at: at(0))
    #expect(playing.turn(of: .seconds(81), at: at(0)) == .after(.seconds(1)))
  }

  @Test func `for an earlier time the run begins anew, once`() {
    let playing = self.playing(speed: 1)
    playing.clock.jump(to: .seconds(5), anew: true, at: at(60))
    #expect(playing.turn(of: .seconds(61), at: at(60)) == .held)
    playing.clock.end(at: at(60))
    #expect(playing.takeRewind())
    #expect(!playing.takeRewind())
    playing.clock.begin(at: .zero, length: .seconds(100), at: at(61))
    #expect(playing.turn(of: .seconds(5), at: at(61)) == .due)
    #expect(playing.turn(of: .seconds(6), at: at(61)) == .after(.seconds(1)))
  }

  @Test func `a run from its start goes to no time that was asked for before`() {
    let playing = self.playing(speed: 1)
    playing.clock.jump(to: .seconds(90), anew: false, at: at(1))
    playing.clock.end(at: at(1))
    playing.clock.begin(at: .zero, length: .seconds(100), at: at(2))
    #expect(playing.turn(of: .seconds(5), at: at(2)) == .after(.seconds(5)))
  }

  @Test func `a time past the end is the end, and without a new run there is no way back`() {
    let playing = self.playing(speed: 1)
    #expect(playing.clock.position(at: at(1_000)) == .seconds(100))
    playing.clock.jump(to: .seconds(3), anew: false, at: at(5))
    #expect(!playing.takeRewind())
    #expect(playing.turn(of: .seconds(6), at: at(5)) == .after(.seconds(1)))
    playing.clock.jump(to: .seconds(1_000), anew: false, at: at(5))
    #expect(playing.turn(of: .seconds(100), at: at(5)) == .due)
  }

  @Test func `between two connections a later time is kept for the next one`() {
    let playing = self.playing(speed: 1)
    playing.clock.end(at: at(10))
    #expect(playing.clock.position(at: at(12)) == .seconds(10))
    playing.clock.jump(to: .seconds(50), anew: false, at: at(12))
    #expect(!playing.takeRewind())
    playing.clock.begin(at: .seconds(20), length: .seconds(100), at: at(13))
    #expect(playing.turn(of: .seconds(50), at: at(13)) == .due)
    #expect(playing.turn(of: .seconds(52), at: at(13)) == .after(.seconds(2)))
  }
}

/// Where a step ends.
@Suite struct RecordEndTests {
  private func records(_ type: String, _ parts: [String]) -> [String] {
    var ends = RecordEnds(
      RecordedHead(status: 200, headers: [RecordedHeader("Content-Type", type)]))
    var (records, record) = ([String](), "")
    for part in parts {
      var rest = Array(part.utf8)[...]
      while !rest.isEmpty {
        let end = ends.end(in: rest)
        record += String(decoding: rest.prefix(end ?? rest.count), as: UTF8.self)
        rest = rest.dropFirst(end ?? rest.count)
        if end != nil {
          records.append(record)
          record = ""
        }
      }
    }
    return record.isEmpty ? records : records + [record]
  }

  @Test(arguments: [
    (["data: 1\n\ndata: 2\n\n"], ["data: 1\n\n", "data: 2\n\n"]),
    (["data: 1\r\n\r\ndata: 2\r\n\r\n"], ["data: 1\r\n\r\n", "data: 2\r\n\r\n"]),
    (["da", "ta: 1\n", "\ndata: 2", "\n\n"], ["data: 1\n\n", "data: 2\n\n"]),
    ([": hi\n\n", "data: 1\n\n"], [": hi\n\ndata: 1\n\n"]),
    (["\n\ndata: 1\n\n"], ["\n\ndata: 1\n\n"]),
  ])
  func `an event ends with its blank line`(parts: [String], expected: [String]) {
    #expect(records("text/event-stream; charset=utf-8", parts) == expected)
  }

  @Test func `a line is a record, empty ones are none`() {
    #expect(
      records("application/x-ndjson", ["{}\n\n[", "1]\n2"]) == ["{}\n", "\n[1]\n", "2"])
  }

  @Test func `of other bodies what came at once is one`() {
    #expect(records("application/json", ["[1,", "2]"]) == ["[1,", "2]"])
  }

  @Test(arguments: ["data: 1\n\n", "data: 1\r\n\r\n", "data: 1\r\r"])
  func `what was passed over tells whether one stands within a record`(passed: String) {
    var ends = RecordEnds(
      RecordedHead(
        status: 200, headers: [RecordedHeader("Content-Type", "text/event-stream")]))
    ends.pass(Array(passed.utf8)[...])
    let next = ends.end(in: Array("\ndata: 2\n\n".utf8)[...])
    #expect(next == 10)
    ends.pass(Array("data: 3\n".utf8)[...])
    let rest = ends.end(in: Array("\ndata: 4\n\n".utf8)[...])
    #expect(rest == 1)
  }
}
