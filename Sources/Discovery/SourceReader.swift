import Endpoints
import StreamDecoding
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// Reads an application's source by running the Python inspector over it.
struct SourceReader: Sendable {
  let options: DiscoveryOptions
  let files: LocalFiles

  private static let answerLimit = 32 << 20
  private static let errorLimit = 1 << 20

  /// An application's file, or a folder of source.
  struct Place: Sendable {
    /// As the user named it.
    var shown: String
    /// Absolute.
    var path: String
    /// The name of the application in the file.
    var app: String?
    /// Absolute: `path` itself, or the folder it lies in.
    var folder: String
  }

  func catalog(
    app text: String, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> Catalog {
    try await catalog(of: place(app: text), progress: progress)
  }

  func catalog(
    folder path: String, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> Catalog {
    guard files.kind(of: path) == .folder else {
      throw .noFolder(path, isFile: files.kind(of: path) == .file)
    }
    let absolute = files.absolute(path)
    let place = Place(shown: path, path: absolute, app: nil, folder: absolute)
    return try await catalog(of: place, progress: progress)
  }

  /// The file behind `path/main.py:app` or `module:app`.
  private func place(app text: String) throws(DiscoveryProblem) -> Place {
    let parts = text.split(separator: ":", maxSplits: 1)
    let name = parts.count == 2 ? String(parts[1].prefix { $0 != "(" }) : nil
    let first = String(parts[0])
    if first.hasSuffix(".py") {
      guard files.kind(of: first) == .file else { throw .noFile(first) }
      return place(file: first, app: name)
    }
    let base = first.split(separator: ".").joined(separator: "/")
    let tried = [base + ".py", base + "/__init__.py", "src/" + base + ".py"]
    guard let file = tried.first(where: { files.kind(of: $0) == .file }) else {
      throw .noModule(first, tried: tried)
    }
    return place(file: file, app: name)
  }

  private func place(file: String, app: String?) -> Place {
    let path = files.absolute(file)
    return Place(shown: file, path: path, app: app, folder: LocalFiles.folder(of: path))
  }

  private func catalog(
    of place: Place, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> Catalog {
    progress("reading \(place.shown)")
    let candidates = PythonInterpreter.candidates(
      chosen: options.python, folder: place.folder, environment: options.environment,
      files: files)
    for python in candidates {
      let run = InspectorRun(python: python.command, place: place, request: request(for: place))
      switch await run.outcome(
        timeLimit: options.timeLimit, answerLimit: SourceReader.answerLimit,
        errorLimit: SourceReader.errorLimit)
      {
      case .answer(let bytes):
        guard let answer = try? JSONValue(parsing: bytes), answer["version"]?.intValue == 1 else {
          throw .inspectorAnswer(target: place.shown)
        }
        return SourceReport(answer).catalog(at: place.shown)
      case .noPython:
        if python.isChosen { throw .pythonDoesNotStart(python.command) }
      case .failed(let lastLine):
        throw .inspectorFailed(target: place.shown, lastLine: lastLine)
      case .tooSlow:
        throw .inspectorTooSlow(target: place.shown, limit: options.timeLimit)
      case .tooMuch:
        throw .inspectorAnswer(target: place.shown)
      }
    }
    throw .noPython(tried: candidates.map(\.command))
  }

  private func request(for place: Place) -> JSONValue {
    let working = files.absolute(".")
    let isInside = place.folder == working || place.folder.hasPrefix(working + "/")
    return [
      "mode": "source", "target": .string(place.path),
      "app": place.app.map(JSONValue.string) ?? .null,
      "root": .string(isInside ? working : place.folder),
      "limits": ["files": 3000, "fileBytes": 2_000_000],
    ]
  }
}
