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

  /// Enter behind what was to be found: what is nowhere, or can't be read, is said.
  mutating func found(_ text: String, _ prompt: Prompt) {
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

  /// Puts the next line of the callbacks that holds the needle at the top; false if there is none.
  mutating func findInTrace(forward: Bool, fromNext: Bool) -> Bool {
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

  mutating func notFound(_ preview: CodePreview?) {
    guard let preview, preview.awaited == nil, !preview.reading.needle.isEmpty,
      preview.reading.hit == nil
    else { return }
    say("\"\(preview.reading.needle)\" is not in this code")
  }

  mutating func filter(by text: String, _ prompt: Prompt) {
    do {
      try show(filter: text)
    } catch {
      stay(in: prompt, because: error.sentence)
    }
  }

  /// Shows what a filter lets through, or everything; a filter that is at work goes on.
  mutating func show(filter text: String) throws(RecordFilterProblem) {
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

  mutating func go(to seek: Seek) {
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
