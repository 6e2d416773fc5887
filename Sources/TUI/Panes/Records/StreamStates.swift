import Endpoints
import RecordStore
import WebText

/// What the records pane says where there are no records to show, and below them.
enum StreamStates {
  // MARK: Before the first run

  static func drawInvitation(_ state: AppState, in inner: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let keys = state.keys.browsing
    let enter = keys.label(of: .activate)
    guard let endpoint = state.endpoint else {
      let (down, up) = (keys.label(of: .move(.down)), keys.label(of: .move(.up)))
      let words =
        state.tree.rows.isEmpty
        ? "No endpoint is listed: \(keys.label(of: .back)) shows all of them again."
        : "Choose an endpoint: \(down) and \(up) move, \(enter) runs it."
      canvas.paragraph([[Span(words, theme.muted)]], in: inner)
      return
    }
    var lines = [
      [Span(enter + " ", theme.key), Span(invitation(endpoint), theme.text)]
    ]
    if !endpoint.summary.isEmpty { lines += [[], [Span(endpoint.summary, theme.muted)]] }
    var facts: [String] = []
    if let media = endpoint.mediaType { facts.append(media) }
    if let item = endpoint.item?.name { facts.append("records are \(item)") }
    if !endpoint.events.isEmpty {
      facts.append("events " + endpoint.events.map(\.name).joined(separator: ", "))
    }
    if let sentinel = endpoint.sentinel { facts.append("ends with \(sentinel)") }
    if let place = endpoint.location { facts.append("\(place.file):\(place.line)") }
    if endpoint.deprecated { facts.append("deprecated") }
    if !facts.isEmpty {
      lines.append([Span(facts.joined(separator: " \(canvas.glyphs.dot) "), theme.muted)])
    }
    if let address = state.passing?.address {
      lines.append([Span("what is asked of \(address.listening) shows here", theme.muted)])
    }
    canvas.paragraph(lines, in: inner)
  }

  private static func invitation(_ endpoint: Endpoint) -> String {
    switch endpoint.kind {
    case .sse: "subscribes to the events of \(endpoint.path)"
    case .ndjson: "reads the records of \(endpoint.path)"
    case .text: "reads the text of \(endpoint.path)"
    case .file: "downloads \(endpoint.path) to a file"
    case .unary: "calls \(endpoint.method) \(endpoint.path) and shows the answer"
    }
  }

  // MARK: Without records

  static func draw(_ stream: Stream, _ state: AppState, in inner: Rect, on canvas: inout Canvas) {
    let theme = canvas.theme
    let now = state.clock.now
    let words = StreamWords(stream, at: now)
    var style = theme.style(words.mood)
    style.bold = true
    var lines = [[Span(sign(stream, now, canvas) + words.label, style)]]
    if !words.detail.isEmpty, stream.progress?.saved == nil || stream.kind != .file {
      lines[0].append(Span("  " + state.sentence(words.detail, words.remedy), theme.text))
    }
    lines += explanation(stream, state, canvas)
    if let progress = stream.progress {
      lines += DownloadProgress.lines(progress, stream, at: now, width: inner.columns - 4, canvas)
    }
    if case .failed(_, let failure) = stream.phase, !failure.body.isEmpty {
      lines += [[]] + JSONText.body(failure.body, theme, limit: inner.rows)
    }
    let foot = words.again.isEmpty ? [] : advice(stream, state, canvas)
    canvas.paragraph(lines, foot: foot, in: inner)
  }

  private static func sign(_ stream: Stream, _ now: Duration, _ canvas: Canvas) -> String {
    switch stream.phase {
    case .connecting: canvas.spinner(at: now) + " "
    case .open: canvas.glyphs.live + " "
    case .retrying: canvas.glyphs.ellipsis + " "
    case .completed: canvas.glyphs.check + " "
    case .stopped: ""
    case .failed: canvas.glyphs.cross + " "
    }
  }

  private static func explanation(
    _ stream: Stream, _ state: AppState, _ canvas: Canvas
  ) -> [[Span]] {
    let theme = canvas.theme
    let request = stream.request.method + " " + state.shownURL(of: stream.request)
    switch stream.phase {
    case .connecting:
      return [[Span(request, theme.muted)]]
    case .open(let since, let status, let mediaType) where stream.kind != .file:
      let text = [Span("\(status) \(mediaType)", theme.muted)]
      guard stream.progress == nil else { return [text] }
      return [
        text,
        [Span("nothing came yet, \((state.clock.now - since).clock) since it opened", theme.muted)],
      ]
    case .failed(_, let failure):
      return [
        [Span(failure.status.map { "\($0)  " } ?? "", theme.error), Span(request, theme.muted)]
      ]
    case .open, .retrying, .completed, .stopped: return []
    }
  }

