extension AppState {
  /// Changes how the screen looks.
  mutating func change(_ look: Command.Look) {
    switch look {
    case .focus(let pane): focus(on: pane)
    case .nextPane: focusNext(by: 1)
    case .previousPane: focusNext(by: -1)
    case .fullPane: isFull.toggle()
    case .wrap:
      detail.wraps.toggle()
      say(
        detail.wraps ? "long lines of the detail wrap" : "long lines of the detail scroll sideways")
    case .timeColumn:
      times = times.next
      say("times: \(times.title)")
    case .invisibles:
      showsInvisibles.toggle()
      say(showsInvisibles ? "spaces show as ·" : "spaces show as spaces")
    case .nextTheme:
      appearance.nextTheme()
      say("theme: \(appearance.theme.name)")
    case .theme(let name):
      appearance.choose(theme: name)
      say("theme: \(appearance.theme.name)")
    case .nextForm:
      showNextDetailForm()
      followDetail()
    case .help: mode = .help(top: 0, over: nil)
    }
  }

  /// Takes themes that were read again, which may be what the user is just writing.
  mutating func take(_ library: ThemeLibrary) {
    appearance.take(library.themes)
    if let problem = library.problems.first {
      let more = library.problems.count - 1
      say(problem + (more > 0 ? " (and \(more) more)" : ""), isProblem: true)
    } else {
      say("themes read again")
    }
  }

  /// Gives the keys to a pane.
  mutating func focus(on pane: Pane) {
    focus = pane
    switch pane {
    case .detail, .callbacks, .rate: tab = pane
    case .endpoints, .request, .records: break
    }
  }

  private mutating func focusNext(by step: Int) {
    let all = Pane.allCases
    let index = all.firstIndex(of: focus) ?? 0
    focus(on: all[(index + step + all.count) % all.count])
  }
}
