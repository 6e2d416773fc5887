import Endpoints
import StreamDecoding

/// A row of a body is filled in.
extension AppState {
  /// A key that types into a row, or goes through what may be there.
  func fill(_ key: Key, _ editor: inout RequestEditor, _ draft: inout RequestDraft) {
    guard let path = editor.row?.path, let node = draft.walk(editor.field, at: path)?.node else {
      return
    }
    if case .paste(let text) = key, node.kind != .text { return paste(text, node, &editor, &draft) }
    switch node.kind {
    case .text:
      guard node.value.map({ $0.text().utf8.count <= TextInput.longest }) != false else {
        editor.complaint = "the text is too long to be typed here"
        return
      }
      if editor.row?.input.take(key, keys.typing) == true { fillIn(path, editor, &draft) }
    case .choices:
      guard let choice = choice(key, node.words, node.text, isRequired: node.isRequired) else {
        return
      }
      draft.set(node.meaning(of: choice), at: path, of: editor.field)
      editor.enter(path, of: draft)
    case .object, .list:
      switch keys.choices.command(for: key) {
      case .next: grow(node, &editor, &draft)
      case .previous where node.kind == .list && !node.varies:
        let count = node.value?.arrayValue?.count ?? 0
        if count > 0 { draft.set(nil, at: path.child(.item(count - 1)), of: editor.field) }
      case .previous: vary(node, by: -1, &editor, &draft)
      case .clear: leaveOut(node, &editor, &draft)
      case nil: break
      }
    }
  }

  /// Puts in what is typed into a row.
  func fillIn(_ path: BodyPath, _ editor: RequestEditor, _ draft: inout RequestDraft) {
    guard let node = draft.walk(editor.field, at: path)?.node, node.path == path else { return }
    draft.set(editor.row.flatMap { node.meaning(of: $0.input.text) }, at: path, of: editor.field)
  }

  /// The choice that a key goes to; nil where it goes to none.
  func choice(_ key: Key, _ words: SchemaWords, _ text: String, isRequired: Bool) -> String? {
    switch keys.choices.command(for: key) {
    case .previous: return words.choice(after: text, by: -1, isRequired: isRequired)
    case .next: return words.choice(after: text, by: 1, isRequired: isRequired)
    case .clear: return ""
    case nil:
      guard case .character(let letter) = key else { return nil }
      return words.choice(after: text, beginningWith: letter)
    }
  }

  /// Adds an item to a list, or goes to the next of what may be at a place.
  func grow(_ node: BodyNode, _ editor: inout RequestEditor, _ draft: inout RequestDraft) {
    guard node.kind == .list, let items = node.value?.arrayValue else {
      return vary(node, by: 1, &editor, &draft)
    }
    draft.set(.array(items + [node.itemSample]), at: node.path, of: editor.field)
    editor.enter(node.path.child(.item(items.count)), of: draft)
  }

  /// The list that a place is an item of, or is.
  func list(
    of node: BodyNode, _ editor: RequestEditor, _ draft: RequestDraft
  ) -> BodyNode? {
    if node.kind == .list || node.varies || node.kind == .object && node.value == nil {
      return node
    }
    var path = node.path
    while let above = path.parent {
      if case .item = path.steps.last { return draft.walk(editor.field, at: above)?.node }
      path = above
    }
    return node.kind == .object ? node : nil
  }

  /// Puts a first value in, or goes on to another alternative, which takes over what it knows.
  private func vary(
    _ node: BodyNode, by step: Int, _ editor: inout RequestEditor, _ draft: inout RequestDraft
  ) {
    let choices = node.branches.indices.filter { node.branches[$0]["type"] != "null" }
    let next: JSONValue
    if node.value == nil || node.value == .null {
      next = node.sample(of: choices.first)
    } else if choices.count > 1 {
      let present = choices.firstIndex { $0 == node.branch } ?? 0
      let other = choices[(present + step + choices.count) % choices.count]
      next = node.sample(of: other).keeping(node.value, of: node, other)
    } else {
      editor.complaint =
        "there is one kind of value here; \(keys.form.label(of: .leaveOut)) leaves it out"
      return
    }
    draft.set(next, at: node.path, of: editor.field)
    editor.enter(node.path, of: draft)
  }

  /// Takes a place out of a body: an item of its list, a member that need not be there.
  func leaveOut(_ node: BodyNode, _ editor: inout RequestEditor, _ draft: inout RequestDraft) {
    guard let last = node.path.steps.last else {
      editor.complaint = "the whole of a body is emptied as text"
      return
    }
    if case .member(let name) = last, node.isRequired {
      editor.complaint = "\(name) is required, so it stays"
      return
    }
    draft.set(nil, at: node.path, of: editor.field)
    editor.enter(node.path, of: draft)
  }

  private func paste(
    _ text: String, _ node: BodyNode, _ editor: inout RequestEditor, _ draft: inout RequestDraft
  ) {
    do throws(RecordFault) {
      let value = try JSONValue(parsing: text)
      draft.set(value, at: node.path, of: editor.field)
      editor.enter(node.path, of: draft)
    } catch {
      editor.complaint = "what was pasted is no JSON: \(error.sentence(in: text))"
    }
  }
}

extension JSONValue {
  /// The first value of an alternative, with those members of another that it knows and does not
  /// tell itself by.
  fileprivate func keeping(_ old: JSONValue?, of node: BodyNode, _ branch: Int) -> JSONValue {
    if branch == node.branch, let old { return old }
    guard var members = objectValue, let old = old?.objectValue else { return self }
    let whole = MergedSchema.of(node.branches[branch], models: node.models)
    let tag = node.tagName
    for (name, value) in old {
      guard let own = whole["properties"]?[name], name != tag,
        SchemaCheck.breaches(of: value, in: own, models: node.models).isEmpty
      else { continue }
      members[name] = value
    }
    return .object(members)
  }
}
