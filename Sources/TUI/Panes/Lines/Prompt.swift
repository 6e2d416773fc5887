import ClientExport

/// A line at the foot of the screen that asks for a text.
struct Prompt: Hashable, Sendable {
  enum Purpose: Hashable, Sendable {
    /// Goes to a URL, to a recording, or to what a pasted line asks for.
    case open
    /// Narrows the list of endpoints as one types.
    case endpoints
    /// Jumps to the first hit as one types; `from` is where the cursor was.
    case find(from: RecordsWindow)
    /// The same among the callbacks; `from` is the line that was held at the top.
    case findInTrace(from: Int?)
    /// The same in the detail; `from` is where one was.
    case findInDetail(from: DetailScroll)
    /// The same in client code.
    case findInCode(from: CodePreview.Reading)
    /// Chooses the records that are shown, as one types; the filter and the view until then.
    case filter(before: String, from: RecordsWindow)
    /// Chooses the columns of the records, as one types them; those until then.
    case columns(before: String)
    /// Writes the code above the line into a file.
    case write
    /// Writes what is too large to be copied into a file.
    case writeText(String, why: String)
    /// Writes records into a file.
    case writeRecords(RecordLines, why: String)
    /// Writes the client of all endpoints into a folder, or into a file.
    case exportAll(ExportLanguage)
    /// Writes over files that are not this program's, if one says so.
    case overwrite(ExportJob, paths: [String])
    /// Saves a download elsewhere, or over the file of its name, or makes its folder.
    case saveAs(endpoint: String, DownloadObstacle)
    /// Saves the selected endpoint's body in a folder, or under a name.
    case downloadTo
    /// Records an endpoint into a file.
    case recordTo(endpoint: String)
    /// Records it into another file, or over the one of that name.
    case recordOver(endpoint: String, taken: String)
    /// Goes to a time of a recording.
    case playFrom
    /// Joins a field of all records to one text.
    case assemble
  }

  var purpose: Purpose
  var input: TextInput
  /// Why the text can't be used, until the next key.
  var complaint: String?
  /// Client code that stands above the line, and comes back after it.
  var code: CodePreview?

  /// What is in the way, where the question is what to do about it.
  var obstacle: DownloadObstacle? {
    switch purpose {
    case .saveAs(_, let obstacle): obstacle
    case .recordOver(_, let path): .taken(path: path)
    default: nil
    }
  }

  /// What stands before the text.
  var sign: String {
    switch purpose {
    case .endpoints, .find, .findInTrace, .findInDetail, .findInCode: "/"
    case .filter: "&"
    case .columns: "K"
    case .open, .write, .writeText, .writeRecords, .exportAll, .downloadTo, .recordTo, .assemble,
      .playFrom:
      ">"
    case .overwrite, .saveAs, .recordOver: "?"
    }
  }
}
