import Testing

@testable import TUI

/// Recordings that play as streams.
@Suite struct PlayingTests {
  private let title = "GET /metrics/live"

  private func playing(
    _ columns: Int = 120, _ rows: Int = 36, speed: Double? = 4, isHeld: Bool = false,
    at position: Duration = .seconds(12)
  ) -> Program {
    let program = Program(columns, rows)
    program.openMetrics()
    program.state.absorb(playbacks: [
      title: Playback(speed: speed, isHeld: isHeld, position: position, length: .seconds(100))
    ])
    return program
  }

  @Test(arguments: [(120, 36), (80, 24), (60, 20)])
  func `the state line says where in the recording one is, and how fast it goes`(
    columns: Int, rows: Int
  ) {
    #expect(playing(columns, rows).line(with: "▶ 4x at 00:12 of 01:40") != nil)
    #expect(playing(columns, rows, speed: nil).line(with: "▶ max at 00:12 of 01:40") != nil)
    #expect(playing(columns, rows, isHeld: true).line(with: "❚❚ at 00:12 of 01:40") != nil)
  }

  @Test func `its keys are among the hints, and what holds it goes on`() {
    let line = playing().line(with: "▶")
    #expect(line?.contains("H hold") == true)
    #expect(playing(isHeld: true).line(with: "❚❚")?.contains("H play on") == true)
  }

  @Test(arguments: [
    ("H", PlaybackChange.hold(true)), (",", .step), ("{", .speed(2)), ("}", .speed(8)),
  ])
  func `a key plays it in another way`(key: String, change: PlaybackChange) {
    #expect(playing().type(key) == [.play(title, change)])
  }

  @Test(
    arguments: [
      (0.125, "{", 0.125), (1, "{", 0.5), (10, "}", 16), (10, "{", 8), (64, "}", nil),
      (nil, "}", nil),
      (nil, "{", 64),
    ] as [(Double?, String, Double?)])
  func `speeds go by steps from wherever they are`(from: Double?, key: String, to: Double?) {
    #expect(playing(speed: from).type(key) == [.play(title, .speed(to))])
  }

  @Test(arguments: [
    ("1:20", 80), ("90", 90), ("1.5m", 90), ("0:00:45.5", 45.5), ("9:00", 100),
  ])
  func `a later time is gone to at once`(typed: String, seconds: Double) {
    let program = playing()
    program.type("J" + typed)
    #expect(program.press(.enter) == [.play(title, .jump(to: .seconds(seconds)))])
    let other = playing()
    other.type(":goto \(typed)")
    #expect(other.press(.enter) == [.play(title, .jump(to: .seconds(seconds)))])
  }

  @Test func `an earlier time runs it anew, whatever its last event ID`() {
    let program = playing()
    program.type("J5")
    let effects = program.press(.enter)
    #expect(effects.first == .play(title, .jump(to: .seconds(5), anew: true)))
    #expect(effects.contains(.close(StreamID(1))))
    guard case .open(StreamID(2), _, _, lastEventID: nil, _)? = effects.last else {
      Issue.record("it does not run: \(effects)")
      return
    }
  }

  @Test(arguments: ["x", "1:", ":20", "1:2:3:4", "-5", "1:1m"])
  func `what is no time is said, and can be mended`(typed: String) {
    let program = playing()
    program.type("J" + typed)
    #expect(program.press(.enter).isEmpty)
    #expect(program.line(with: "that is no time") != nil)
  }

  @Test func `where no recording plays the keys say so`() {
    let program = Program()
    program.openMetrics()
    for key in ["H", ",", "{", "}", "J"] {
      #expect(program.type(key).isEmpty)
      #expect(program.line(with: "no recording plays here: o opens one") != nil)
    }
  }

  @Test func `a recording that was not run yet says what runs it`() {
    let program = Program()
    program.select("/metrics/live")
    program.state.absorb(playbacks: [
      title: Playback(speed: 1, isHeld: false, position: .zero, length: .seconds(100))
    ])
    #expect(program.type("H").isEmpty)
    #expect(program.line(with: "nothing has run here yet: Enter in pane 1 runs it") != nil)
  }

  @Test func `what is over is played again by the key that runs`() {
    let program = playing()
    program.type("s")
    #expect(program.type("H").isEmpty)
    #expect(program.line(with: "it is over: r plays it again") != nil)
    program.type("J1:00")
    guard case .open? = program.press(.enter).last else {
      Issue.record("it does not run")
      return
    }
  }

  @Test func `the view's pause is not the recording's`() {
    let program = playing()
    program.event("{}")
    program.press(.character("3"))
    #expect(program.type(" ").isEmpty)
    #expect(program.line(with: "PAUSED") != nil)
  }
}
