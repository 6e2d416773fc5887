/// Why a reference of a document is not followed.
public enum ReferenceProblem: Error, Sendable, Hashable {
  /// To a file, from a document that has no folder: it came over HTTP.
  case notFetched
  /// To a URL.
  case url
  /// Out of the document's folder, by its path or by a link.
  case outside
  /// To no file of the folder.
  case noFile
  /// To a file that is neither JSON nor YAML, or can't be read.
  case unreadable
  /// To nothing in the file.
  case nothing
  /// Back to itself.
  case circle
  /// To more than a document stands for: files, bytes or values.
  case tooMuch

  /// Continues "… refers to ops/feed.yaml, ".
  var words: String {
    switch self {
    case .notFetched: "which is not fetched"
    case .url: "a URL, which is not fetched"
    case .outside: "which lies outside of the document's folder and is not read"
    case .noFile: "which is not there"
    case .unreadable: "which is no file of JSON or YAML that can be read"
    case .nothing: "where there is nothing"
    case .circle: "which leads back to itself"
    case .tooMuch: "which is too much: more files, or more in them, than a document has"
    }
  }

  /// What to do next; nil where only its author can do something.
  var remedy: String? {
    switch self {
    case .notFetched: "save the document with the files beside it and name its file"
    case .url: "save that beside the document and refer to the file"
    case .outside: "move the document into a folder above both"
    case .noFile, .nothing: "check the reference"
    case .unreadable: "check what is in it, and its permissions"
    case .circle, .tooMuch: nil
    }
  }
}
