import ClientExport

/// Files to be written: of client code, as a rule, which is made where no key waits for it.
public struct ExportJob: Sendable, Hashable {
  private enum Content: Hashable {
    case code(ExportSubject, in: ExportLanguage, layout: ExportLayout)
    /// A text that was to be copied.
    case text(String)
    case records(RecordLines)
  }

  private let content: Content
  /// A file, or the folder of several: from the working folder, or from the user's own where it
  /// begins with `~/`.
  public var path: String
  /// What a single file is called where its path is that of a folder.
  public let fileName: String
  /// Overwrites what this program did not write.
  public var isForced = false

  init(
    subject: ExportSubject, language: ExportLanguage, path: String,
    layout: ExportLayout = .single, fileName: String
  ) {
    content = .code(subject, in: language, layout: layout)
    self.path = path
    self.fileName = fileName
  }

  init(text: String, path: String, fileName: String) {
    content = .text(text)
    self.path = path
    self.fileName = fileName
  }

  init(_ lines: RecordLines, path: String, fileName: String) {
    content = .records(lines)
    self.path = path
    self.fileName = fileName
  }

  /// Whether it is client code.
  var isCode: Bool {
    if case .code = content { true } else { false }
  }

  /// The folder of several files; nil for a single one.
  public var folder: String? {
    if case .code(_, in: _, let layout) = content, layout != .single { path } else { nil }
  }

  /// Records, which are written as they are put together; nil for other files.
  public var records: RecordLines? {
    if case .records(let lines) = content { lines } else { nil }
  }

  /// Makes the files, but for records.
  public func files() -> [ExportedFile] {
    switch content {
    case .code(let subject, let language, let layout):
      ClientCode.files(
        of: subject, in: language, options: ExportOptions(layout: layout, output: path))
    case .text(let text): [ExportedFile(path: path, text: text)]
    case .records: []
    }
  }
}

/// What became of an export.
public enum ExportOutcome: Sendable, Hashable {
  case written(Int, unchanged: Int, removed: Int)
  /// Nothing was written: these files stand there and are not this program's.
  case refused([String])
  /// The user stopped it, and nothing was written.
  case stopped
  /// A sentence says why.
  case failed(String)
}
