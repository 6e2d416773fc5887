import RecordStore

extension AppState {
  /// `/`: narrows the endpoints, or finds in the records.
  mutating func startFinding() {
    if focus == .endpoints {
      mode = .prompt(Prompt(purpose: .endpoints, input: TextInput(tree.filter)))
    } else if focus == .callbacks, stream != nil {
      mode = .prompt(Prompt(purpose: .findInTrace(from: traceTop), input: TextInput()))
    } else if focus == .detail, stream != nil {
      startFindingInDetail()
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
    mode = .prompt(
      Prompt(purpose: .filter(before: text, from: stream.window), input: TextInput(text)))
  }

  /// `n` and `N`.
  mutating func findAgain(forward: Bool) {
    guard sought != nil else { return sayNothingToFind(keys.browsing.label(of: .find)) }
    if focus == .callbacks {
      if !findInTrace(forward: forward, fromNext: true) { sayNotFound(forward: forward) }
    } else if focus == .detail {
      findAgainInDetail(forward: forward)
    } else if let current = stream?.current {
      go(to: Seek(from: current + (forward ? 1 : -1), forward: forward))
    }
  }

  mutating func sayNotFound(forward: Bool) {
    say("\"\(needle)\" is not \(forward ? "below" : "above")")
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
    preview(&prompt)
    mode = .prompt(prompt)
    return []
  }

  /// Shows what the line means while it is typed; what can't be read is said below it.
  private mutating func preview(_ prompt: inout Prompt) {
    let text = prompt.input.text
    do throws(RecordFilterProblem) {
      switch prompt.purpose {
      case .endpoints:
        tree.narrow(to: text)
        endpointChanged()
      case .find(let origin):
        try look(for: Needle(parsing: text))
        withStream { $0.window = origin }
        if let current = stream?.current {
          go(to: Seek(from: current, forward: true, turns: true))
        }
      case .findInTrace(let origin):
        try look(for: Needle(parsing: text))
        traceTop = origin
        if !findInTrace(forward: true, fromNext: false) {
          _ = findInTrace(forward: false, fromNext: true)
        }
      case .findInDetail(let origin):
        try look(for: Needle(parsing: text))
        previewInDetail(from: origin)
      case .findInCode(let origin):
        prompt.code = prompt.code.map { preview($0, finding: text, from: origin) }
      case .filter: try show(filter: text)
      case .columns: prompt.complaint = complaint(ofColumns: text)
      case .open, .write, .writeText, .writeRecords, .exportAll, .overwrite, .saveAs, .downloadTo,
        .recordTo, .recordOver, .assemble:
        break
      }
    } catch {
      prompt.complaint = error.sentence
    }
  }

  private mutating func abandon(_ prompt: Prompt) {
    mode = prompt.code.map(Mode.code) ?? .browsing
    switch prompt.purpose {
    case .endpoints: tree.narrow(to: "")
    case .find(let origin):
      look(for: nil)
      withStream { $0.window = origin }
    case .findInTrace(let origin):
      look(for: nil)
      traceTop = origin
    case .findInDetail(let origin):
      look(for: nil)
      previewInDetail(from: origin)
    case .findInCode(let origin):
      guard var preview = prompt.code else { break }
      preview.reading = origin
      mode = .code(preview)
    case .write, .writeText, .writeRecords, .overwrite: say("nothing was written")
    case .saveAs, .downloadTo: say("nothing was saved")
    case .recordTo, .recordOver: say("nothing is recorded")
    case .filter(let before, let origin):
      try? show(filter: before)
      withStream { $0.window = origin }
    case .columns(let before): try? show(columns: before)
    case .open, .exportAll, .assemble: break
    }
  }

  private mutating func accept(_ prompt: Prompt) -> [Effect] {
    mode = prompt.code.map(Mode.code) ?? .browsing
    let text = prompt.input.text
    switch prompt.purpose {
    case .endpoints: break
    case .open: return open(text)
    case .find, .findInTrace, .findInDetail: found(text, prompt)
    case .findInCode: notFound(prompt.code)
    case .filter: filter(by: text, prompt)
    case .assemble: assemble(text, prompt)
    case .columns:
      guard let complaint = complaint(ofColumns: text) else { break }
      stay(in: prompt, because: complaint)
    case .writeText(let contents, _): return write(text: contents, to: text)
    case .writeRecords(let lines, _): return write(lines, to: text)
    case .write: return prompt.code.map { write($0, to: text) } ?? []
    case .exportAll(let language): return exportAll(in: language, to: text)
    case .overwrite(let job, _): return overwrite(job, answer: text)
    case .downloadTo: return download(to: text)
    case .saveAs(let title, let obstacle): return save(title, despite: obstacle, answer: text)
    case .recordTo(let title): return record(title, into: text, insteadOf: nil)
    case .recordOver(let title, let path): return record(title, into: text, insteadOf: path)
    }
    return []
  }

  /// Enter behind what was to be found: what is nowhere, or can't be read, is said.
  private mutating func found(_ text: String, _ prompt: Prompt) {
    do throws(RecordFilterProblem) {
      guard let needle = try Needle(parsing: text), let stream else { return }
      let isHere =
        switch focus {
        case .callbacks: stream.trace.lines.contains { $0.holds(needle) }
        case .detail: detail.scan.map { !$0.isDone || !$0.lines.isEmpty } == true
        case .endpoints, .request, .records, .rate:
          seek != nil || stream.hits?.matches.isEmpty == false
        }
      if !isHere { sayNotHere(text) }
    } catch {
      stay(in: prompt, because: error.sentence)
    }
  }

  mutating func sayNotHere(_ text: String) { say("\"\(text)\" is not here") }

  private mutating func stay(in prompt: Prompt, because complaint: String) {
    var prompt = prompt
    prompt.complaint = complaint
    mode = .prompt(prompt)
  }

  /// Puts the next line of the callbacks that holds the needle at the top; false if there is none.
  private mutating func findInTrace(forward: Bool, fromNext: Bool) -> Bool {
    guard let stream, let needle = sought else { return false }
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
      stay(in: prompt, because: error.sentence)
    }
  }

  /// Shows what a filter lets through, or everything; a filter that is at work goes on.
  private mutating func show(filter text: String) throws(RecordFilterProblem) {
    let filter = try RecordScan(filter: text)
    guard text != stream?.filter?.text ?? "" else { return }
    withStream { $0.setFilter(filter) }
  }

  /// What to find from now on, or nothing.
  mutating func look(for needle: Needle?) {
    sought = needle
    seek = nil
    withStream { $0.find(needle) }
  }

  private mutating func go(to seek: Seek) {
    self.seek = sought == nil ? nil : seek
    seekOn()
  }

  /// Moves to the hit that is wanted, if it is known by now.
  mutating func seekOn() {
    guard let seek, let stream, let hits = stream.hits else { return }
    let kept = stream.store.indices.clamped(to: 0..<(stream.window.end ?? .max))
    switch seek.answer(in: hits.matches, examined: hits.examined, of: kept) {
    case .unknown: return
    case .nowhere:
      if !seek.turns {
        sayNotFound(forward: seek.forward)
      } else if mode == .browsing {
        sayNotHere(needle)
      }
    case .found(let number):
      let height = recordsHeight
      withStream { stream in
        let rows = stream.rows
        stream.window.move(to: rows.position(of: number), in: rows, height: height)
      }
    }
    self.seek = nil
  }
}

extension CallbackTrace.Line {
  fileprivate func holds(_ needle: Needle) -> Bool {
    !needle.ranges(in: Array("\(name) \(detail)".utf8), limit: 1).isEmpty
  }
}
