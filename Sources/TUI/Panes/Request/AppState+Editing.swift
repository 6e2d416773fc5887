extension AppState {
  /// `e`: fills in the form.
  mutating func startEditing() {
    guard let draft else { return }
    guard !draft.fields.isEmpty else { return say("this endpoint takes no parameters") }
    drafts[draft.endpoint.title] = draft
    focus(on: .request)
    let field = draft.problems.compactMap(\.field).first ?? 0
    mode = .editing(RequestEditor(field: field))
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
    case nil: type(key, into: title, field: editor.field)
    }
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
