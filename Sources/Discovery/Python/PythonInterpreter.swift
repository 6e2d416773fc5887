/// The Python that a project is read or imported with.
struct PythonInterpreter: Sendable, Hashable {
  /// A path, or a name that is looked up in `PATH`.
  var command: String
  /// What stands between it and Python's own arguments: `run … python` of uv.
  var arguments: [String] = []
  /// The user named it, so no other is tried in its place.
  var isChosen = false

  /// Where `uv run` keeps a project's environment, if not in `.venv`: absolute, or in the project.
  static let uvEnvironment = "UV_PROJECT_ENVIRONMENT"

  /// Those worth trying, best first: the one the user chose, that of the environment that is
  /// active, those of `project`, the system's.
  ///
  /// - Parameters:
  ///   - project: Nil where nobody named an application to be imported: looking at a folder
  ///     runs nothing that lies in it.
  ///   - isImport: The project's packages are needed.
  static func candidates(
    chosen: String?, project: ProjectEnvironment?, environment: [String: String],
    files: LocalFiles, isImport: Bool
  ) -> [PythonInterpreter] {
    if let chosen {
      let command = chosen.contains("/") ? files.absolute(chosen) : chosen
      return [PythonInterpreter(command: command, isChosen: true)]
    }
    let names = project == nil ? ["VIRTUAL_ENV"] : ["VIRTUAL_ENV", uvEnvironment]
    // A relative path would lead into the folder that is looked at.
    let active = names.compactMap { environment[$0] }.filter { $0.hasPrefix("/") }
      .map { $0 + "/bin/python" }.filter(files.isExecutable)
    let own = (active + (project?.pythons ?? [])).map { PythonInterpreter(command: $0) }
    let system = ["python3", "python"].map { PythonInterpreter(command: $0) }
    guard isImport else { return own + system + [ofUV] }
    return own + [project?.lockedFolder.map(uv(project:))].compactMap { $0 } + system
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
}
