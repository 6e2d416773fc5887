/// The last line: how the stream is, what just happened, and which keys help here.
enum StatusLine {
  private typealias Hint = (keys: String, words: String)

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    switch state.mode {
    case .prompt(let prompt):
      if case .overwrite(_, let paths) = prompt.purpose {
        let question = Prompt.question(
          whether: paths, columns: rect.columns - 7, ellipsis: canvas.glyphs.ellipsis,
          leave: state.keys.prompt.label(of: .leave))
        return canvas.question(question, prompt.input, in: rect)
      }
      if let obstacle = prompt.obstacle {
        let question = Prompt.question(
          despite: obstacle, columns: rect.columns - 15, ellipsis: canvas.glyphs.ellipsis,
          leave: state.keys.prompt.label(of: .leave))
        return canvas.question(question, prompt.input, in: rect)
      }
      return canvas.prompt(
        prompt.sign, prompt.input, notes: prompt.invitations(state.keys),
        complaint: prompt.complaint, in: rect)
    case .palette(let palette):
      return canvas.prompt(
        ":", palette.input, notes: Palette.invitations(state.keys), complaint: palette.complaint,
        in: rect)
    case .browsing, .editing, .help, .code: break
    }
    let theme = canvas.theme
    let left = condition(state, canvas, width: rect.columns)
    if let notice = state.notice {
      return told(notice, after: left, in: rect, on: &canvas)
    }
    var spans = left
    for hint in fitting(hints(state), state, canvas.glyphs, room: rect.columns - left.columns) {
      spans += canvas.hints([hint]) + [Span("  ", theme.text)]
    }
    canvas.write(spans.dropLast(), at: 0, row: 0, in: rect)
  }

  /// The hints that fit, in their order. A hint that is cut helps nobody; the help, which tells of all
  /// others, and the code have their room before anything else.
  private static func fitting(
    _ hints: [Hint], _ state: AppState, _ glyphs: Glyphs, room: Int
  ) -> [Hint] {
    let keys = state.keys.browsing
    let first = [Command.look(.help), .code].compactMap { keys.hint(for: $0) }
    func isFirst(_ hint: Hint) -> Bool { first.contains { $0 == hint } }
    var rest = room
    var kept: Set<Int> = []
    let places =
      hints.indices.filter { isFirst(hints[$0]) } + hints.indices.filter { !isFirst(hints[$0]) }
    for index in places {
      let width = columns(of: hints[index], glyphs)
      // Two cells stand between hints, and none behind the last.
      guard width <= rest else { continue }
      rest -= width + 2
      kept.insert(index)
    }
    return hints.indices.filter(kept.contains).map { hints[$0] }
  }

  private static func columns(of hint: Hint, _ glyphs: Glyphs) -> Int {
    glyphs.label(hint.keys).columns + 1 + hint.words.columns
  }

  /// The key of the hint that stands at a column of the line, for a click; nil beside them.
  static func key(at column: Int, _ state: AppState, in rect: Rect) -> Key? {
    switch state.mode {
    case .prompt, .palette: return nil
    case .browsing, .editing, .help, .code: break
    }
    let canvas = Canvas(
      state.layout, theme: state.appearance.theme, glyphs: state.appearance.glyphs)
    var left = condition(state, canvas, width: rect.columns).columns
    if state.notice != nil { return nil }
    for hint in fitting(hints(state), state, canvas.glyphs, room: rect.columns - left) {
      let width = columns(of: hint, canvas.glyphs)
      if (left..<left + width).contains(column - rect.column) {
        return hint.keys.split(separator: " ").first.flatMap { Key(named: String($0)) }
      }
      left += width + 2
    }
    return nil
  }

  /// Cells of a path that say where it is.
  private static let fewestOfPath = 24

  private static func told(
    _ notice: Notice, after left: [Span], in rect: Rect, on canvas: inout Canvas
  ) {
    var text = canvas.glyphs.label(notice.text)
    let path = notice.path.map { min($0.columns, fewestOfPath) + 1 } ?? 0
    // How the stream is other panes tell, too.
    let left =
      left.columns + text.columns + path <= rect.columns ? left : [Span(" ", canvas.theme.text)]
    let room = rect.columns - left.columns
    text = text.clipped(beforeRemedyToColumns: room - path, ellipsis: canvas.glyphs.ellipsis)
    if let path = notice.path {
      let rest = max(8, room - text.columns - 1)
      text += " " + path.clippedInMiddle(toColumns: rest, ellipsis: canvas.glyphs.ellipsis)
    }
    canvas.write(left + [Span(text, canvas.theme.style(notice.tone))], at: 0, row: 0, in: rect)
  }

  /// `LIVE /metrics/live  1:12`
  private static func condition(_ state: AppState, _ canvas: Canvas, width: Int) -> [Span] {
    let theme = canvas.theme
    guard let stream = state.stream else {
      let name = state.search.isRunning ? "LOOKING" : "READY"
      return [Span(" " + name + "  ", theme.muted)]
    }
    let words = StreamWords(stream, at: state.clock.now)
    var label = theme.style(words.mood)
    label.bold = true
    var spans = [Span(" " + words.label, label)]
    if stream.window.end != nil {
      var paused = theme.warning
      paused.bold = true
      spans.append(Span(" PAUSED", paused))
    }
    if let recording = state.recordings[stream.endpoint] {
      spans.append(Span(" REC \(recording.bytes.bytes)", theme.error))
    }
    if width >= 100 {
      let path = stream.endpoint.split(separator: " ").last.map(String.init) ?? ""
      spans.append(
        Span(" " + path.clipped(toColumns: 32, ellipsis: canvas.glyphs.ellipsis), theme.text))
    }
    if let playback = state.playback, state.isPlaying {
      let sign = playback.isHeld ? canvas.glyphs.held : canvas.glyphs.plays
      spans.append(Span("  \(sign) \(playback.words)  ", theme.text))
    } else {
      spans.append(Span("  " + stream.age(at: state.clock.now).clock + "  ", theme.muted))
    }
    return spans
  }

  private static func hints(_ state: AppState) -> [Hint] {
    switch state.mode {
    case .code: state.keys.code.hints
    case .editing(let editor): RequestForm.hints(state.keys, editor, of: state.draft)
    case .browsing, .prompt, .palette, .help:
      commands(state).compactMap { hint(for: $0, state) }
    }
  }

  private static func hint(for command: Command, _ state: AppState) -> Hint? {
    guard let hint = state.keys.browsing.hint(for: command) else { return nil }
    switch command {
    case .pause where state.stream?.window.end != nil: return (hint.keys, "resume")
    case .play(.hold) where state.playback?.isHeld == true: return (hint.keys, "play on")
    default: return hint
    }
  }

  /// The commands worth telling of, the most useful first.
  private static func commands(_ state: AppState) -> [Command] {
    if case .help = state.mode { return [.back] }
    if state.catalog.endpoints.isEmpty { return [.look(.help), .quit] }
    let stream = state.stream
    let hasRecords = stream.map { $0.store.total > 0 && $0.kind != .file } ?? false
    let isRunning = stream?.phase.isRunning == true
    var commands: [Command] = [.look(.nextPane)]
    switch state.focus {
    case .endpoints, .request:
      commands += isRunning || stream?.isReadOnce == true ? [.edit] : [.activate, .edit]
    case .records, .detail, .callbacks, .rate:
      if stream == nil { commands.append(.activate) }
      if isRunning && hasRecords || stream?.window.end != nil { commands.append(.pause) }
      if hasRecords, stream?.window.isFollowing == false { commands.append(.move(.toBottom)) }
    }
    if state.isPlaying {
      commands += [.play(.hold), .play(.step), .play(.slower), .play(.askForTime)]
    }
    if state.focus == .endpoints || hasRecords { commands.append(.find) }
    if hasRecords { commands.append(.copy) }
    commands += [.code, .look(.help)]
    if isRunning {
      commands.append(.stop)
    } else if stream?.isReadOnce == false {
      commands.append(.runAgain)
    }
    if state.focus == .records, hasRecords { commands.append(.filter) }
    if state.focus == .detail, hasRecords { commands += [.look(.nextForm), .pin] }
    return commands + [.quit, .palette]
  }
}

extension Theme {
  fileprivate func style(_ tone: Notice.Tone) -> CellStyle {
    switch tone {
    case .news: accent
    case .problem: error
    case .aside: muted
    }
  }
}
