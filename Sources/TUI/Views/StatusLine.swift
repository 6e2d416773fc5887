/// The last line: how the stream is, what just happened, and which keys help here.
enum StatusLine {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    switch state.mode {
    case .prompt(let prompt):
      return canvas.prompt(
        prompt.sign, prompt.input, note: prompt.complaint ?? prompt.invitation,
        isComplaint: prompt.complaint != nil, in: rect)
    case .palette(let palette):
      return canvas.prompt(
        ":", palette.input, note: palette.complaint ?? Palette.invitation,
        isComplaint: palette.complaint != nil, in: rect)
    default: break
    }
    let theme = canvas.theme
    let left = condition(state, canvas, width: rect.columns)
    if let notice = state.notice {
      let style = notice.isProblem ? theme.error : theme.accent
      canvas.write(left + [Span(canvas.glyphs.label(notice.text), style)], at: 0, row: 0, in: rect)
      return
    }
    var spans = left
    for hint in hints(state) {
      let piece = canvas.hints([hint]) + [Span("  ", theme.text)]
      // A hint that is cut helps nobody.
      if spans.columns + piece.columns - 2 > rect.columns { continue }
      spans += piece
    }
    canvas.write(spans.dropLast(), at: 0, row: 0, in: rect)
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
    if width >= 100 {
      let path = stream.endpoint.split(separator: " ").last.map(String.init) ?? ""
      spans.append(
        Span(" " + path.clipped(toColumns: 32, ellipsis: canvas.glyphs.ellipsis), theme.text))
    }
    spans.append(Span("  " + stream.age(at: state.clock.now).clock + "  ", theme.muted))
    return spans
  }

  private static func hints(_ state: AppState) -> [(keys: String, words: String)] {
    commands(state).compactMap { state.keys.hint(for: $0) }
  }

  /// The commands worth telling of, the most useful first.
  private static func commands(_ state: AppState) -> [Command] {
    if case .help = state.mode { return [.back] }
    if case .code = state.mode { return [.copy, .back] }
    if state.catalog.endpoints.isEmpty { return [.look(.help), .quit] }
    let stream = state.stream
    let hasRecords = stream.map { $0.store.total > 0 && $0.kind != .file } ?? false
    let isRunning = stream?.phase.isRunning == true
    var commands: [Command] = [.look(.nextPane)]
    switch state.focus {
    case .endpoints, .request: commands += isRunning ? [.edit] : [.activate, .edit]
    case .records, .detail, .callbacks, .rate:
      if stream == nil { commands.append(.activate) }
      if hasRecords { commands += [.pause, .move(.toBottom)] }
    }
    if state.focus == .endpoints || hasRecords { commands.append(.find) }
    if state.focus == .records, hasRecords { commands.append(.filter) }
    if hasRecords { commands.append(.copy) }
    if stream != nil { commands.append(isRunning ? .stop : .runAgain) }
    return commands + [.code, .look(.help), .quit, .palette]
  }
}

extension Palette {
  static let invitation = "↓ ↑ choose · Enter runs · Esc leaves"
}

extension Prompt {
  /// What the user may type, for the right end of the line.
  var invitation: String {
    switch purpose {
    case .endpoints: "part of a path · Enter keeps · Esc clears"
    case .find: "find · Enter keeps · Esc goes back"
    case .filter: "text, /regex/, event:NAME, .path > 1 · empty clears"
    case .write: "file for this code · Enter writes · Esc goes back"
    case .exportAll: "folder for all endpoints, TypeScript · Enter writes"
    case .overwrite: "yes overwrites · Esc leaves it"
    }
  }
}
