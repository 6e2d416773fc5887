import RecordStore

extension AppState {
  /// The answer as it is shown: at its end, unless somebody has left it.
  func assembledPage(_ room: DetailRoom) -> AssembledPage? {
    guard let stream else { return nil }
    var page = AssembledPage(stream.assembly)
    // A new answer may be shorter than the one in which it was held.
    if let held = detail.heldAssembly, held.endpoint == stream.endpoint, page.reach(held.top.line) {
      page.scroll.top = held.top
    } else {
      page.move(.toBottom, room)
    }
    return page
  }

  mutating func moveAssembled(_ change: (inout AssembledPage, DetailRoom) -> Void) {
    let room = DetailRoom(self)
    guard let stream, var page = assembledPage(room) else { return }
    change(&page, room)
    var end = page
    end.move(.toBottom, room)
    let isAtEnd = page.scroll.top >= end.scroll.top
    detail.heldAssembly = isAtEnd ? nil : (stream.endpoint, page.scroll.top)
  }

  mutating func copyAssembled() -> [Effect] {
    let text = stream?.assembly.text ?? ""
    guard !text.isEmpty else {
      say("there is no answer to copy")
      return []
    }
    return [.copy(text)]
  }

  /// `:assemble`: asks for a field, the one under the cursor first.
  mutating func startAssembling() {
    guard let stream else { return say("no records to join yet") }
    let path = stream.assembly.path ?? (detail.form == .json ? reading?.paths.first : nil)
    mode = .prompt(Prompt(purpose: .assemble, input: TextInput(path ?? "")))
  }

  /// Enter behind it.
  mutating func assemble(_ text: String, _ prompt: Prompt) {
    do throws(RecordTemplateProblem) {
      let field = text.isEmpty ? nil : try RecordTemplate(parsing: "{\(text)}")
      withStream { $0.assembly.join(text.isEmpty ? nil : text, field: field) }
      detail.form = .assembled
      detail.heldAssembly = nil
      followDetail()
    } catch {
      var prompt = prompt
      prompt.complaint = error.sentence
      mode = .prompt(prompt)
    }
  }

  /// Keeps up with what came: the answer that is shown, what differs from the pinned record.
  mutating func followDetail() {
    if detail.form == .assembled { withStream { $0.assembly.takeMore(of: $0.store) } }
    comparePinned()
    scanDetail()
  }
}
