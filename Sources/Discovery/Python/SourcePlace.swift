/// An application's file, or a folder of source.
struct SourcePlace: Sendable {
  /// As the user named it.
  var shown: String
  /// Absolute.
  var path: String
  /// The name of the application in the file.
  var app: String?
  /// Absolute: `path` itself, or the folder it lies in.
  var folder: String

  /// An application was named, not a folder.
  var isApplication: Bool { path != folder }

  /// The file behind `path/main.py:app` or `module:app`.
  init(app text: String, files: LocalFiles) throws(DiscoveryProblem) {
    let parts = text.split(separator: ":", maxSplits: 1)
    let name = parts.count == 2 ? String(parts[1].prefix { $0 != "(" }) : nil
    let first = parts.first.map(String.init) ?? ""
    if first.hasSuffix(".py") {
      guard files.kind(of: first) == .file else { throw .noFile(first) }
      self.init(file: first, app: name, files: files)
      return
    }
    let base = first.split(separator: ".").joined(separator: "/")
    let tried = [base + ".py", base + "/__init__.py", "src/" + base + ".py"]
    guard let file = tried.first(where: { files.kind(of: $0) == .file }) else {
      throw .noModule(first, tried: tried)
    }
    self.init(file: file, app: name, files: files)
  }

  /// The folder that names of files are told from: the working folder where the place lies in it.
  func root(workingFolder: String) -> String {
    LocalFiles.lies(folder, in: workingFolder) ? workingFolder : folder
  }

  init(folder path: String, files: LocalFiles) throws(DiscoveryProblem) {
    guard files.kind(of: path) == .folder else {
      throw .noFolder(path, isFile: files.kind(of: path) == .file)
    }
    shown = path
    self.path = files.absolute(path)
    folder = self.path
  }

  private init(file: String, app: String?, files: LocalFiles) {
    shown = file
    path = files.absolute(file)
    self.app = app
    folder = LocalFiles.folder(of: path)
  }
}
