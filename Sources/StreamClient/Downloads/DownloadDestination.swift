/// Where a download's bytes go, as far as it is known before the answer.
enum DownloadDestination: Sendable, Hashable {
  /// The server's answer gives the name.
  case folder(String)
  case file(PartFile)
  /// A device, a pipe: there is no part, and nothing to rename.
  case device(String)
  case standardOutput

  /// Looks at the disk; a file's name that is a folder's means into that folder.
  init(_ target: DownloadTarget, force: Bool) throws(FailureFact) {
    switch target {
    case .standardOutput: self = .standardOutput
    case .folder(let path):
      guard Disk.kind(of: path) == .folder else { throw .noFolder(path: path) }
      self = .folder(path)
    case .file(let path):
      switch Disk.kind(of: path) {
      case .folder: self = .folder(path)
      case .other: self = .device(path)
      case .file where !force: throw .fileExists(path: path)
      case .file, .nothing: self = .file(PartFile(path: path))
      }
    }
  }

  var partFile: PartFile? {
    if case .file(let part) = self { part } else { nil }
  }

  /// The same with its name, once the answer is there.
  func named(by answer: HTTPAnswer, force: Bool) throws(FailureFact) -> DownloadDestination {
    guard case .folder(let folder) = self else { return self }
    let name = FileName(
      contentDisposition: answer.headers.first("Content-Disposition"), url: answer.url)
    let path = Self.path(of: name.text, in: folder)
    switch Disk.kind(of: path) {
    case .nothing: break
    case .file where force: break
    case .file, .folder, .other: throw .fileExists(path: path)
    }
    return .file(PartFile(path: path))
  }

  /// Here, a name alone is enough: it is what people read and type again.
  private static func path(of name: String, in folder: String) -> String {
    if folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }
}
