import ClientExport

extension KeyTable {
  static let browsingKeys = KeyMap(moving + streams + records + playing + viewing + program)

  /// Moving in what is shown, in every mode that shows something long.
  static let reading: [KeyBinding<Command.Movement>] = [
    KeyBinding(
      .move, "j k ↓ ↑", "down, up",
      [(.character("j"), .down), (.down, .down), (.character("k"), .up), (.up, .up)]),
    KeyBinding(.move, "g Home", "to the top", [(.character("g"), .toTop), (.home, .toTop)]),
    KeyBinding(
      .move, "G End", "to the end; records: follow again",
      [(.character("G"), .toBottom), (.end, .toBottom)],
      hints: [.hint(.toBottom, words: "follow")]),
    KeyBinding(
      .move, "Ctrl-d Ctrl-u", "half a page down, up",
      [(.control("d"), .halfPageDown), (.control("u"), .halfPageUp)]),
    KeyBinding(
      .move, "PgDn PgUp", "a page down, up",
      [
        (.pageDown, .pageDown), (.pageUp, .pageUp), (.control("f"), .pageDown),
        (.control("b"), .pageUp),
      ]),
  ]

  private static let moving =
    reading.map { $0.map(Command.move) } + [
      KeyBinding(
        .move, "h l ← →", "fold, unfold; unwrapped: sideways",
        [
          (.character("h"), .move(.left)), (.left, .move(.left)), (.character("l"), .move(.right)),
          (.right, .move(.right)),
        ]),
      KeyBinding(
        .move, "Tab Shift-Tab", "next pane, previous pane",
        [(.tab, .look(.nextPane)), (.backTab, .look(.previousPane))],
        hints: [.hint(.look(.nextPane), words: "pane")]),
      KeyBinding(
        .move, "1 … 6", "go to the pane of that number",
        Pane.allCases.map { (.character(Character(String($0.rawValue))), .look(.focus($0))) }),
    ]

  private static let streams: [KeyBinding<Command>] = [
    KeyBinding(
      .streams, "Enter", "run; open the record; fold, unfold", [(.enter, .activate)],
      hints: [.hint(.activate, words: "run")]),
    KeyBinding(
      .streams, "e", "edit the request's fields",
      [(.character("e"), .edit)],
      hints: [.hint(.edit, words: "edit")]),
    KeyBinding(
      .streams, "r", "run again, or look for endpoints again",
      [(.character("r"), .runAgain)],
      hints: [.hint(.runAgain, words: "run again")]),
    KeyBinding(
      .streams, "Alt-r", "run afresh, not from the last event ID", [(.alt("r"), .runAfresh)]),
    KeyBinding(
      .streams, "x", "what can be done with this", [(.character("x"), .actions)],
      hints: [.hint(.actions, words: "actions")]),
    KeyBinding(
      .streams, ".", "to the next endpoint that is live", [(.character("."), .nextLive)]),
    KeyBinding(
      .streams, "< >", "older, newer run, or its values",
      [(.character("<"), .olderRun), (.character(">"), .newerRun)]),
    KeyBinding(
      .streams, "s S", "stop this stream; stop all",
      [(.character("s"), .stop), (.character("S"), .stopAll)],
      hints: [.hint(.stop, words: "stop")]),
    KeyBinding(
      .streams, "D", "download the body to a file",
      [(.character("D"), .download)],
      hints: [.hint(.download, words: "download")]),
    KeyBinding(
      .streams, "Alt-d", "download to a folder or a name", [(.alt("d"), .downloadTo)]),
    KeyBinding(
      .streams, "R", "record it into a capture; end that", [(.character("R"), .record)]),
    KeyBinding(
      .streams, "O", "open its documentation", [(.character("O"), .openDocs)]),
    KeyBinding(
      .streams, "c", "client code, any language",
      [(.character("c"), .code)],
      hints: [.hint(.code, words: "code")]),
    KeyBinding(
      .streams, ":reconnect never", "always and on failure, too; as clients do", [],
      named: RunOptions.Reconnecting.allCases.map(Command.reconnect)),
    KeyBinding(
      .streams, ":profile NAME", "take headers, auth; :profile save NAME", [],
      named: [.profile(nil), .saveProfile("")]),
    KeyBinding(
      .streams, "E", "write code for all endpoints", [(.character("E"), .exportAll)]),
    KeyBinding(
      .streams, "P", "ask a GET what it answers, for 2 s", [(.character("P"), .probe)]),
    KeyBinding(
      .streams, "o", "open a URL, curl line or recording", [(.character("o"), .open)],
      hints: [.hint(.open, words: "open")]),
    KeyBinding(
      .streams, "Ctrl-r", "look for endpoints again", [(.control("r"), .rediscover)]),
  ]

