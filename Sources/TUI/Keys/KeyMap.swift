/// The one table of keys. The dispatch, the help, the status line and the manual page read it.
public struct KeyMap: Sendable {
  let bindings: [KeyBinding]
  private let commands: [Key: Command]

  init(_ bindings: [KeyBinding]) {
    self.bindings = bindings
    var commands: [Key: Command] = [:]
    for entry in bindings.flatMap(\.commands) { commands[entry.key] = entry.command }
    self.commands = commands
  }

  /// What a key does while browsing.
  func command(for key: Key) -> Command? { commands[key] }

  /// The key of a command, for a sentence; its name where it has none.
  func label(of command: Command) -> String {
    let pairs = bindings.lazy.flatMap(\.commands)
    return pairs.first { $0.command == command }?.key.label ?? ":" + command.name
  }

  /// The hint of the binding that holds `command`.
  func hint(for command: Command) -> (keys: String, words: String)? {
    bindings.first { $0.commands.contains { $0.command == command } }?.hint
  }

  /// The table as it ships.
  static let standard = KeyMap(moving + streams + code + records + viewing + program)

  private static let moving: [KeyBinding] = [
    KeyBinding(
      .move, "j k ↓ ↑", "down, up",
      [
        (.character("j"), .move(.down)), (.down, .move(.down)), (.character("k"), .move(.up)),
        (.up, .move(.up)),
      ]),
    KeyBinding(
      .move, "h l ← →", "fold, open a group; detail: json, raw",
      [
        (.character("h"), .move(.left)), (.left, .move(.left)), (.character("l"), .move(.right)),
        (.right, .move(.right)),
      ]),
    KeyBinding(
      .move, "g Home", "to the top", [(.character("g"), .move(.toTop)), (.home, .move(.toTop))]),
    KeyBinding(
      .move, "G End", "to the end; records: follow again", hint: ("G", "follow"),
      [(.character("G"), .move(.toBottom)), (.end, .move(.toBottom))]),
    KeyBinding(
      .move, "Ctrl-d Ctrl-u", "half a page down, up",
      [
        (.control("d"), .move(.halfPageDown)), (.control("u"), .move(.halfPageUp)),
      ]),
    KeyBinding(
      .move, "PgDn PgUp", "a page down, up",
      [
        (.pageDown, .move(.pageDown)), (.pageUp, .move(.pageUp)), (.control("f"), .move(.pageDown)),
        (.control("b"), .move(.pageUp)),
      ]),
    KeyBinding(
      .move, "Tab Shift-Tab", "next pane, previous pane", hint: ("Tab", "pane"),
      [(.tab, .look(.nextPane)), (.backTab, .look(.previousPane))]),
    KeyBinding(
      .move, "1 … 6", "go to the pane of that number",
      Pane.allCases.map { (.character(Character(String($0.rawValue))), .look(.focus($0))) }),
  ]

  private static let streams: [KeyBinding] = [
    KeyBinding(
      .streams, "Enter", "run the endpoint; open the record",
      hint: ("Enter", "run"), [(.enter, .activate)]),
    KeyBinding(
      .streams, "e", "edit the request's fields", hint: ("e", "edit"),
      [(.character("e"), .edit)]),
    KeyBinding(
      .streams, "r", "run again, or look for endpoints again", hint: ("r", "run again"),
      [(.character("r"), .runAgain)]),
    KeyBinding(
      .streams, "s S", "stop this stream; stop all", hint: ("s", "stop"),
      [(.character("s"), .stop), (.character("S"), .stopAll)]),
    KeyBinding(
      .streams, "D", "download the body to a file", hint: ("D", "download"),
      [(.character("D"), .download)]),
    KeyBinding(
      .streams, "c", "client code, any language", hint: ("c", "code"),
      [(.character("c"), .code)]),
    KeyBinding(
      .streams, "E", "write code for all endpoints", [(.character("E"), .exportAll)]),
    KeyBinding(
      .streams, "P", "ask a GET what it answers, for 2 s", [(.character("P"), .probe)]),
    KeyBinding(
      .streams, "Ctrl-r", "look for endpoints again", [(.control("r"), .rediscover)]),
  ]

  /// What keys mean while client code is shown, where that is something else.
  private static let code: [KeyBinding] = [
    KeyBinding(.code, "Tab Shift-Tab", "next language, previous language", []),
    KeyBinding(.code, "y w", "copy it; write it to a file", []),
    KeyBinding(.code, "/ n N", "find in it", []),
    KeyBinding(.code, "e", "edit the request's values in it", []),
  ]

  private static let records: [KeyBinding] = [
    KeyBinding(
      .records, "Space", "pause, resume the view; nothing is lost",
      hint: ("Space", "pause"), [(.character(" "), .pause)]),
    KeyBinding(
      .records, "/", "find as you type; endpoints: narrow", hint: ("/", "find"),
      [(.character("/"), .find)]),
    KeyBinding(
      .records, "n N", "next hit, previous hit",
      [
        (.character("n"), .findNext), (.character("N"), .findPrevious),
      ]),
    KeyBinding(
      .records, "&", "only: text, /regex/, event:NAME, .x > 1",
      hint: ("&", "filter"), [(.character("&"), .filter)]),
    KeyBinding(
      .records, "[ ]", "older record, newer record", hint: ("[ ]", "older/newer"),
      [
        (.character("["), .move(.older)), (.character("]"), .move(.newer)),
      ]),
    KeyBinding(
      .records, "y", "copy the record or the code", hint: ("y", "copy"),
      [(.character("y"), .copy)]),
    KeyBinding(
      .records, "Y", "copy the URL", hint: ("Y", "copy URL"), [(.character("Y"), .copyURL)]),
  ]

  private static let viewing: [KeyBinding] = [
    KeyBinding(
      .view, "f", "full pane and back", hint: ("f", "full"), [(.character("f"), .look(.fullPane))]),
    KeyBinding(
      .view, "t", "times: arrival and gap, one, none",
      [
        (.character("t"), .look(.timeColumn))
      ]),
    KeyBinding(
      .view, "w", "wrap the detail's lines", [(.character("w"), .look(.wrap))]),
    KeyBinding(
      .view, "i", "show spaces and other invisible signs",
      [
        (.character("i"), .look(.invisibles))
      ]),
    KeyBinding(.view, "T", "next theme", [(.character("T"), .look(.nextTheme))]),
    KeyBinding(
      .view, ":mouse off", "the terminal's own selection", [],
      named: [.mouse(false), .mouse(true)]),
    KeyBinding(.view, "Ctrl-l", "draw the screen anew", [(.control("l"), .redraw)]),
  ]

  private static let program: [KeyBinding] = [
    KeyBinding(.program, "?", "this help", hint: ("?", "help"), [(.character("?"), .look(.help))]),
    KeyBinding(
      .program, ":", "every action by its name, and themes", hint: (":", "command"),
      [(.character(":"), .palette)]),
    KeyBinding(.program, "Esc", "one step back", hint: ("Esc", "back"), [(.escape, .back)]),
    KeyBinding(.program, "q", "back, then quit", hint: ("q", "quit"), [(.character("q"), .quit)]),
    KeyBinding(.program, "Ctrl-c", "quit at once", [(.control("c"), .quitAtOnce)]),
    KeyBinding(.program, "Ctrl-z", "suspend; fg comes back", [(.control("z"), .suspend)]),
  ]
}
