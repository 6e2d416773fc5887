import ClientExport

/// Files of client code to be written.
public struct ExportJob: Sendable, Hashable {
  /// By their paths from the working folder.
  public let files: [ExportedFile]
  /// The folder of several files; nil for a single one.
  public let folder: String?
  /// Overwrites what this program did not write.
  public var isForced = false
}

/// What became of an export.
public enum ExportOutcome: Sendable, Hashable {
  case written(Int, unchanged: Int, removed: Int)
  /// Nothing was written: these files stand there and are not this program's.
  case refused([String])
  /// A sentence says why.
  case failed(String)
}
