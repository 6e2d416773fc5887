import Endpoints

/// The environments that an application's own project keeps.
///
/// What is found in a folder is run only where somebody named the folder's application to be
/// imported, for that runs the project's code anyway; and only what lies in the project and is the
/// user's: a folder above may be anybody's, as `/tmp` is.
struct ProjectEnvironment: Sendable {
  /// The Pythons of its virtual environments, the nearest first.
  let pythons: [String]
  /// The folder that uv has locked; nil for none.
  let lockedFolder: String?
  /// Environments that are there and are not used.
  let refused: [Refusal]

  /// An environment that is not used, and why.
  struct Refusal: Sendable, Hashable {
    enum Reason: Sendable, Hashable {
      /// A link leads out of the project.
      case outside
      /// A user other than this one and the system's owns it.
      case foreign
    }

    var path: String
    var reason: Reason
  }

  /// How far up a project is looked for.
  private static let levels = 8
  /// What stands in the folders of a project.
  private static let marks = [
    "pyproject.toml", "uv.lock", "setup.py", "setup.cfg", "requirements.txt", "Pipfile",
    FluidConfiguration.fileName,
  ]

  /// - Parameters:
  ///   - folder: The application's, absolute.
  ///   - name: Of the environment in the project, where it has another than the usual.
  init(of folder: String, named name: String?, files: LocalFiles) {
    let folders = Self.folders(ofProject: folder, files: files)
    let top = files.resolved(folders.last ?? folder)
    let names = [name].compactMap { $0 } + [".venv", "venv"]
    var pythons: [String] = []
    var refused: [Refusal] = []
    for environment in folders.flatMap({ folder in names.map { folder + "/" + $0 } }) {
      let python = environment + "/bin/python"
      guard files.isExecutable(python) else { continue }
      if !LocalFiles.lies(files.resolved(environment), in: top) {
        refused.append(Refusal(path: environment, reason: .outside))
      } else if ![environment, environment + "/bin", python].allSatisfy(files.isOwn) {
        refused.append(Refusal(path: environment, reason: .foreign))
      } else {
        pythons.append(python)
      }
    }
    self.pythons = pythons
    self.refused = refused
    lockedFolder = folders.first {
      files.kind(of: $0 + "/uv.lock") == .file && files.isOwn($0 + "/uv.lock")
    }
  }

  /// The application's folder and those above it up to the project's top: the working folder where
  /// the application lies in it, or the last one with a mark; a repository's top ends the search.
  private static func folders(ofProject folder: String, files: LocalFiles) -> [String] {
    let workingFolder = files.absolute(".")
    var project = [folder]
    var seen = project
    while let current = seen.last {
      let isTop = files.kind(of: current + "/.git") != nil
      if isTop || current == workingFolder || hasMark(current, files: files) { project = seen }
      if isTop || current == "/" || seen.count == levels { break }
      seen.append(LocalFiles.folder(of: current))
    }
    return project
  }

  private static func hasMark(_ folder: String, files: LocalFiles) -> Bool {
    marks.contains { files.kind(of: folder + "/" + $0) == .file }
  }
}

extension ProjectEnvironment.Refusal {
  /// What is not used, why, and what to do where it is meant.
  var note: DiscoveryNote {
    let why =
      switch reason {
      case .outside: "it lies outside of the project"
      case .foreign: "another user owns it, or its Python"
      }
    return DiscoveryNote(
      cause: "\(path.printable(limit: 200)) is not used: \(why)", remedy: .namePython)
  }
}
