extension AppState {
  /// Takes a key as the mode says.
  mutating func take(_ key: Key) -> [Effect] {
    if let effects = everywhere(keys.browsing.command(for: key)) { return effects }
    notice = nil
    if case .mouse(let event) = key { return take(event) }
    switch mode {
    case .browsing:
      guard let command = keys.browsing.command(for: key) else {
        let help = keys.browsing.label(of: .look(.help))
        if let name = key.label { say(aside: "\(name) does nothing here; \(help) shows the keys") }
        return []
      }
      return perform(command)
    case .editing(let editor): return edit(key, editor)
    case .prompt(let prompt): return answer(key, prompt)
    case .palette(let palette): return take(key, palette)
    case .help(let top, let preview):
      help(key, top: top, over: preview)
      return []
    case .code(let preview): return code(key, preview)
    }
  }

  /// What means the same in every mode, by its key or its name.
  private func everywhere(_ command: Command?) -> [Effect]? {
    switch command {
    case .quitAtOnce: [.quit]
    case .suspend: [.suspend]
    case .redraw: [.redraw]
    case .move, .look, .activate, .pause, .find, .findNext, .findPrevious, .filter, .edit,
      .runAgain, .runAfresh, .stop, .stopAll, .download, .downloadTo, .record, .openDocs, .code,
      .exportAll,
      .copy, .copyURL, .copyAs, .copyAddress, .copyCode, .foldAll, .unfoldAll, .pin, .assemble,
      .columns, .mark, .nextMark, .select, .copyView, .saveView, .saveRecord, .page, .pageView,
      .back, .quit,
      .palette, .actions, .open, .goTo, .nextLive, .olderRun, .newerRun, .rediscover, .probe,
      .mouse, .reconnect, .profile, .saveProfile, .play, nil:
      nil
    }
  }

  /// Carries out what a key or a name asks for.
  mutating func perform(_ command: Command) -> [Effect] {
    if let words = IdleRule.words(for: command, in: self) {
      say(aside: words)
      return []
    }
    return carryOut(command)
  }

  private mutating func carryOut(_ command: Command) -> [Effect] {
    switch command {
    case .move(let movement): move(movement)
    case .look(let look): change(look)
    case .activate: return activate()
    case .pause: pause()
    case .find: startFinding()
    case .findNext: findAgain(forward: true)
    case .findPrevious: findAgain(forward: false)
    case .filter: startFiltering()
    case .edit: startEditing()
    case .runAgain: return runAgain()
    case .runAfresh: return runAfresh()
    case .stop: return stop()
    case .stopAll: return stopAll()
    case .download: return download()
    case .downloadTo: mode = .prompt(Prompt(purpose: .downloadTo, input: TextInput("./")))
    case .record: return record()
    case .openDocs: return openDocs()
    case .play(let command): return play(command)
    case .code: return showCode()
    case .exportAll: startExporting()
    case .copy: return copy()
    case .copyURL: return copyURL()
    case .copyAs: mode = .palette(Palette(item: ItemActions(copying: self)))
    case .copyAddress: return copyAddress()
    case .copyCode(let language): return copyCode(in: language)
    case .foldAll: foldAll(true)
    case .unfoldAll: foldAll(false)
    case .pin: pin()
    case .assemble: startAssembling()
    case .columns: startColumns()
    case .mark: mark()
    case .select: select()
    case .copyView: return copyView()
    case .saveView: saveView()
    case .saveRecord: saveRecord()
    case .page: return page()
    case .pageView: return pageView()
    case .nextMark: goToNextMark()
    case .back where isSaving: return [.stopExport]
    case .back: _ = stepBack(throughPanes: true)
    case .quit: return stepBack(throughPanes: false) ? [] : [.quit]
    case .palette: mode = .palette(Palette())
    case .open: mode = .prompt(Prompt(purpose: .open, input: TextInput()))
    case .goTo(let title): go(to: title)
    case .actions: mode = .palette(Palette(item: ItemActions(self)))
    case .nextLive: goToNextLive()
    case .olderRun: takeRun(older: true)
    case .newerRun: takeRun(older: false)
    case .reconnect(let choice): return reconnect(choice)
    case .profile(let name): useProfile(name)
    case .saveProfile(let name): return saveProfile(name)
    case .quitAtOnce, .suspend, .redraw: return everywhere(command) ?? []
    case .rediscover: return rediscover()
    case .probe: return probe()
    case .mouse(let isOn): return useMouse(isOn)
    }
    return []
  }

  /// Whether something narrows the view of the endpoints.
  var canStepBack: Bool {
    isSaving || isFull || stream?.anchor != nil || sought != nil || !tree.filter.isEmpty
  }

  /// Undoes the latest narrowing of the view; false if there is nothing to go back from.
  private mutating func stepBack(throughPanes: Bool) -> Bool {
    if isFull {
      isFull = false
    } else if stream?.anchor != nil {
      withStream { $0.anchor = nil }
    } else if sought != nil {
      look(for: nil)
    } else if !tree.filter.isEmpty {
      tree.narrow(to: "")
    } else if throughPanes, focus != .endpoints {
      focus(on: focus == .records ? .endpoints : .records)
    } else {
      return false
    }
    return true
  }

  private mutating func go(to title: String) {
    guard let index = catalog.endpoints.firstIndex(where: { $0.title == title }) else { return }
    let before = tree.selectedEndpoint
    tree.show(endpoint: index)
    if tree.selectedEndpoint != before { endpointChanged() }
    focus(on: .endpoints)
  }

  private mutating func useMouse(_ isOn: Bool) -> [Effect] {
    usesMouse = isOn
    say(
      isOn
        ? "the mouse clicks and scrolls here"
        : "the mouse is the terminal's; :\(Command.mouse(true).name) takes it back")
    return [.mouse(isOn)]
  }

  private mutating func rediscover() -> [Effect] {
    guard !search.isRunning else { return [] }
    search = .running(steps: [])
    return [.rediscover]
  }

  private mutating func help(_ key: Key, top: Int, over preview: CodePreview?) {
    let height = HelpView.height(of: size)
    let pane = preview == nil ? focus : nil
    let last = max(0, HelpView.lineCount(keys, pane, width: size.columns) - height)
    guard let movement = keys.help.command(for: key) else {
      mode = preview.map(Mode.code) ?? .browsing
      return
    }
    let place =
      switch movement.way(height: height) {
      case .rows(let rows): top + rows
      case .toTop: 0
      case .toBottom: last
      case .left, .right: top
      }
    mode = .help(top: min(max(0, place), last), over: preview)
  }
}
