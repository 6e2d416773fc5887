import ClientExport

/// Client code to be written. It is made where no key waits for it.
public struct ExportJob: Sendable, Hashable {
  let subject: ExportSubject
  let language: ExportLanguage
  /// A file, or the folder of several: from the working folder, or from the user's own where it
  /// begins with `~/`.
  public var path: String
  private let layout: ExportLayout
  /// What a single file is called where its path is that of a folder.
  public let fileName: String
  /// Overwrites what this program did not write.
  public var isForced = false

  init(
    subject: ExportSubject, language: ExportLanguage, path: String,
    layout: ExportLayout = .single, fileName: String
  ) {
    self.subject = subject
    self.language = language
    self.path = path
    self.layout = layout
    self.fileName = fileName
  }

  /// The folder of several files; nil for a single one.
  public var folder: String? { layout == .single ? nil : path }

  /// Makes the files.
  public func files() -> [ExportedFile] {
    ClientCode.files(
      of: subject, in: language, options: ExportOptions(layout: layout, output: path))
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
