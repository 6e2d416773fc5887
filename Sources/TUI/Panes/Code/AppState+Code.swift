import ClientExport
import Endpoints

extension AppState {
  /// The code on the screen, whatever line or page stands before it.
  var shownCode: CodePreview? {
    switch mode {
    case .code(let preview): preview
    case .prompt(let prompt): prompt.code
    case .help(_, let preview): preview
    case .browsing, .editing, .palette: nil
    }
  }

  /// `c`: the client of the selected endpoint.
  mutating func showCode() -> [Effect] {
    guard let endpoint else {
      say(
        catalog.endpoints.isEmpty
          ? "there is no endpoint yet to write a client for"
          : "this is a group: choose one of its endpoints, and "
            + "\(keys.browsing.label(of: .code)) shows its client")
      return []
    }
    var preview = CodePreview(endpoint: endpoint.title, language: .preferred)
    let effects = make(&preview, of: endpoint, isAnother: true)
    mode = .code(preview)
    return effects
  }

  /// A key while client code is shown.
  mutating func code(_ key: Key, _ preview: CodePreview) -> [Effect] {
    guard let command = keys.code.command(for: key) else {
      guard keys.browsing.command(for: key) != nil, let label = key.label else { return [] }
      let back = keys.code.label(of: .back)
      say("\(label) does nothing in the code: \(back) goes back first")
      return []
    }
    switch command {
    case .nextLanguage: return turn(preview, by: 1)
    case .previousLanguage: return turn(preview, by: -1)
    case .move(let movement): mode = .code(moved(preview, movement))
    case .copy: return copy(preview)
    case .copyURL: return copyURL()
    case .write: startWriting(preview)
    case .writeAll: startExporting()
    case .edit:
      mode = .browsing
      startEditing()
    case .find: startFinding(in: preview)
    case .findNext: findAgain(in: preview, forward: true)
    case .findPrevious: findAgain(in: preview, forward: false)
    case .help:  // Its keys are what one wants to know here.
      mode = .help(top: HelpView.top(showing: .code, keys, size), over: preview)
    case .nextTheme: change(.nextTheme)
    case .back: mode = .browsing
    }
    return []
  }

  /// The same code in another language.
  mutating func showCode(_ preview: CodePreview, in language: ExportLanguage) -> [Effect] {
    guard language != preview.language, let endpoint = endpoint(of: preview) else { return [] }
    var preview = preview
    preview.language = language
    preview.awaited?.isCopied = false
    let effects = make(&preview, of: endpoint, isAnother: true)
    mode = .code(preview)
    return effects
  }

  private mutating func turn(_ preview: CodePreview, by step: Int) -> [Effect] {
    let all = ExportLanguage.allCases
    let index = all.firstIndex(of: preview.language) ?? 0
    return showCode(preview, in: all[(index + step + all.count) % all.count])
  }

  private mutating func copy(_ preview: CodePreview) -> [Effect] {
    guard preview.awaited != nil else { return preview.made.map { [.copy($0.text)] } ?? [] }
    var preview = preview
    preview.awaited?.isCopied = true
    mode = .code(preview)
    return []
  }

  // MARK: Making

  /// `:copy as Python`: the selected endpoint's code, which is not shown.
  mutating func copyCode(in language: ExportLanguage) -> [Effect] {
    guard let endpoint else { return [] }
    codeJobs += 1
    copiedJob = codeJobs
    let subject = subject(of: endpoint, draft(of: endpoint))
    return [.makeCode(CodeJob(number: codeJobs, subject: subject, language: language))]
  }

  /// The code follows its endpoint when that was found anew, and closes with it.
  mutating func refreshCode() -> [Effect] {
    guard var preview = shownCode else { return [] }
    guard let endpoint = endpoint(of: preview) else {
      mode = .browsing
      return []
    }
    let effects = make(&preview, of: endpoint, isAnother: false)
    keep(preview)
    return effects
  }

  /// What was asked for last is shown; an answer to what was asked before comes too late.
  mutating func codeMade(_ made: MadeCode) -> [Effect] {
    if made.number == copiedJob { return [.copy(made.text)] }
    guard var preview = shownCode, let awaited = preview.awaited, preview.take(made) else {
      return []
    }
    if case .prompt(var prompt) = mode, case .findInCode(var origin) = prompt.purpose {
      // Where one was in other code says nothing of this one.
      if awaited.isAnother { origin = CodePreview.Reading(needle: origin.needle) }
      prompt.purpose = .findInCode(from: origin)
      mode = .prompt(prompt)
      preview = self.preview(preview, finding: prompt.input.text, from: origin)
    }
    keep(preview)
    return awaited.isCopied ? [.copy(made.text)] : []
  }

