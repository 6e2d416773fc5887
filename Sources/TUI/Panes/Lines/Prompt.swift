import ClientExport

/// A line at the foot of the screen that asks for a text.
struct Prompt: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    /// Narrows the list of endpoints as one types.
    case endpoints
    /// Jumps to the first hit as one types; `from` is where the cursor was.
    case find(from: RecordsWindow)
    /// The same in client code.
    case findInCode(from: CodePreview.Reading)
    /// Chooses the records that are shown.
    case filter
    /// Writes the code above the line into a file.
    case write
    /// Writes the client of all endpoints into a folder, or into a file.
    case exportAll(ExportLanguage)
    /// Writes over files that are not this program's, if one says so.
    case overwrite(ExportJob, paths: [String])
  }

  var purpose: Purpose
  var input: TextInput
  /// Why the text can't be used, until the next key.
  var complaint: String?
  /// Client code that stands above the line, and comes back after it.
  var code: CodePreview?

  /// What stands before the text.
  var sign: String {
    switch purpose {
    case .endpoints, .find, .findInCode: "/"
    case .filter: "&"
    case .write, .exportAll: ">"
    case .overwrite: "?"
    }
  }
}
