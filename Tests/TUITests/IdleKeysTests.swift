import StreamDecoding
import Testing

@testable import TUI

/// A key that has nothing to work on says so, and what would help.
@Suite struct IdleKeysTests {
  /// Keys, and a part of what is said.
  @Test(arguments: [
    ("2j", "nothing moves here: e goes into the fields"), ("6j", "Tab goes to the next pane"),
    ("3j", "nothing has run here yet: Enter in pane 1 runs it"), (" ", "nothing has run here yet"),
    ("4y", "nothing has run here yet"), ("5-", "nothing has run here yet"),
    ("]", "nothing has run here yet"), ("a", "nothing has run here yet"),
    ("z", "z does nothing here"),
  ])
  func `before anything has run`(keys: String, words: String) {
    let program = Program()
    program.selectMetrics()
    #expect(program.type(keys).isEmpty)
    #expect(program.line(with: words) != nil)
  }

  @Test(arguments: [
    ("3 ", "no record has come yet"), ("5l", "no record has come yet"),
    ("4l", "lines are whole here"),
  ])
  func `before anything has come`(keys: String, words: String) {
    let program = Program()
    program.openMetrics()
    program.type(keys)
    #expect(program.line(with: words) != nil)
  }

  @Test func `Enter where nothing opens, Esc where nothing is to go back from`() {
    let program = Program()
    program.openMetrics()
    program.type("6")
    program.press(.enter)
    #expect(program.line(with: "nothing opens here: r runs it again") != nil)
    program.press(.escape, .escape, .escape)
    #expect(program.line(with: "nothing to go back from: q quits") != nil)
  }

  @Test(arguments: ["r", "R", "D", "1\r"])
  func `what can be read but once is not run again, and nothing offers to`(keys: String) {
    let program = Program(isReadOnce: true)
    program.openMetrics()
    // It would be cut off, and nothing would come in its place.
    #expect(program.type("r") == [])
    #expect(program.state.stream?.phase.isRunning == true)
    program.send(.stream(id: StreamID(1), .completed))
    program.send(.stream(id: StreamID(1), .closed))
    #expect(program.line(with: "run again") == nil)
    program.type("3x")
    #expect(program.line(with: "run it again") == nil)
    program.press(.escape)
    var effects: [Effect] = []
    for key in keys { effects += key == "\r" ? program.press(.enter) : program.type(String(key)) }
    #expect(effects == [])
    #expect(program.line(with: "standard input is read once: o opens something else") != nil)
  }

  @Test(arguments: [true, false])
  func `without an endpoint keys tell what would find one`(isLooking: Bool) {
    let program = Program(catalog: nil)
    if !isLooking { program.send(.discovered(.init(), failures: ["nothing"])) }
    for key in "eDPyY j]x".dropLast() {
      program.type(String(key))
      let words = isLooking ? "nothing is found yet" : "there is no endpoint: o opens a URL"
      #expect(program.line(with: words) != nil, "\(key)")
    }
  }

  @Test(arguments: ["e", "c", "D", "j"])
  func `where the list is narrowed to nothing, keys say so`(key: String) {
    let program = Program()
    program.type("1/zzz")
    program.press(.enter)
    program.type(key)
    #expect(program.line(with: "nothing matches what the list is narrowed to: Esc shows") != nil)
    program.press(.escape)
    #expect(program.line(with: "/health") != nil)
  }

  @Test func `what does something is left alone`() {
    let program = Program()
    program.openMetrics()
    program.event("{\"a\":{\"b\":1}}")
    program.type("5jh")
    #expect(program.line(with: "nothing") == nil)
    program.type("aw")
    program.type("l")
    #expect(program.line(with: "nothing folds") == nil)
  }
}
