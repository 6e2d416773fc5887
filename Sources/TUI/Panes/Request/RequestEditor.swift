/// The form while it is being filled in. What is typed lives in the draft.
struct RequestEditor: Hashable, Sendable {
  /// Index of the field with the cursor.
  var field: Int
  /// Why the request could not be sent, until the next key.
  var complaint: String?
}
