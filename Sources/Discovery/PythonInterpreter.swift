/// The Python that a project is run with.
struct PythonInterpreter: Sendable, Hashable {
  /// A path, or a name that is looked up in `PATH`.
  var command: String
  /// The user named it, so no other is tried in its place.
  var isChosen: Bool

  /// How far up a virtual environment is looked for.
  private static let levels = 8

  /// Those worth trying, best first: the user's, the active environment's, the project's own,
  /// the system's.
  ///
  /// - Parameter folder: The application's folder, absolute.
  static func candidates(
    chosen: String?, folder: String, environment: [String: String], files: LocalFiles
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
    var current = folder
    for _ in 0..<levels {
      environments += [".venv", "venv"].map { current + "/" + $0 }
      if current == "/" { break }
      current = LocalFiles.folder(of: current)
    }
    let paths = environments.map { $0 + "/bin/python" }.filter(files.isExecutable)
    return (paths + ["python3", "python"]).map {
      PythonInterpreter(command: $0, isChosen: false)
    }
  }
}
