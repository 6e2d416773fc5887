/// The form while it is being filled in. What is filled in lives in the draft.
struct RequestEditor: Hashable, Sendable {
  /// A row of a body that is filled in by fields.
  struct Row: Hashable, Sendable {
    var path: BodyPath
    /// Its value as it is typed.
    var input: TextInput
    /// Whether the text has the whole of the form, for its lines.
    var isOpen = false

    init(_ node: BodyNode) {
      path = node.path
      // What is longer than a line is never cut.
      input = TextInput(node.text, hasLines: node.text.utf8.count > TextInput.limit)
    }

    /// Shows the text with its lines.
    mutating func open(_ node: BodyNode) {
      input = TextInput(node.text, hasLines: true)
      isOpen = true
    }
  }

  /// Index of the field with the cursor.
  var field: Int
  /// Where the cursor is in a body of fields; nil elsewhere.
  var row: Row?
  /// Why the request could not be sent, until the next key.
  var complaint: String?
}

extension RequestEditor {
  /// Goes to a field; into a body of fields at its first row, or at its last.
  mutating func enter(_ field: Int, of draft: RequestDraft, atEnd: Bool = false) {
    self.field = field
    row = draft.walk(field, atEnd: atEnd).map { Row($0.node) }
  }

  /// Goes to the row of a body at a path, or to the nearest above it.
  mutating func enter(_ path: BodyPath, of draft: RequestDraft) {
    row = draft.walk(field, at: path).map { Row($0.node) }
  }

  /// Goes to the row that a problem is about.
  mutating func seek(_ place: String, of draft: RequestDraft) {
    guard var walk = draft.walk(field) else { return }
    for _ in 0..<Self.mostSought {
      if walk.node.path.text == place { return row = Row(walk.node) }
      guard walk.next() else { return }
    }
  }

  /// Rows that are looked through for it.
  private static let mostSought = 5000

  /// Goes to the next row or field, or to the one before.
  mutating func step(_ draft: RequestDraft, back: Bool = false) {
    if let row, var walk = draft.walk(field, at: row.path), back ? walk.previous() : walk.next() {
      self.row = Row(walk.node)
      return
    }
    let count = draft.fields.count
    enter((field + (back ? count - 1 : 1)) % count, of: draft, atEnd: back)
  }

  /// Whether the text at the cursor has several lines.
  func hasLines(in draft: RequestDraft) -> Bool {
    if let row { return row.input.hasLines }
    guard case .text(let input) = draft.fields[field].content else { return false }
    return input.hasLines
  }
}
