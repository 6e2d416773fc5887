import Endpoints
import Testing

@testable import TUI

/// `:` and the names of actions.
@Suite struct PaletteTests {
  @Test(arguments: [(120, 36), (80, 24), (60, 20), (40, 12)])
  func `the palette offers what the text may mean`(columns: Int, rows: Int) {
    let program = Program(columns, rows)
    program.press(.character(":"))
    program.type("re")
    Screen.expect(program.state, is: "palette-\(columns)x\(rows)")
  }

  @Test func `an action is run by its name`() {
    let program = Program()
    program.press(.character(":"))
    program.type("rediscover")
    #expect(program.press(.enter) == [.rediscover])
    #expect(program.state.mode == .browsing)
  }

  @Test(arguments: [
    // What is typed behind `:`, what is then on the screen.
    ("filter .cpu > 90", "&.cpu > 90"), ("columns .cpu, size", ".cpu"), ("find 41.2", "1 hit"),
    ("filter .cpu >", "& .cpu >"), ("open http://h/feed", "looking there"),
    ("download to out/x.bin", "CONNECTING"),
  ])
  func `an action that asks for a line takes one behind its name`(typed: String, seen: String) {
    let program = Program()
    program.openMetrics()
    program.event(#"{"cpu":41.2}"#)
    program.press(.character(":"))
    program.type(typed)
    #expect(program.line(with: "▌ " + typed) != nil)
    program.press(.enter)
    #expect(program.line(with: seen) != nil)
    #expect(program.line(with: "no action is called that") == nil)
  }

  @Test(arguments: ["open docs", "stop all", "copy url", "theme nord"])
  func `the name of an action is not taken for a line`(name: String) {
    let program = Program()
    program.press(.character(":"))
    program.type(name)
    guard case .palette(let palette) = program.state.mode else {
      Issue.record("no palette is shown")
      return
    }
    let first = program.state.matches(of: palette).first
    #expect(first?.name == name && first?.line == nil)
  }

  @Test func `the mouse is given to the terminal and taken back`() {
    let program = Program()
    program.press(.character(":"))
    program.type("mouse off")
    #expect(program.press(.enter) == [.mouse(false)])
    #expect(!program.state.usesMouse)
    #expect(program.line(with: ":mouse on takes it back") != nil)
    program.press(.character(":"))
    program.type("mouse on")
    #expect(program.press(.enter) == [.mouse(true)])
  }

  @Test func `arrows choose among the matches`() {
    let program = Program()
    program.press(.character(":"))
    program.type("theme")
    #expect(program.line(with: "▌ theme ")?.contains("theme default-dark") == true)
    program.press(.down, .down)
    program.press(.enter)
    #expect(program.state.appearance.theme.name == ThemeLibrary.shipped.themes[2].name)
  }

  @Test func `words are found in any order, and in what an action does`() {
    let all = PaletteEntry.all(.standard, themes: [])
    func first(_ text: String) -> String? { PaletteEntry.matching(text, in: all).first?.name }
    #expect(first("stop") == "stop")
    #expect(first("url copy") == "copy url")
    #expect(first("CODE") == "code")
    #expect(first("languag") == "code")
    #expect(first("no such thing") == nil)
  }

  @Test(arguments: [
    ("stop", "stop this stream"), ("stop all", "stop all"), ("next hit", "next hit"),
    ("mark", "mark the record"), ("older run", "older, newer run, or its values"),
    ("pause", "pause, resume the view; nothing is lost"),
  ])
  func `an action tells what it does, and not what its neighbour's key does`(
    name: String, meaning: String
  ) {
    let all = PaletteEntry.all(.standard, themes: [])
    #expect(PaletteEntry.matching(name, in: all).first?.meaning == meaning)
  }

  @Test func `a name that nothing has says so, and Esc leaves`() {
    let program = Program()
    program.press(.character(":"))
    program.type("fly")
    #expect(program.press(.enter).isEmpty)
    #expect(program.line(with: "no action is called that") != nil)
    program.press(.escape)
    #expect(program.state.mode == .browsing)
    program.press(.character(":"), .backspace)
    #expect(program.state.mode == .browsing)
  }

  @Test func `every action of the key table has a name of its own`() {
    let entries = PaletteEntry.all(.standard, themes: ThemeLibrary.shipped.themes.map(\.name))
    #expect(Set(entries.map(\.name)).count == entries.count)
    let commands = KeyTable.standard.browsing.bindings.flatMap {
      $0.commands.map(\.command) + $0.named
    }
    #expect(Set(commands).subtracting(entries.map(\.command)) == [.palette])
  }
}
