/// The screen while there is no endpoint to show: what is being tried, what was tried in vain, and
/// what to type.
enum StartView {
  private static let examples: [(command: String, meaning: String)] = [
    ("fluidtop http://localhost:8000", "a running backend"),
    ("fluidtop main:app", "a FastAPI application"),
    ("fluidtop path/to/folder", "the sources of one"),
    ("fluidtop openapi.json", "an OpenAPI document"),
    ("fluidtop demo", "the backend that is built in"),
  ]

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    var area = rect
    if canvas.layout.form != .tiny {
      area = canvas.box(
        rect, title: [Span("Streams", canvas.heading(true))], border: theme.border)
    }
    let lines =
      switch state.search {
      case .running(let steps): searching(state, steps, rows: area.rows, canvas)
      case .finished(let failures): foundNothing(state, failures, width: area.columns, canvas)
      case .idle: noTarget(width: area.columns, canvas)
      }
    canvas.paragraph(lines, in: area)
  }

  private static func searching(
    _ state: AppState, _ steps: [String], rows: Int, _ canvas: Canvas
  ) -> [[Span]] {
    let theme = canvas.theme
    let spinner = canvas.spinner(at: state.clock.now)
    let target = state.target.isEmpty ? "a backend" : state.target
    var lines = [
      [
        Span(spinner + " ", theme.accent), Span("Looking for the streams of ", theme.text),
        Span(target, canvas.heading(false)),
      ], [],
    ]
    for step in steps.suffix(max(1, rows - 4)) {
      lines.append([Span("  " + canvas.glyphs.dot + " " + step, theme.muted)])
    }
    return lines
  }

  private static func foundNothing(
    _ state: AppState, _ failures: [String], width: Int, _ canvas: Canvas
  ) -> [[Span]] {
    let theme = canvas.theme
    let target = state.target.isEmpty ? "" : " at " + state.target
    var heading = theme.warning
    heading.bold = true
    var lines = [[Span("No endpoint was found\(target).", heading)]]
    let problems = failures.isEmpty ? state.catalog.warnings : failures
    if !problems.isEmpty { lines += [[], [Span("What was tried", theme.muted)]] }
    for problem in problems.prefix(8) {
      lines.append([Span("  \(canvas.glyphs.cross) ", theme.error), Span(problem, theme.text)])
    }
    if let address = state.passing?.address {
      let words = "What is asked of \(address.listening) shows here all the same."
      lines += [[], [Span(words, theme.text)]]
    } else {
      lines += [[], [Span("What to type instead", theme.muted)]] + samples(width: width, canvas)
    }
    let keys = state.keys.browsing
    let hints = [
      (keys.label(of: .runAgain), "look again"), keys.hint(for: .look(.help)),
      keys.hint(for: .quit),
    ]
    return lines + [[], canvas.hints(hints.compactMap { $0 })]
  }

  private static func noTarget(width: Int, _ canvas: Canvas) -> [[Span]] {
    let theme = canvas.theme
    return [
      [Span("Which backend? ", canvas.heading(false)), Span("Start it with one:", theme.muted)], [],
    ] + samples(width: width, canvas)
  }

  private static func samples(width: Int, _ canvas: Canvas) -> [[Span]] {
    let commands = examples.map(\.command.columns).max() ?? 0
    return examples.map { example in
      if width < 60 { return [Span("  " + example.command, canvas.theme.key)] }
      return [
        Span("  " + example.command.padded(toColumns: commands) + "   ", canvas.theme.key),
        Span(example.meaning, canvas.theme.muted),
      ]
    }
  }
}
