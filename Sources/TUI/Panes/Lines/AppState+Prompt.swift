import RecordStore

extension AppState {
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

  /// A whole line, as if it were typed and taken.
  mutating func answer(_ line: String, _ prompt: Prompt) -> [Effect] {
    var prompt = prompt
    prompt.input = TextInput(line)
    mode = .prompt(prompt)
    preview(&prompt)
    return accept(prompt)
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
        .recordTo, .recordOver, .assemble, .playFrom:
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
    case .open, .exportAll, .assemble, .playFrom: break
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
    case .playFrom: return play(from: text, prompt)
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

  mutating func stay(in prompt: Prompt, because complaint: String) {
    var prompt = prompt
    prompt.complaint = complaint
    mode = .prompt(prompt)
  }
}
