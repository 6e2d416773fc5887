import Discovery

/// Where to look when nobody said: what `fluid.config.json` and `pyproject.toml` name, a FastAPI
/// project in this folder, and else the port that every FastAPI tutorial serves on.
enum DefaultTargets {
  private static let usualServer = "http://localhost:8000"
  private static let usualSources = [
    "main.py", "app.py", "app/main.py", "src/main.py", "api/main.py", "src/app/main.py",
  ]

  static func here() -> [Target] {
    targets { SmallFile.read($0, limit: 1 << 20) }
  }

  /// - Parameter contents: Of a file by its path; nil where there is none.
  static func targets(contents: (String) -> [UInt8]?) -> [Target] {
    let written = contents(FluidConfiguration.fileName)
    let configuration = written.flatMap { try? FluidConfiguration(parsing: $0) }
    let project = contents(PythonProject.fileName)
      .map { PythonProject(parsing: String(decoding: $0, as: UTF8.self)) }
    var targets: [Target] = [.server(configuration?.server ?? usualServer)]
    if let entryPoint = project?.entryPoint, let app = try? Target(argument: entryPoint) {
      targets.append(app)
    } else if project?.usesFastAPI == true || configuration?.autoDiscovery.isEnabled == true
      // Reading the folder says what is wrong with it.
      || (written != nil && configuration == nil)
      || usualSources.contains(where: { namesFastAPI(contents($0)) })
    {
      targets.append(.folder("."))
    }
    return targets
  }

  private static func namesFastAPI(_ bytes: [UInt8]?) -> Bool {
    guard let bytes else { return false }
    return String(decoding: bytes, as: UTF8.self).contains("fastapi")
  }
}
