extension AppState {
  /// `e`: fills in the form; after an answer that wants credentials, those.
  mutating func startEditing() {
    guard let draft else { return }
    let credential = draft.fields.firstIndex(where: \.isCredential)
    edit(draft, at: (stream?.isRefused == true ? credential : nil) ?? draft.firstField)
  }

  /// Opens the form at one of its fields.
  mutating func edit(_ draft: RequestDraft, at field: Int, complaint: String? = nil) {
    drafts[draft.endpoint.title] = draft
    focus(on: .request)
    mode = .editing(RequestEditor(field: field, complaint: complaint))
  }

  /// A key while the form is filled in.
  mutating func edit(_ key: Key, _ editor: RequestEditor) -> [Effect] {
    guard let title = endpoint?.title, let count = drafts[title]?.fields.count, count > 0 else {
      mode = .browsing
      return []
    }
    var editor = editor
    editor.complaint = nil
    editor.field = min(editor.field, count - 1)
    switch keys.form.command(for: key) {
    case .leave: mode = .browsing; return []
    case .run:
      mode = .editing(editor)
      return stream?.phase.isRunning == true ? runAgain() : run()
    case .nextField: editor.field = (editor.field + 1) % count
    case .previousField: editor.field = (editor.field + count - 1) % count
    case .nextTab: editor.field = drafts[title]?.tabStart(after: editor.field, by: 1) ?? 0
    case .previousTab: editor.field = drafts[title]?.tabStart(after: editor.field, by: -1) ?? 0
    case nil: type(key, into: title, field: editor.field)
    }
    editor.field = drafts[title]?.tidyHeaders(at: editor.field) ?? 0
    mode = .editing(editor)
    return []
  }

  private mutating func type(_ key: Key, into title: String, field: Int) {
    guard var edited = drafts[title]?.fields[field] else { return }
    if edited.words.choices.isEmpty {
      _ = edited.input.take(key, keys.typing)
    } else {
      choose(key, in: &edited)
    }
    drafts[title]?.fields[field] = edited
    // Whoever shows it to one endpoint shows it to all of the backend.
    if edited.isCredential { credentials[edited.name] = edited.input }
  }

  /// A field with choices is gone through; a letter goes to the next that begins with it.
  private func choose(_ key: Key, in field: inout RequestField) {
    switch keys.choices.command(for: key) {
    case .previous: field.cycle(by: -1)
    case .next: field.cycle(by: 1)
    case .clear: field.input.set("")
    case nil:
      guard case .character(let letter) = key else { return }
      let choices = field.words.choices
      let current = choices.firstIndex(of: field.input.text) ?? -1
      let order = choices.indices.map { ($0 + current + 1) % choices.count }
      let found = order.first { choices[$0].lowercased().hasPrefix(letter.lowercased()) }
      if let found { field.input.set(choices[found]) }
    }
  }
}
