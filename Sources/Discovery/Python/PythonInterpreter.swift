/// The Python that a project is run with.
struct PythonInterpreter: Sendable, Hashable {
  /// A path, or a name that is looked up in `PATH`.
  var command: String
  /// What stands between it and Python's own arguments: `run … python` of uv.
  var arguments: [String] = []
  /// The user named it, so no other is tried in its place.
  var isChosen = false

  /// How far up a virtual environment is looked for.
  private static let levels = 8

  /// Those worth trying, best first: the user's, the active environment's, the project's own,
  /// the system's.
  ///
  /// - Parameters:
  ///   - folder: The application's folder, absolute.
  ///   - isImport: The project's packages are needed.
  static func candidates(
    chosen: String?, folder: String, environment: [String: String], files: LocalFiles,
    isImport: Bool
  ) -> [PythonInterpreter] {
    if let chosen {
      let command = chosen.contains("/") ? files.absolute(chosen) : chosen
      return [PythonInterpreter(command: command, isChosen: true)]
    }
    var environments: [String] = []
    if let active = environment["VIRTUAL_ENV"], !active.isEmpty { environments.append(active) }
    // Where `uv run` keeps the project's environment, if not in `.venv`.
    if let chosen = environment["UV_PROJECT_ENVIRONMENT"], !chosen.isEmpty {
      environments.append(chosen.hasPrefix("/") ? chosen : folder + "/" + chosen)
    }
    let folders = PythonInterpreter.folders(upFrom: folder)
    environments += folders.flatMap { [$0 + "/.venv", $0 + "/venv"] }
    let own = environments.map { $0 + "/bin/python" }.filter(files.isExecutable)
      .map { PythonInterpreter(command: $0) }
    let system = ["python3", "python"].map { PythonInterpreter(command: $0) }
    guard isImport else { return own + system + [ofUV] }
    let locked = folders.first { files.kind(of: $0 + "/uv.lock") == .file }
    return own + [locked.map(uv(project:))].compactMap { $0 } + system
  }

  /// A project of uv's that nobody has run yet: its packages in an environment that goes away
  /// again, as they are locked, so that nothing is written into the project.
  private static func uv(project: String) -> PythonInterpreter {
    PythonInterpreter(
      command: "uv",
      arguments: ["run", "--quiet", "--isolated", "--frozen", "--project", project, "python"])
  }

  /// A machine may have no other Python than uv's.
  private static let ofUV = PythonInterpreter(
    command: "uv", arguments: ["run", "--quiet", "--no-project", "--no-python-downloads", "python"])

  private static func folders(upFrom folder: String) -> [String] {
    var folders = [folder]
    while folders.count < levels, let last = folders.last, last != "/" {
      folders.append(LocalFiles.folder(of: last))
    }
    return folders
  }
}
