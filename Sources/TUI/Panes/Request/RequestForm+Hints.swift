extension RequestForm {
  /// The keys that work where the cursor is, the most useful first.
  static func hints(
    _ keys: KeyTable, _ editor: RequestEditor, of draft: RequestDraft?
  ) -> [(keys: String, words: String)] {
    let isBody = draft.map { $0.fields[min(editor.field, $0.fields.count - 1)].isBody } == true
    let ofBodies = [FormCommand.asText, .openEditor, .add, .leaveOut, .openText, .runText]
      .compactMap(keys.form.hint(for:))
    let others = [
      keys.typing.hint(for: .deleteToStart), keys.browsing.hint(for: .quitAtOnce),
    ]
    return keys.form.hints.filter { hint in isBody || !ofBodies.contains { $0 == hint } }
      + others.compactMap { $0 }
  }

  /// Those of them that mean something where the cursor is, and keys of that place alone.
  static func hints(
    _ draft: RequestDraft, _ editor: RequestEditor, _ keys: KeyTable, isNarrow: Bool
  ) -> [(keys: String, words: String)] {
    let on = draft.fields[editor.field]
    let node = editor.row.flatMap { draft.walk(editor.field, at: $0.path)?.node }
    let isText = editor.hasLines(in: draft)
    let isChoice = node.map { $0.kind != .text } ?? !on.words.choices.isEmpty
    let isJSON = if case .body(let body) = on.role { body.isJSON } else { false }
    let isFile = if case .body(let body) = on.role { body.isFile } else { false }
    let hints = [
      isText ? keys.textLines.hint(for: .newLine) : keys.form.hint(for: .nextField),
      on.isBody ? keys.form.hint(for: isText ? .runText : .run) : nil,
      // The screen's foot has it, too.
      isNarrow || on.isBody ? nil : keys.form.hint(for: .nextTab),
      isChoice ? keys.choices.hint(for: .previous) : nil,
      on.isBody ? nil : keys.form.hint(for: .run),
      isJSON ? keys.form.hint(for: .asText) : nil,
      node == nil || isText ? nil : keys.form.hint(for: .add),
      isFile ? nil : on.isBody ? keys.form.hint(for: .openEditor) : nil,
      keys.form.hint(for: .leave),
    ]
    return hints.compactMap { $0 }
  }
}
