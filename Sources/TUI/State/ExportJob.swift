import ClientExport

/// Files of client code to be written.
public struct ExportJob: Sendable, Hashable {
  /// By their paths from the working folder, or from the user's own where one begins with `~/`.
  public var files: [ExportedFile]
  /// The folder of several files; nil for a single one.
  public var folder: String?
  /// What a single file is called where its path is that of a folder.
  public let fileName: String
  /// Overwrites what this program did not write.
  public var isForced = false

  init(files: [ExportedFile], folder: String? = nil, fileName: String = "") {
    self.files = files
    self.folder = folder
    self.fileName = fileName
  }
}

/// What became of an export.
public enum ExportOutcome: Sendable, Hashable {
  case written(Int, unchanged: Int, removed: Int)
  /// Nothing was written: these files stand there and are not this program's.
  case refused([String])
  /// A sentence says why.
  case failed(String)
}