  private func endpoint(of preview: CodePreview) -> Endpoint? {
    catalog.endpoints.first { $0.title == preview.endpoint }
  }

  /// What the code of a preview is of; nil where its endpoint is gone.
  func subject(of preview: CodePreview) -> ExportSubject? {
    endpoint(of: preview).map { subject(of: $0, draft(of: $0)) }
  }

  private func subject(of endpoint: Endpoint, _ draft: RequestDraft) -> ExportSubject {
    ExportSubject(
      call: endpoint, of: catalog,
      planned: draft.outline(baseURL: baseURL, models: catalog.models))
  }

  private mutating func make(
    _ preview: inout CodePreview, of endpoint: Endpoint, isAnother: Bool
  ) -> [Effect] {
    let draft = draft(of: endpoint)
    codeJobs += 1
    preview.problems = draft.obstacles.map(\.sentence)
    preview.awaited = CodePreview.Awaited(
      number: codeJobs, since: clock.now,
      isAnother: isAnother || preview.awaited?.isAnother == true,
      isCopied: preview.awaited?.isCopied == true)
    let subject = subject(of: endpoint, draft)
    return [.makeCode(CodeJob(number: codeJobs, subject: subject, language: preview.language))]
  }

  /// Puts the code back where it is shown.
  private mutating func keep(_ preview: CodePreview) {
    switch mode {
    case .code: mode = .code(preview)
    case .help(let top, _): mode = .help(top: top, over: preview)
    case .prompt(var prompt):
      prompt.code = preview
      mode = .prompt(prompt)
    case .browsing, .editing, .palette: break
    }
  }

  // MARK: Scrolling

  /// The preview scrolled by rows.
  func scrolled(_ preview: CodePreview, by rows: Int) -> CodePreview {
    let layout = CodeLayout(preview, layout)
    var preview = preview
    let top = min(max(0, layout.top(of: preview) + rows), layout.lastTop)
    if layout.rows.indices.contains(top) { preview.reading.top = layout.rows[top] }
    return preview
  }

  private func moved(_ preview: CodePreview, _ movement: Command.Movement) -> CodePreview {
    let layout = CodeLayout(preview, layout)
    return switch movement.way(height: layout.code.rows) {
    case .rows(let rows): scrolled(preview, by: rows)
    case .toTop: scrolled(preview, by: -layout.rows.count)
    case .toBottom: scrolled(preview, by: layout.rows.count)
    case .left, .right: preview
    }
  }

  // MARK: Finding

  private mutating func startFinding(in preview: CodePreview) {
    mode = .prompt(
      Prompt(
        purpose: .findInCode(from: preview.reading), input: TextInput(), code: preview))
  }

  /// The code as one types what to find in it: at the first hit below `origin`, or else above.
  func preview(
    _ preview: CodePreview, finding text: String, from origin: CodePreview.Reading
  ) -> CodePreview {
    var preview = preview
    preview.reading = origin
    let start = CodeLayout(preview, layout).firstLine(of: preview)
    preview.reading.needle = text
    let hit =
      preview.hit(from: start, forward: true) ?? preview.hit(from: start, forward: false)
    preview.reading.hit = nil
    return hit.map { shown(preview, hit: $0) } ?? preview
  }

  private mutating func findAgain(in preview: CodePreview, forward: Bool) {
    guard !preview.reading.needle.isEmpty else {
      return sayNothingToFind(keys.code.label(of: .find))
    }
    let top = CodeLayout(preview, layout).firstLine(of: preview)
    let start = preview.reading.hit.map { $0 + (forward ? 1 : -1) } ?? top
    guard let hit = preview.hit(from: start, forward: forward) else {
      return say("\"\(preview.reading.needle)\" is not \(forward ? "below" : "above")")
    }
    mode = .code(shown(preview, hit: hit))
  }

  /// The preview with a line of it in sight.
  private func shown(_ preview: CodePreview, hit: Int) -> CodePreview {
    var preview = preview
    preview.reading.hit = hit
    let layout = CodeLayout(preview, layout)
    let top = layout.top(of: preview)
    let row = layout.index(of: CodePreview.Place(line: hit))
    guard row < top || row >= top + layout.code.rows else { return preview }
    return scrolled(preview, by: row - layout.code.rows / 3 - top)
  }
}
