extension AppState {
  /// `e`: fills in the form; after an answer that wants credentials, those.
  mutating func startEditing() {
    guard let draft else { return }
    let credential = draft.fields.firstIndex(where: \.isCredential)
    edit(draft, at: (stream?.isRefused == true ? credential : nil) ?? draft.firstField)
  }

  /// Opens the form at one of its fields; in a body of fields at what is wrong with it.
  mutating func edit(_ draft: RequestDraft, at field: Int, complaint: String? = nil) {
    drafts[draft.endpoint.title] = draft
    focus(on: .request)
    var editor = RequestEditor(field: field, complaint: complaint)
    editor.enter(field, of: draft)
    if let place = draft.obstacles.first(where: { $0.field == field })?.place {
      editor.seek(place, of: draft)
    }
    mode = .editing(editor)
  }

  /// A key while the form is filled in.
  mutating func edit(_ key: Key, _ editor: RequestEditor) -> [Effect] {
    guard let title = endpoint?.title, var draft = drafts[title], !draft.fields.isEmpty else {
      mode = .browsing
      return []
    }
    var editor = editor
    editor.complaint = nil
    editor.field = min(editor.field, draft.fields.count - 1)
    if !goThroughLines(key, &editor, &draft) {
      switch keys.form.command(for: key) {
      case .leave where editor.row?.isOpen != true: mode = .browsing; return []
      case .run, .runText:
        mode = .editing(editor)
        return stream?.phase.isRunning == true ? runAgain() : run()
      case .openEditor:
        let effects = openEditor(&editor, draft)
        mode = .editing(editor)
        return effects
      case nil: type(key, &editor, &draft)
      case let command?: carryOut(command, &editor, &draft)
      }
    }
    let field = draft.fields[editor.field]
    // Whoever shows it to one endpoint shows it to all of the backend.
    if field.isCredential { credentials[field.name] = field.input }
    editor.field = draft.tidyHeaders(at: editor.field)
    drafts[title] = draft
    mode = .editing(editor)
    // A file is looked at as its path is typed.
    return draft.filePath(at: editor).map { $0.isEmpty ? [] : [.lookAtFile($0)] } ?? []
  }

  /// Moving and the like, which asks nothing of the world.
  private func carryOut(
    _ command: FormCommand, _ editor: inout RequestEditor, _ draft: inout RequestDraft
  ) {
    let node = editor.row.flatMap { draft.walk(editor.field, at: $0.path)?.node }
    switch command {
    case .nextField: editor.step(draft)
    case .previousField: editor.step(draft, back: true)
    case .nextTab: editor.enter(draft.tabStart(after: editor.field, by: 1), of: draft)
    case .previousTab: editor.enter(draft.tabStart(after: editor.field, by: -1), of: draft)
    case .asText:
      editor.complaint = draft.switchBody(editor.field)
      if editor.complaint == nil { editor.enter(editor.field, of: draft) }
    case .add:
      if let list = node.flatMap({ self.list(of: $0, editor, draft) }) {
        grow(list, &editor, &draft)
      } else {
        editor.complaint = "nothing can be added here"
      }
    case .leaveOut: if let node { leaveOut(node, &editor, &draft) }
    case .openText:
      if let node, node.kind == .text {
        editor.row?.open(node)
      } else {
        editor.complaint = "only a text has several lines"
      }
    // A text that was opened is closed.
    case .leave: editor.enter(editor.row?.path ?? BodyPath(), of: draft)
    case .run, .runText, .openEditor: break
    }
  }

  /// Whether the key goes through the lines of a text, or makes one.
  private func goThroughLines(
    _ key: Key, _ editor: inout RequestEditor, _ draft: inout RequestDraft
  ) -> Bool {
    guard editor.hasLines(in: draft), let edit = keys.textLines.command(for: key) else {
      return false
    }
    guard let row = editor.row else { return draft.fields[editor.field].input.take(edit) }
    guard editor.row?.input.take(edit) == true else { return false }
    if edit == .newLine { fillIn(row.path, editor, &draft) }
    return true
  }

  private func type(_ key: Key, _ editor: inout RequestEditor, _ draft: inout RequestDraft) {
    if editor.row != nil { return fill(key, &editor, &draft) }
    var field = draft.fields[editor.field]
    if field.words.choices.isEmpty {
      _ = field.input.take(key, keys.typing)
    } else if let choice = choice(key, field.words, field.text, isRequired: field.isRequired) {
      field.input.set(choice)
    }
    draft.fields[editor.field] = field
  }
}
