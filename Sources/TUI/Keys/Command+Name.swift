extension Command {
  /// What the palette calls it.
  var name: String {
    switch self {
    case .move(let movement): movement.name
    case .look(let look): look.name
    case .activate: "run"
    case .pause: "pause"
    case .find: "find"
    case .findNext: "find next"
    case .findPrevious: "find previous"
    case .filter: "filter"
    case .edit: "edit request"
    case .runAgain: "run again"
    case .runAfresh: "run afresh"
    case .stop: "stop"
    case .stopAll: "stop all"
    case .download: "download"
    case .downloadTo: "download to"
    case .record: "record"
    case .play(let play): play.name
    case .openDocs: "open docs"
    case .code: "code"
    case .exportAll: "export all"
    case .copy: "copy"
    case .copyURL: "copy url"
    case .copyAs: "copy as"
    case .copyAddress: "copy as url"
    case .copyCode(let language): "copy as \(language.title)"
    case .foldAll: "fold all"
    case .unfoldAll: "unfold all"
    case .pin: "pin"
    case .assemble: "assemble"
    case .nextLive: "next live"
    case .olderRun: "older run"
    case .newerRun: "newer run"
    case .actions: "actions"
    case .columns: "columns"
    case .mark: "mark"
    case .nextMark: "next mark"
    case .select: "select"
    case .copyView: "copy view"
    case .saveView: "save view"
    case .saveRecord: "save record"
    case .page: "page"
    case .pageView: "page view"
    case .back: "back"
    case .quit: "back or quit"
    case .palette: "commands"
    case .open: "open"
    case .goTo(let title): title
    case .reconnect(let choice): "reconnect \(choice.rawValue)"
    case .profile(let name): "profile \(name ?? "none")"
    case .saveProfile(let name): name.isEmpty ? "profile save" : "profile save \(name)"
    case .quitAtOnce: "quit"
    case .suspend: "suspend"
    case .redraw: "redraw"
    case .rediscover: "rediscover"
    case .probe: "probe"
    case .mouse(let isOn): isOn ? "mouse on" : "mouse off"
    }
  }
}

extension Command.Play {
  fileprivate var name: String {
    switch self {
    case .hold: "hold"
    case .step: "step"
    case .slower: "slower"
    case .faster: "faster"
    case .askForTime: "goto"
    case .jump(let time): "goto \(time.clock)"
    }
  }
}

extension Command.Movement {
  var name: String {
    switch self {
    case .up: "up"
    case .down: "down"
    case .left: "left"
    case .right: "right"
    case .halfPageUp: "half page up"
    case .halfPageDown: "half page down"
    case .pageUp: "page up"
    case .pageDown: "page down"
    case .toTop: "top"
    case .toBottom: "end"
    case .older: "older record"
    case .newer: "newer record"
    }
  }
}

extension Command.Look {
  fileprivate var name: String {
    switch self {
    case .focus(let pane): pane.title.lowercased()
    case .nextPane: "next pane"
    case .previousPane: "previous pane"
    case .fullPane: "full pane"
    case .wrap: "wrap"
    case .timeColumn: "times"
    case .invisibles: "invisible signs"
    case .nextForm: "next form"
    case .nextTheme: "next theme"
    case .theme(let name): "theme \(name)"
    case .help: "help"
    }
  }
}
