import Endpoints
import Testing

@testable import TUI

/// The one table of keys: what a key does, the help and the hints come from it.
@Suite struct KeyTableTests {
  private let table = KeyTable.standard

  @Test func `every key has one meaning in each mode`() {
    func check<Meaning>(_ map: KeyMap<Meaning>) {
      let keys = map.bindings.flatMap(\.commands).map(\.key)
      #expect(Set(keys).count == keys.count)
    }
    check(table.browsing)
    check(table.code)
    check(table.help)
    check(table.form)
    check(table.choices)
    check(table.prompt)
    check(table.palette)
    check(table.typing)
    check(table.textLines)
    for unbuilt in "vd" {
      #expect(table.browsing.command(for: .character(unbuilt)) == nil)
    }
  }

  @Test func `the help names keys that are bound, and every hint a key`() {
    func check<Meaning>(_ map: KeyMap<Meaning>) {
      for binding in map.bindings {
        let bound = Set(binding.commands.compactMap(\.key.label))
        let told = binding.line?.keys.split(separator: " ").map(String.init) ?? []
        if binding.named.isEmpty { #expect(Set(told).subtracting(["…"]).isSubset(of: bound)) }
      }
      for hint in map.hints { #expect(!hint.keys.isEmpty && !hint.keys.contains("  ")) }
    }
    check(table.browsing)
    check(table.code)
    check(table.help)
    check(table.form)
    check(table.choices)
    check(table.prompt)
    check(table.palette)
    check(table.typing)
    check(table.textLines)
  }

  @Test func `w in client code is the code's own key, whatever it means while browsing`() {
    let program = Program()
    program.state.keys.browsing = table.browsing.with(.character("W"), for: .look(.wrap))
    program.openMetrics()
    program.press(.character("c"), .character("W"))
    #expect(program.state.detail.wraps)
    #expect(program.line(with: "W does nothing in the code: Esc goes back first") != nil)
    program.press(.character("w"))
    #expect(program.line(with: "file for this code") != nil)
  }

  @Test func `a key of one mode does nothing in another`() {
    let program = Program()
    program.state.keys.code = table.code.with(.character("W"), for: .write)
    program.openMetrics()
    program.press(.character("c"), .character("w"))
    #expect(program.line(with: "w does nothing in the code: Esc goes back first") != nil)
    program.press(.character("W"))
    #expect(program.line(with: "file for this code") != nil)
  }

  /// What to press, the keys that are changed, and what the screen says of them then.
  private static let remapped:
    [(keys: String, change: @Sendable (inout KeyTable) -> Void, says: [String])] =
      [
        (
          "", { $0.browsing = $0.browsing.with(.character("Z"), for: .activate) },
          ["Z subscribes to"]
        ),
        (
          "", { $0.browsing = $0.browsing.with(.function(9), for: .find) },
          ["F9 filter", "F9 find"]
        ),
        ("?", { $0.browsing = $0.browsing.with(.character("Z"), for: .back) }, ["Z back"]),
        ("c", { $0.code = $0.code.with(.character("Z"), for: .write) }, ["Z write"]),
        ("c", { $0.code = $0.code.with(.character("Z"), for: .nextLanguage) }, ["Z language"]),
        ("e", { $0.form = $0.form.with(.function(2), for: .run) }, ["F2 run"]),
        ("e", { $0.form = $0.form.with(.function(3), for: .nextField) }, ["F3 next field"]),
        ("/", { $0.prompt = $0.prompt.with(.function(2), for: .accept) }, ["F2 keeps"]),
        (":", { $0.palette = $0.palette.with(.function(2), for: .run) }, ["F2 runs"]),
      ]

  @Test(arguments: remapped.indices)
  func `hints name the keys of the table`(index: Int) {
    let (keys, change, says) = Self.remapped[index]
    let program = Program()
    program.selectMetrics()
    change(&program.state.keys)
    program.type(keys)
    for words in says { #expect(program.line(with: words) != nil, "\(program.screen)") }
  }

  @Test func `another key runs the form, takes the line and chooses the action`() {
    let program = Program()
    program.state.keys.form = table.form.with(.function(2), for: .run)
    program.state.keys.prompt = table.prompt.with(.function(2), for: .accept)
    program.state.keys.palette = table.palette.with(.function(2), for: .run)
    program.press(.character(":"))
    program.type("rediscover")
    #expect(program.press(.enter).isEmpty)
    #expect(program.press(.function(2)) == [.rediscover])
    program.press(.character("/"))
    program.type("live")
    program.press(.enter, .function(2))
    #expect(program.state.mode == .browsing)
    program.press(.character("e"))
    program.type("web-1")
    program.press(.enter)
    #expect(program.state.isEditing)
    #expect(program.press(.function(2)).count == 1)
  }
}

extension KeyMap {
  /// The same with another key for what `meaning` does.
  fileprivate func with(_ key: Key, for meaning: Meaning) -> KeyMap {
    KeyMap(
      bindings.map { binding in
        var changed = binding
        var isFirst = true
        changed.commands = binding.commands.compactMap { entry in
          guard entry.command == meaning else { return entry }
          defer { isFirst = false }
          return isFirst ? (key, meaning) : nil
        }
        return changed
      })
  }
}
