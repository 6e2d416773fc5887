import Endpoints
import StreamDecoding
import Testing

@testable import TUI

/// Keys, panes, forms and the mouse.
@Suite struct HandsTests {
  @Test func `Tab and numbers move the focus`() {
    let program = Program()
    program.press(.tab)
    #expect(program.state.focus == .request)
    program.press(.backTab, .backTab)
    #expect(program.state.focus == .rate)
    program.press(.character("3"))
    #expect(program.state.focus == .records)
  }

  @Test func `f gives a pane the whole screen and takes it back`() {
    let program = Program()
    program.press(.character("f"))
    #expect(program.line(with: "3 Records") == nil)
    #expect(program.line(with: "1 Endpoints")?.columns == 120)
    program.press(.character("q"))
    #expect(program.line(with: "3 Records") != nil)
  }

  @Test func `q steps back first and quits then`() {
    let program = Program()
    program.press(.character("?"))
    #expect(program.press(.character("q")).isEmpty)
    #expect(program.press(.character("q")) == [.quit])
  }

  @Test(arguments: ["e", "?", "/", "c"])
  func `Ctrl-C, Ctrl-Z and Ctrl-L work in every mode`(key: Character) {
    let program = Program()
    program.selectMetrics()
    program.press(.character(key))
    #expect(program.press(.control("c")) == [.quit])
    #expect(program.press(.control("z")) == [.suspend])
    #expect(program.press(.control("l")) == [.redraw])
  }

  @Test func `Esc goes one step back`() {
    let program = Program()
    program.openMetrics()
    program.event("{}")
    program.press(.enter)
    #expect(program.state.focus == .detail)
    program.press(.escape)
    #expect(program.state.focus == .records)
    program.press(.escape)
    #expect(program.state.focus == .endpoints)
    #expect(program.press(.escape).isEmpty)
  }

  @Test func `the list of endpoints narrows as one types`() {
    let program = Program()
    program.press(.character("/"))
    program.type("live")
    #expect(program.line(with: "/metrics/live") != nil)
    #expect(program.line(with: "/chat/stream") == nil)
    #expect(program.state.endpoint == Harbour.metrics)
    program.press(.enter)
    #expect(program.line(with: "/live ─╮") != nil)
    program.press(.escape)
    #expect(program.line(with: "/chat/stream") != nil)
    #expect(program.state.endpoint == Harbour.metrics)
  }

  @Test func `groups fold and open`() {
    let program = Program()
    program.select("/logs/tail")
    program.press(.character("h"), .character("h"))
    #expect(program.line(with: "▸ files")?.contains("3") == true)
    #expect(program.line(with: "TXT  GET") == nil)
    program.press(.character("l"))
    #expect(program.line(with: "TXT  GET  /logs/tail") != nil)
    program.press(.enter)
    #expect(program.line(with: "▸ files") != nil)
  }