  private static func advice(_ stream: Stream, _ state: AppState, _ canvas: Canvas) -> [Span] {
    let keys = state.keys.browsing
    let again = (keys.label(of: .runAgain), StreamWords(stream, at: state.clock.now).again)
    return canvas.hints([again] + [keys.hint(for: .edit)].compactMap(\.self))
  }

  // MARK: Below the records

  static func drawFoot(
    _ stream: Stream, _ state: AppState, rows: RecordRows, row: Int, in inner: Rect,
    on canvas: inout Canvas
  ) {
    let theme = canvas.theme
    let dot = " \(canvas.glyphs.dot) "
    var spans: [Span] = []
    if let foot = standing(stream, rows, state.keys.browsing, width: inner.columns, canvas) {
      spans = foot
    } else {
      let words = StreamWords(stream, at: state.clock.now)
      if case .open = stream.phase {
        guard let silence = stream.silence(at: state.clock.now) else { return }
        spans = [Span("idle \(silence.clock)", theme.warning)]
        spans.append(Span(dot + "the connection is open", theme.muted))
      } else {
        spans = [Span(words.label, theme.style(words.mood))]
        if case .connecting = stream.phase {
          spans.insert(Span(canvas.spinner(at: state.clock.now) + " ", theme.warning), at: 0)
        }
        // Where there is little room the sentence is cut, not what one can do.
        let key = state.keys.browsing.label(of: .runAgain) + " " + words.again
        let isTold = words.again.isEmpty || words.remedy?.isTrying == true
        let end = isTold ? "" : dot + key
        let sentence = state.sentence(words.detail, words.remedy)
        let room = inner.columns - 2 - spans.columns - end.columns
        let told = (sentence.isEmpty ? "" : dot + sentence)
          .clipped(beforeRemedyToColumns: room, ellipsis: canvas.glyphs.ellipsis)
        spans += [Span(told, theme.muted), Span(end, theme.muted)]
      }
    }
    canvas.write(spans, at: 1, row: row, in: inner.cutting(right: 1))
  }

  /// `NOT FOLLOWING at 186 · 41 newer below · G to follow`
  private static func standing(
    _ stream: Stream, _ rows: RecordRows, _ keys: KeyMap<Command>, width: Int, _ canvas: Canvas
  ) -> [Span]? {
    guard !stream.window.isFollowing, let cursor = stream.window.cursor(in: rows) else {
      return nil
    }
    let theme = canvas.theme
    let number = rows.number(at: cursor)
    let isPaused = stream.window.end != nil
    let dot = " \(canvas.glyphs.dot) "
    let hint =
      isPaused
      ? (keys.label(of: .pause), "to resume") : (keys.label(of: .move(.toBottom)), "to follow")
    var end = [Span(dot, theme.muted)] + canvas.hints([hint])
    let newer = newer(stream, than: number, rows, cursor: cursor)
    let below = width < 60 ? "newer" : "newer below"
    if newer > 0 { end.insert(Span(dot + "\(newer.grouped) \(below)", theme.text), at: 0) }
    let words = isPaused ? "PAUSED at " : "NOT FOLLOWING at "
    let id = stream.record(number).map(\.id) ?? ""
    // An ID is as long as the server likes; what one can do has its room first.
    let room = width - 2 - words.columns - end.columns
    let name = (id.isEmpty ? "#\(number)" : id)
      .clipped(toColumns: max(1, min(16, room)), ellipsis: canvas.glyphs.ellipsis)
    return [Span(words + name, theme.warning)] + end
  }

  private static func newer(
    _ stream: Stream, than number: Int, _ rows: RecordRows, cursor: Int
  ) -> Int {
    stream.filter == nil ? stream.store.total - 1 - number : rows.count - 1 - cursor
  }
}

extension Canvas {
  /// Lines with some air around them, where there is room for it; below them the foot, which is
  /// there whatever they take.
  mutating func paragraph(_ lines: [[Span]], foot: [Span] = [], in rect: Rect) {
    var area = rect
    area.column += min(2, rect.columns)
    area.columns = max(0, area.columns - 4)
    // A sentence that does not fit goes on below; nothing important is cut.
    var shown = lines.flatMap { $0.wordWrapped(toColumns: area.columns, limit: rect.rows) }
    let below = foot.isEmpty ? [] : foot.wordWrapped(toColumns: area.columns, limit: 2)
    let room = max(0, rect.rows - below.count)
    if shown.count > room {
      shown = Array(shown.prefix(max(0, room - 1)))
      if room > 0 { shown.append([Span(glyphs.ellipsis, theme.muted)]) }
    } else if !below.isEmpty, shown.count < room {
      shown.append([])
    }
    let all = shown + below
    let top = rect.rows > all.count + 1 ? 1 : 0
    for (row, line) in all.enumerated() { write(line, at: 0, row: top + row, in: area) }
  }

  func spinner(at now: Duration) -> String {
    glyphs.spinner[(now.wholeMilliseconds / 100) % glyphs.spinner.count]
  }
}
