import StreamDecoding
import Testing

@testable import TUI

/// Keys that the user's configuration changes.
@Suite struct KeyChangeTests {
  private static func change(_ action: String, _ keys: String..., mode: String? = nil) -> KeyChange
  {
    KeyChange(mode: mode, action: action, keys: keys, line: 7)
  }

  @Test func `other keys do what they are told, and the hints and the help say so`() throws {
    let table = try KeyTable.standard.changing([
      Self.change("run", "Ctrl-o"), Self.change("quit", "F10"),
      Self.change("down", "s"), Self.change("stop", "j"),
      Self.change("write", "Ctrl-w", mode: "code"),
    ])
    #expect(table.browsing.command(for: .control("o")) == .activate)
    #expect(table.browsing.command(for: .enter) == nil)
    // Two that change places.
    #expect(table.browsing.command(for: .character("s")) == .move(.down))
    #expect(table.browsing.command(for: .character("j")) == .stop)
    #expect(table.help.command(for: .character("s")) == .down)
    #expect(table.code.command(for: .character("s")) == .move(.down))
    #expect(table.code.command(for: .control("w")) == .write)
    let program = Program()
    program.state.keys = table
    program.selectMetrics()
    #expect(program.line(with: "Ctrl-o run") != nil)
    program.press(.character("?"))
    #expect(program.line(with: "Ctrl-o")?.contains("run; open the record") == true)
  }

  @Test(arguments: [
    (change("fly", "x"), "f:7: keys.fly: there is no action of that name here"),
    (change("run", "Hyper-x"), "f:7: keys.run: 'Hyper-x' is no key; write x, F5"),
    (change("run", "q"), "f:7: keys.run: q is the key of 'back or quit' already"),
    (change("run", "F25"), "f:7: keys.run: 'F25' is no key"),
    (change("run", "x", mode: "form"), "f:7: keys.form.run: x types itself there"),
    (change("run", "x", mode: "sleep"), "f:7: keys.sleep.run: there is no mode of that name"),
  ])
  func `what is no action, no key or not free is refused`(change: KeyChange, sentence: String) {
    do throws(JSON5Problem) {
      _ = try KeyTable.standard.changing([change])
      Issue.record("it was taken")
    } catch {
      #expect(error.sentence(in: "f").hasPrefix(sentence), "\(error.sentence(in: "f"))")
    }
  }

  /// Whatever the help writes can be written in a configuration.
  @Test func `every label of a key is its name`() {
    for key in KeyTable.standard.browsing.bindings.flatMap(\.commands).map(\.key) {
      #expect(key.label.flatMap(Key.init(named:)) == key)
    }
  }
}