  private static let records: [KeyBinding<Command>] = [
    KeyBinding(
      .records, "Space", "pause, resume the view; nothing is lost", [(.character(" "), .pause)],
      hints: [.hint(.pause, words: "pause")]),
    KeyBinding(
      .records, "/", "find as you type; endpoints: narrow",
      [(.character("/"), .find)],
      hints: [.hint(.find, words: "find")]),
    KeyBinding(
      .records, "n N", "next hit, previous hit",
      [
        (.character("n"), .findNext), (.character("N"), .findPrevious),
      ]),
    KeyBinding(
      .records, "&", "only: text, /regex/, event:NAME, .x > 1", [(.character("&"), .filter)],
      hints: [.hint(.filter, words: "filter")]),
    KeyBinding(
      .records, "K", "columns: .user.id, event, id, size", [(.character("K"), .columns)],
      hints: [.hint(.columns, words: "columns")]),
    KeyBinding(
      .records, "m '", "mark the record; next mark",
      [(.character("m"), .mark), (.character("'"), .nextMark)]),
    KeyBinding(
      .records, "[ ]", "older record, newer record",
      [
        (.character("["), .move(.older)), (.character("]"), .move(.newer)),
      ],
      hints: [.hint(.move(.older), .move(.newer), words: "older/newer")]),
    KeyBinding(
      .records, "y", "copy the record, the value or the code",
      [(.character("y"), .copy)],
      hints: [.hint(.copy, words: "copy")]),
    KeyBinding(
      .records, "V", "select: move extends, y copies", [(.character("V"), .select)]),
    KeyBinding(
      .records, "W", "save the record, whole, into a file", [(.character("W"), .saveRecord)]),
    KeyBinding(
      .records, "|", "in $PAGER: the record, selection, trace", [(.character("|"), .page)]),
    KeyBinding(
      .records, ":save view", "into a file; :copy view, :page view", [],
      named: [.saveView, .copyView, .pageView]),
    KeyBinding(
      .records, "Y", "copy the selection or URL; detail: path", [(.character("Y"), .copyURL)],
      hints: [.hint(.copyURL, words: "copy URL")]),
    KeyBinding(
      .records, "Alt-y", "copy the request as URL, curl, code", [(.alt("y"), .copyAs)],
      named: [.copyAddress] + ExportLanguage.allCases.map(Command.copyCode)),
  ]

  private static let playing: [KeyBinding<Command>] = [
    KeyBinding(
      .playing, "H", "hold, go on", [(.character("H"), .play(.hold))],
      hints: [.hint(.play(.hold), words: "hold")]),
    KeyBinding(
      .playing, ",", "one record more, and hold", [(.character(","), .play(.step))],
      hints: [.hint(.play(.step), words: "step")]),
    KeyBinding(
      .playing, "{ }", "slower, faster",
      [(.character("{"), .play(.slower)), (.character("}"), .play(.faster))],
      hints: [.hint(.play(.slower), .play(.faster), words: "speed")]),
    KeyBinding(
      .playing, "J", "go to a time; :goto 1:20", [(.character("J"), .play(.askForTime))],
      hints: [.hint(.play(.askForTime), words: "go to")]),
  ]

  private static let viewing: [KeyBinding<Command>] = [
    KeyBinding(
      .view, "a", "detail: json, assembled, raw, head", [(.character("a"), .look(.nextForm))],
      hints: [.hint(.look(.nextForm), words: "next tab")]),
    KeyBinding(
      .view, "p", "pin it; others show what differs", [(.character("p"), .pin)],
      hints: [.hint(.pin, words: "pin")]),
    KeyBinding(
      .view, ":assemble", "join a field of all records to a text", [], named: [.assemble]),
    KeyBinding(
      .view, "- +", "detail: fold all, unfold all",
      [(.character("-"), .foldAll), (.character("+"), .unfoldAll)]),
    KeyBinding(
      .view, "f", "full pane and back", [(.character("f"), .look(.fullPane))],
      hints: [.hint(.look(.fullPane), words: "full")]),
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

  private static let program: [KeyBinding<Command>] = [
    KeyBinding(
      .program, "?", "this help", [(.character("?"), .look(.help))],
      hints: [.hint(.look(.help), words: "help")]),
    KeyBinding(
      .program, ":", "every action by its name, and themes",
      [(.character(":"), .palette)],
      hints: [.hint(.palette, words: "command")]),
    KeyBinding(
      .program, "Esc", "one step back", [(.escape, .back)],
      hints: [.hint(.back, words: "back")]),
    KeyBinding(
      .program, "q", "back, then quit", [(.character("q"), .quit)],
      hints: [.hint(.quit, words: "quit")]),
    KeyBinding(
      .program, "Ctrl-c", "quit at once", [(.control("c"), .quitAtOnce)],
      hints: [.hint(.quitAtOnce, words: "quit")]),
    KeyBinding(.program, "Ctrl-z", "suspend; fg comes back", [(.control("z"), .suspend)]),
  ]
}
