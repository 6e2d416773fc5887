import RecordStore

extension AppState {
  /// Records looked at for one hit, so that a key never waits long; `n` goes on from there.
  private static let findLimit = 200_000

  /// `/`: narrows the endpoints, or finds in the records.
  mutating func startFinding() {
    if focus == .endpoints {
      mode = .prompt(Prompt(purpose: .endpoints, input: TextInput(tree.filter)))
    } else if focus == .callbacks, stream != nil {
      mode = .prompt(Prompt(purpose: .findInTrace(from: traceTop), input: TextInput()))
    } else if let stream {
      mode = .prompt(Prompt(purpose: .find(from: stream.window), input: TextInput()))
    } else {
      say("no records to search yet")
    }
  }

  /// `&`: chooses the records to show.
  mutating func startFiltering() {
    guard let stream else { return say("no records to filter yet") }
    let text = stream.filter?.text ?? ""
    mode = .prompt(Prompt(purpose: .filter(before: text), input: TextInput(text)))
  }

  /// `n` and `N`.
  mutating func findAgain(forward: Bool) {
    guard !needle.isEmpty else { return sayNothingToFind(keys.browsing.label(of: .find)) }
    let isFound =
      focus == .callbacks
      ? findInTrace(forward: forward, fromNext: true) : find(forward: forward, fromNext: true)
    if !isFound {
      say("\"\(needle)\" is not \(forward ? "below" : "above")")
    }
  }

  mutating func sayNothingToFind(_ key: String) {
    say("nothing to look for: type \(key) first")
  }

  /// A key typed into the line at the foot.
  mutating func answer(_ key: Key, _ prompt: Prompt) -> [Effect] {
    var prompt = prompt
    prompt.complaint = nil
    mode = .prompt(prompt)
    switch keys.prompt.command(for: key) {
    case .leave:
      abandon(prompt)
      return []
    case .accept: return accept(prompt)
    case nil: break
    }
    guard prompt.input.take(key, keys.typing) else { return [] }
    mode = .prompt(prompt)
    switch prompt.purpose {
    case .endpoints:
      tree.narrow(to: prompt.input.text)
      endpointChanged()
    case .find(let origin): preview(prompt.input.text, from: origin)
    case .findInTrace(let origin):
      needle = prompt.input.text
      traceTop = origin
      if !findInTrace(forward: true, fromNext: false) {
        _ = findInTrace(forward: false, fromNext: true)
      }
    case .findInCode(let origin):
      prompt.code = prompt.code.map {
        preview($0, finding: prompt.input.text, from: origin)
      }
      mode = .prompt(prompt)
    case .filter: try? show(filter: prompt.input.text)
    case .open, .write, .writeText, .exportAll, .overwrite, .saveAs, .assemble: break
    }
    return []
  }

  private mutating func abandon(_ prompt: Prompt) {
    mode = prompt.code.map(Mode.code) ?? .browsing
    switch prompt.purpose {
    case .endpoints: tree.narrow(to: "")
    case .find(let origin):
      needle = ""
      withStream { $0.window = origin }
    case .findInTrace(let origin):
      needle = ""
      traceTop = origin
    case .findInCode(let origin):
      guard var preview = prompt.code else { break }
      preview.reading = origin
      mode = .code(preview)
    case .write, .writeText, .overwrite: say("nothing was written")
    case .saveAs: say("nothing was saved")
    case .filter(let before): try? show(filter: before)
    case .open, .exportAll, .assemble: break
    }
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    mode = prompt.code.map(Mode.code) ?? .browsing
    let text = prompt.input.text
    switch prompt.purpose {
    case .endpoints: break
    case .open: return open(text)
    case .find, .findInTrace: sayNotFound()
    case .findInCode: notFound(prompt.code)
    case .filter: filter(by: text, prompt)
    case .assemble: assemble(text, prompt)
    case .writeText(let contents, _): return write(text: contents, to: text)
    case .write: return prompt.code.map { write($0, to: text) } ?? []
    case .exportAll(let language): return exportAll(in: language, to: text)
    case .overwrite(let job, _): return overwrite(job, answer: text)
    case .saveAs(let title, let path): return save(title, over: path, answer: text)
    }
    return []
  }

  /// After a line that was to be found: what was typed is nowhere.
  private mutating func sayNotFound() {
    guard let needle = Needle(needle), let stream else { return }
    let isFound =
      focus == .callbacks
      ? stream.trace.lines.contains { $0.holds(needle) }
      : stream.current.flatMap(stream.record).map(needle.isIn) == true
    if !isFound { say("\"\(self.needle)\" is not here") }
  }

  /// Puts the next line of the callbacks that holds the needle at the top; false if there is none.
  private mutating func findInTrace(forward: Bool, fromNext: Bool) -> Bool {
    guard let stream, let needle = Needle(needle) else { return false }
    let lines = stream.trace.lines
    let trace = TraceLayout(stream, in: layout.inner(.callbacks))
    var index = trace.top(held: traceTop)
    let step = forward ? 1 : -1
    if fromNext { index += step }
    while lines.indices.contains(index) {
      if lines[index].holds(needle) {
        holdTrace(at: index)
        return true
      }
      index += step
    }
    return false
  }

  private mutating func notFound(_ preview: CodePreview?) {
    guard let preview, preview.awaited == nil, !preview.reading.needle.isEmpty,
      preview.reading.hit == nil
    else { return }
    say("\"\(preview.reading.needle)\" is not in this code")
  }

  private mutating func filter(by text: String, _ prompt: Prompt) {
    do {
      try show(filter: text)
    } catch {
      var prompt = prompt
      prompt.complaint = error.sentence
      mode = .prompt(prompt)
    }
  }

  /// Shows what a filter lets through, or everything; a filter that is at work goes on.
  private mutating func show(filter text: String) throws(RecordFilterProblem) {
    let filter = try AppliedFilter(parsing: text)
    guard text != stream?.filter?.text ?? "" else { return }
    withStream { $0.setFilter(filter) }
  }

  private mutating func preview(_ text: String, from origin: RecordsWindow) {
    needle = text
    withStream { $0.window = origin }
    guard !text.isEmpty, !find(forward: true, fromNext: false) else { return }
    _ = find(forward: false, fromNext: true)
  }

  /// Moves to the next record that holds the needle; false if there is none within reach.
  private mutating func find(forward: Bool, fromNext: Bool) -> Bool {
    guard let stream, let needle = Needle(needle) else { return false }
    let rows = stream.rows
    guard var position = stream.window.cursor(in: rows) else { return false }
    let step = forward ? 1 : -1
    if fromNext { position += step }
    var left = Self.findLimit
    while left > 0, position >= 0, position < rows.count {
      if stream.record(rows.number(at: position)).map(needle.isIn) == true {
        let height = recordsHeight
        withStream { $0.window.move(to: position, in: rows, height: height) }
        return true
      }
      position += step
      left -= 1
    }
    return false
  }
}

extension CallbackTrace.Line {
  fileprivate func holds(_ needle: Needle) -> Bool {
    !needle.ranges(in: Array("\(name) \(detail)".utf8), limit: 1).isEmpty
  }
}
