/// What stands at a path that was typed for a file.
public enum FileSight: Sendable, Hashable {
  /// A file that can be read.
  case file
  /// Nothing.
  case nothing
  /// A folder.
  case folder
  /// What nobody lets the user read, or a pipe or the like, which has no end.
  case unreadable

  /// Why it can't be sent, after the name of its field; nil where it can.
  var objection: String? {
    switch self {
    case .file: nil
    case .nothing: "names no file that is there"
    case .folder: "names a folder, not a file"
    case .unreadable: "names what can't be read as a file"
    }
  }
}