  @Test func `a value that does not fit says what does`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("e"), .up)
    program.type("fast")
    #expect(program.line(with: "✗ interval must be number") != nil)
    program.press(.control("u"))
    program.type("0.5")
    program.press(.down)
    program.type("web-1")
    #expect(program.line(with: "✓ every field fits its schema") != nil)
  }

  @Test func `choices are gone through, not typed`() {
    let program = Program()
    program.selectMetrics()
    program.press(.character("e"), .down)
    for value in ["info", "warn", "error", "left out", "info"] {
      program.press(.right)
      #expect(program.line(with: "level  ")?.contains("[\(value) ") == true)
    }
    program.type("e")
    #expect(program.line(with: "level  ")?.contains("[error ") == true)
    program.press(.backspace)
    #expect(program.line(with: "level  ")?.contains("[left out ") == true)
  }

  @Test func `text is edited at the cursor`() {
    var input = TextInput("web1")
    for key in [Key.left, .character("-"), .home, .delete, .end, .paste("\n\u{1B}x")] {
      let isTaken = input.take(key)
      #expect(isTaken)
    }
    #expect(input.text == "eb-1 x")
    _ = input.take(.control("w"))
    #expect(input.text == "eb-1 ")
    _ = input.take(.control("a"))
    _ = input.take(.control("k"))
    #expect(input.isEmpty)
    let isTaken = input.take(.tab)
    #expect(!isTaken)
  }

  @Test func `a long value scrolls with its cursor`() {
    let program = Program(80, 24)
    program.selectMetrics()
    program.press(.character("e"))
    program.type("a-very-long-host-name.example.org")
    #expect(program.line(with: "▌ host")?.contains("org ]") == true)
    program.press(.home)
    #expect(program.line(with: "▌ host")?.contains("[a-very-") == true)
  }

  @Test func `y copies the record, Y the URL`() {
    let program = Program()
    program.openMetrics()
    program.event("{\"n\":1}")
    #expect(program.press(.character("y")) == [.copy("{\"n\":1}")])
    #expect(
      program.press(.character("Y")) == [.copy("http://localhost:8000/metrics/live?host=web-1")])
  }

  @Test func `c shows the code, Tab the next language, y copies it`() {
    let program = Program()
    program.openMetrics()
    program.press(.character("c"))
    #expect(program.line(with: "Code  GET /metrics/live") != nil)
    program.press(.escape)
    program.showCode(in: .curl)
    guard case .copy(let text)? = program.press(.character("y")).first else {
      Issue.record("nothing was copied")
      return
    }
    #expect(text.contains("curl -N") && text.contains("host=web-1"))
    program.press(.escape)
    #expect(program.line(with: "3 Records") != nil)
  }

  @Test func `T goes through the themes`() {
    let program = Program()
    for name in [
      "default-light", "high-contrast", "mono", "solarized-dark", "solarized-light", "nord",
      "gruvbox", "default-dark",
    ] {
      program.press(.character("T"))
      #expect(program.line(with: "theme: \(name)") != nil)
    }
  }

  @Test func `mono uses no colour at all`() {
    let program = Program(appearance: Appearance(startingWith: "mono"))
    program.live()
    let colours = program.frame.cells.map { [$0.style.foreground, $0.style.background] }
    #expect(colours.allSatisfy { $0 == [.default, .default] })
  }

  @Test(arguments: ThemeLibrary.shipped.themes.map(\.name))
  func `the background stays the terminal's`(theme: String) {
    let program = Program(appearance: Appearance(startingWith: theme))
    program.live()
    let frame = program.frame
    #expect(frame[119, 0].style.background == .default)
    #expect(frame[60, 10].style.background == .default)
  }

  @Test func `a click focuses and selects, the wheel scrolls`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...60)
    program.press(.mouse(.init(kind: .press(.left), column: 40, row: 10)))
    #expect(program.state.focus == .records)
    #expect(program.line(with: "▌")?.contains(" 50 tick") == true)
    program.press(.mouse(.init(kind: .wheelUp, column: 40, row: 12)))
    #expect(program.state.stream?.window.heldTop == 45)
    program.press(.mouse(.init(kind: .press(.left), column: 5, row: 2)))
    #expect(program.state.endpoint == Harbour.chat)
  }

  @Test func `a click on a tab shows its pane`() {
    let program = Program(80, 24)
    program.openMetrics()
    let row = program.screen.split(separator: "\n").firstIndex { $0.contains("6 Rate") } ?? 0
    program.press(.mouse(.init(kind: .press(.left), column: 44, row: row)))
    #expect(program.state.focus == .rate)
    program.send(.resized(Size(columns: 60, rows: 20)))
    program.press(.mouse(.init(kind: .press(.left), column: 2, row: 1)))
    #expect(program.state.focus == .endpoints)
  }

  @Test func `a resize keeps selection, scroll and input`() {
    let program = Program()
    program.openMetrics()
    program.ticks(1...60)
    program.press(.character("k"), .character("k"), .character("/"))
    program.type("cpu")
    let window = program.state.stream?.window
    for (columns, rows) in [(80, 24), (19, 4), (60, 20), (40, 12), (120, 36)] {
      program.send(.resized(Size(columns: columns, rows: rows)))
      _ = program.frame
    }
    #expect(program.state.stream?.window == window)
    #expect(program.line(with: " / cpu") != nil)
  }

  @Test(arguments: [(0, 0), (1, 1), (5, 2), (20, 5), (21, 6), (59, 19), (300, 100)])
  func `every size can be drawn in every mode`(columns: Int, rows: Int) {
    for keys in [
      [], [Key.character("e")], [.character("?")], [.character("c")], [.character("/")],
      [.character(":")], [.character("E")], [.character("c"), .character("w")],
      [.character("c"), .character("G"), .character("/"), .character("e")],
      [.character("c"), .character("?")],
    ] {
      let program = Program(columns, rows)
      program.live()
      for key in keys { program.press(key) }
      for pane in "123456" {
        if keys.isEmpty { program.press(.character(pane)) }
        #expect(program.frame.cells.count == columns * rows)
      }
    }
  }

  @Test func `a notice goes away by itself`() {
    let program = Program()
    program.send(.notice("copied 83 B"))
    #expect(program.line(with: "copied 83 B") != nil)
    program.wait(.seconds(7))
    #expect(program.line(with: "copied 83 B") == nil)
  }

  @Test func `nothing wakes an idle program`() {
    let program = Program()
    #expect(program.state.timeToNextTick == nil)
    program.openMetrics()
    #expect(program.state.timeToNextTick == .milliseconds(959))
    program.news(.completed)
    #expect(program.state.timeToNextTick == nil)
  }
}
