import Endpoints

/// The list of endpoints: groups, kinds, what is live and how much came.
enum EndpointsView {
  /// What the list is narrowed to, as far as its title has room: a list that does not say so would
  /// seem to be the whole.
  private static func narrowing(_ filter: String, in rect: Rect, _ canvas: Canvas) -> String {
    let room = Canvas.roomBesideTitle(in: rect) - 1
    return filter.clipped(toColumns: max(1, min(12, room)), ellipsis: canvas.glyphs.ellipsis)
  }

  static func draw(_ state: AppState, in rect: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let filter = state.tree.filter
    let right =
      filter.isEmpty
      ? canvas.hints([(state.keys.browsing.label(of: .find), "filter")])
      : [Span("/" + narrowing(filter, in: rect, canvas), theme.accent)]
    let inner = canvas.pane(.endpoints, right: right, in: rect, state)
    let tree = state.tree
    if tree.rows.isEmpty {
      canvas.write([Span("nothing matches \(filter)", theme.muted)], at: 1, row: 0, in: inner)
      return
    }
    let liveBeside = state.liveBeside
    let methods = inner.columns < 20 ? 0 : tree.methodColumns
    for row in 0..<min(inner.rows, tree.rows.count - tree.top) {
      let index = tree.top + row
      switch tree.rows[index] {
      case .group(let title, let count, let folded):
        let sign = folded ? canvas.glyphs.closed : canvas.glyphs.open
        canvas.line(
          [Span(sign + " ", theme.muted), Span(title, theme.text)],
          right: folded ? hidden(in: title, count, state, canvas) : unlisted(title, state, theme),
          row: row, in: inner)
      case .endpoint(let endpoint):
        let endpoint = state.catalog.endpoints[endpoint]
        draw(
          endpoint, state, methods, beside: liveBeside[endpoint.title] ?? 0, row: row, in: inner,
          on: &canvas)
      }
      if index == tree.selection { select(state, row: row, in: inner, on: &canvas) }
    }
  }

  /// Cells that the list takes where all of its paths and counts are whole.
  static func columns(_ tree: EndpointTree) -> Int {
    // Border, mark, kind, method, path, count, border.
    1 + 2 + 5 + tree.methodColumns + 1 + tree.pathColumns + 6 + 1
  }

  /// What a folded group holds: how many of it live, and how many there are.
  private static func hidden(
    in title: String, _ count: Int, _ state: AppState, _ canvas: Canvas
  ) -> [Span] {
    let live = state.tree.members(of: title).count { state.isRunning($0) }
    let all = Span("\(count) ", canvas.theme.muted)
    return live == 0
      ? [all] : [Span("\(canvas.glyphs.live)\(live) of ", canvas.theme.success), all]
  }

  /// How many requests have no row.
  private static func unlisted(_ title: String, _ state: AppState, _ theme: Theme) -> [Span] {
    guard title == Passing.group, let count = state.passing?.unlisted, count > 0 else { return [] }
    return [Span("+\(count.short) unlisted ", theme.warning)]
  }

  private static func select(
    _ state: AppState, row: Int, in inner: Rect, on canvas: inout Canvas
  ) {
    canvas.select(row: row, in: inner)
    // A group keeps its sign of being folded there.
    if state.focus == .endpoints, state.tree.selectedEndpoint != nil {
      canvas.write(canvas.glyphs.cursor, canvas.theme.accent, at: 0, row: row, in: inner)
    }
  }

  private static func draw(
    _ endpoint: Endpoint, _ state: AppState, _ methods: Int, beside live: Int, row: Int,
    in inner: Rect, on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let stream = state.streams[endpoint.title]
    let plain = endpoint.kind.isStream ? theme.text : theme.muted
    let kind = endpoint.kind.sign(canvas.glyphs)
    var spans = [
      live > 0 ? Span(" " + canvas.glyphs.live, theme.success) : mark(stream, canvas),
      Span(kind.padded(toColumns: 5), endpoint.kind.isStream ? theme.accent : theme.muted),
    ]
    if methods > 0 {
      let method = endpoint.shortMethod.padded(toColumns: methods + 1)
      spans.append(Span(method, theme.muted))
    }
    var path = plain
    if endpoint.deprecated { path.dim = true }
    spans.append(Span(endpoint.path, path))
    let others = live + state.otherDownloads.values.count { $0.endpoint == endpoint.title }
    let isRecorded = state.recordings[endpoint.title] != nil
    let count =
      (isRecorded ? [Span("REC ", theme.error)] : []) + count(stream, others: others, canvas)
    // The path matters more than how much came of it; how far a download is matters more.
    let fits = spans.columns + 1 + count.columns <= inner.columns
    canvas.line(
      spans, right: fits || stream?.progress != nil || isRecorded ? count : [], row: row, in: inner)
  }

  /// Two cells: how its stream is.
  private static func mark(_ stream: Stream?, _ canvas: Canvas) -> Span {
    let theme = canvas.theme
    switch stream?.phase {
    case nil, .stopped: return Span("  ", theme.text)
    case .open: return Span(" " + canvas.glyphs.live, theme.success)
    case .connecting, .retrying: return Span(" " + canvas.glyphs.ellipsis, theme.warning)
    case .completed where stream?.errorStatus == nil:
      return Span(" " + canvas.glyphs.check.prefix(1), theme.muted)
    case .completed, .failed: return Span(" " + canvas.glyphs.cross, theme.error)
    }
  }

  /// How far a download is and how many others of its endpoint go on, or how many records came.
  private static func count(_ stream: Stream?, others: Int, _ canvas: Canvas) -> [Span] {
    guard let stream else { return [] }
    if let progress = stream.progress {
      let more = others > 0 ? "+\(others) " : ""
      guard let total = progress.total, total > 0 else {
        return [Span(progress.done.bytes + " " + more, canvas.theme.muted)]
      }
      return [Span("\(progress.done * 100 / total)% " + more, canvas.theme.success)]
    }
    let more = others > 0 ? "+\(others) " : ""
    guard stream.records > 0 || others > 0 else { return [] }
    return [Span(more + canvas.glyphs.more + stream.records.short, canvas.theme.muted)]
  }
}

extension EndpointKind {
  /// As the list shows it, in at most four cells.
  func sign(_ glyphs: Glyphs) -> String {
    switch self {
    case .sse: "SSE"
    case .ndjson: "ND"
    case .text: "TXT"
    case .file: "FILE"
    case .unary: glyphs.dot
    }
  }
}

extension Canvas {
  /// Lays the selection over a row.
  mutating func select(row: Int, in rect: Rect) {
    let selection = theme.selection
    let isWhole = selection.reverse || selection.foreground != .default
    restyle(row: row, in: rect, columns: 0..<rect.columns) { style in
      // A hit of the search is reversed already, and stays told apart.
      let isHit = style.reverse
      if isWhole {
        // Colours made for another background can't be read on this one.
        style = CellStyle(
          foreground: selection.foreground, background: selection.background,
          underline: style.underline || isHit && !selection.reverse,
          reverse: selection.reverse != isHit, italic: style.italic)
      } else if !isHit, selection.background != .default {
        style.background = selection.background
      }
      if selection.bold { style.bold = true }
    }
  }
}
