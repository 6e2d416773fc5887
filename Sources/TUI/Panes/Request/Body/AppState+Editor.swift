import ClientExport
import Endpoints
import StreamDecoding

/// A body in the user's own editor.
extension AppState {
  /// What the editor gets: JSON with its lines, without secrets.
  func openEditor(_ editor: inout RequestEditor, _ draft: RequestDraft) -> [Effect] {
    guard let field = draft.fields.firstIndex(where: \.isBody),
      case .body(let body) = draft.fields[field].role
    else {
      editor.complaint = "this request has no body for an editor"
      return []
    }
    guard !body.isFile else {
      editor.complaint =
        "an editor opens the file itself: here its path is typed"
      return []
    }
    let own = draft.fields[field]
    if let value = own.value {
      return [.edit(value.withoutSecrets.text(pretty: true) + "\n", ending: ".json")]
    }
    guard ShownRequest.body(own.text, mediaType: body.mediaType) == own.text else {
      editor.complaint = "the body is no JSON and holds a secret, which goes to no editor"
      return []
    }
    return [.edit(own.text + "\n", ending: body.isJSON ? ".json" : ".txt")]
  }

  /// Somebody looked at a path; what was typed long ago is forgotten.
  mutating func seen(_ sight: FileSight, at path: String) {
    if files.count >= Self.mostPaths { files.removeAll() }
    files[path] = sight
  }

  private static let mostPaths = 1000

  /// The editor has ended.
  mutating func edited(_ text: String) {
    guard case .editing(var editor) = mode, let title = endpoint?.title, var draft = drafts[title],
      let field = draft.fields.firstIndex(where: \.isBody)
    else { return }
    let before = draft.fields[field].text
    guard draft.fields[field].takeEdited(text.hasSuffix("\n") ? String(text.dropLast()) : text)
    else { return say("a form is one object in JSON: the body is as it was", isProblem: true) }
    drafts[title] = draft
    editor.enter(field, of: draft)
    mode = .editing(editor)
    say(draft.fields[field].text == before ? "the body is as it was" : "the body is as edited")
  }
}

extension RequestField {
  /// The body as JSON; nil where it is none.
  fileprivate var value: JSONValue? {
    switch content {
    case .value(let value): value
    case .text(let input):
      if case .body(let body) = role, body.isJSON {
        try? JSONValue(parsing: input.text)
      } else {
        nil
      }
    }
  }

  /// Takes what an editor made of a body; fields become a text where that is no JSON. False where it
  /// stays as it was: the fields of a form are no text that is sent.
  fileprivate mutating func takeEdited(_ text: String) -> Bool {
    guard let old = value else {
      input = TextInput(text, hasLines: input.hasLines)
      return true
    }
    let new = try? JSONValue(parsing: text)
    if case .body(let body) = role, body.isForm, new?.objectValue == nil { return false }
    guard let new else {
      input = TextInput(JSONValue.restoringSecrets(of: old, in: text), hasLines: true)
      return true
    }
    let whole = new.restoringSecrets(of: old)
    if case .value = content {
      content = .value(whole)
    } else {
      input = TextInput(whole == new ? text : whole.text(pretty: true), hasLines: true)
    }
    return true
  }
}
