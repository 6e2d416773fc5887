import Discovery

/// Where to look when nobody said: a FastAPI project in this folder, and the port that every
/// FastAPI tutorial serves on.
enum DefaultTargets {
  private static let usualServer = "http://localhost:8000"
  private static let usualSources = [
    "main.py", "app.py", "app/main.py", "src/main.py", "api/main.py", "src/app/main.py",
  ]

  static func here() -> [Target] {
    var targets: [Target] = [.server(usualServer)]
    if usualSources.contains(where: namesFastAPI) { targets.append(.folder(".")) }
    return targets
  }

  private static func namesFastAPI(_ path: String) -> Bool {
    guard let bytes = SmallFile.read(path, limit: 1 << 20) else { return false }
    return String(decoding: bytes, as: UTF8.self).contains("fastapi")
  }
}
