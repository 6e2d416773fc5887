/// The last line: how the stream is, what just happened, and which keys help here.
enum StatusLine {
  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    switch state.mode {
    case .prompt(let prompt):
      if case .overwrite(_, let paths) = prompt.purpose {
        let question = Prompt.question(
          whether: paths, columns: rect.columns - 7, ellipsis: canvas.glyphs.ellipsis,
          leave: state.keys.prompt.label(of: .leave))
        return canvas.question(question, prompt.input, in: rect)
      }
      if case .saveAs(_, let path) = prompt.purpose {
        let question = Prompt.question(
          where: path, columns: rect.columns - 15, ellipsis: canvas.glyphs.ellipsis,
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
    for hint in hints(state) {
      let piece = canvas.hints([hint]) + [Span("  ", theme.text)]
      // A hint that is cut helps nobody.
      if spans.columns + piece.columns - 2 > rect.columns { continue }
      spans += piece
    }
    canvas.write(spans.dropLast(), at: 0, row: 0, in: rect)
  }

  private static func told(
    _ notice: Notice, after left: [Span], in rect: Rect, on canvas: inout Canvas
  ) {
    var text = canvas.glyphs.label(notice.text)
    if let path = notice.path {
      text += " "
      let room = rect.columns - left.columns - text.columns
      text += path.clippedInMiddle(toColumns: max(8, room), ellipsis: canvas.glyphs.ellipsis)
    }
    let style = notice.isProblem ? canvas.theme.error : canvas.theme.accent
    canvas.write(left + [Span(text, style)], at: 0, row: 0, in: rect)
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
    switch state.mode {
    case .code: state.keys.code.hints
    case .editing: RequestForm.hints(state.keys)
    case .browsing, .prompt, .palette, .help:
      commands(state).compactMap { hint(for: $0, state) }
    }
  }

  private static func hint(for command: Command, _ state: AppState) -> (
    keys: String, words: String
  )? {
    guard let hint = state.keys.browsing.hint(for: command) else { return nil }
    return command == .pause && state.stream?.window.end != nil ? (hint.keys, "resume") : hint
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
    case .endpoints, .request: commands += isRunning ? [.edit] : [.activate, .edit]
    case .records, .detail, .callbacks, .rate:
      if stream == nil { commands.append(.activate) }
      if hasRecords { commands += [.pause, .move(.toBottom)] }
    }
    if state.focus == .endpoints || hasRecords { commands.append(.find) }
    if hasRecords { commands.append(.copy) }
    commands += [.code, .look(.help)]
    if stream != nil { commands.append(isRunning ? .stop : .runAgain) }
    if state.focus == .records, hasRecords { commands.append(.filter) }
    if state.focus == .detail, hasRecords { commands += [.look(.nextForm), .pin] }
    return commands + [.quit, .palette]
  }
}
