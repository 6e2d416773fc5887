import RecordStore

extension AppState {
  /// `K`: asks which fields of the records to show; proposed is what differs between them.
  mutating func startColumns() {
    guard let stream, stream.store.total > 0 else {
      return say("no records to make columns of yet")
    }
    let before = stream.table?.text ?? ""
    let text = before.isEmpty ? ColumnProposal(stream.store).text : before
    try? show(columns: text)
    mode = .prompt(Prompt(purpose: .columns(before: before), input: TextInput(text)))
  }

  /// Shows the columns that are typed, or says why they can't be read.
  mutating func complaint(ofColumns text: String) -> String? {
    do throws(RecordTemplateProblem) {
      try show(columns: text)
      return nil
    } catch {
      return error.sentence
    }
  }

  /// Shows these columns, or for none the payload.
  mutating func show(columns text: String) throws(RecordTemplateProblem) {
    let table = try RecordTable(parsing: text)
    withStream { $0.setTable(table) }
  }
}
