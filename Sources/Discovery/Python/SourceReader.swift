import Endpoints
import StreamDecoding

/// Reads an application by running the Python inspector over its source, and imports it where
/// that is allowed.
struct SourceReader: Sendable {
  let options: DiscoveryOptions
  let files: LocalFiles

  private static let answerLimit = 64 << 20
  private static let errorLimit = 1 << 20
  /// Python's own start and end, on top of the time that an import may take.
  private static let margin = Duration.seconds(5)

  /// An application's catalogs: what importing says, where it is allowed and works, and what its
  /// source says.
  func catalogs(
    app text: String, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> [Catalog] {
    let place = try SourcePlace(app: text, files: files)
    guard options.allowImport else { return [try await read(place, progress: progress)] }
    // Both at once: two processes are done as soon as the slower one.
    async let imported = importing(place, progress: progress)
    let source = await reading(place, progress: progress)
    return try combined(
      source: source, imported: await imported, notes: notes(of: place))
  }

  /// What the sources of a folder say.
  func catalogs(
    folder path: String, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> [Catalog] {
    [try await read(SourcePlace(folder: path, files: files), progress: progress)]
  }

  private func combined(
    source: Result<Catalog, DiscoveryProblem>, imported: Result<Catalog, ImportFailure>,
    notes: [String]
  ) throws(DiscoveryProblem) -> [Catalog] {
    switch imported {
    case .success(let served):
      guard case .success(let read) = source else { return [served] }
      var limited = read.limited(to: served)
      // What reading did not understand, importing did.
      limited.warnings = notes
      limited.omissions = []
      return [served, limited]
    case .failure(let failure):
      var read = try source.get()
      read.warnings.append(failure.note.sentence(options))
      return [read]
    }
  }

  // MARK: - Reading

  private func reading(
    _ place: SourcePlace, progress: @Sendable (String) -> Void
  ) async -> Result<Catalog, DiscoveryProblem> {
    do throws(DiscoveryProblem) {
      return .success(try await read(place, progress: progress))
    } catch {
      return .failure(error)
    }
  }

  private func read(
    _ place: SourcePlace, progress: @Sendable (String) -> Void
  ) async throws(DiscoveryProblem) -> Catalog {
    progress("reading \(place.shown)")
    let candidates = pythons(for: place, isImport: false)
    for python in candidates {
      switch await outcome(of: place, python: python, isImport: false) {
      case .answer(let bytes):
        guard let answer = SourceReader.answer(bytes) else {
          throw .inspectorAnswer(target: place.shown)
        }
        var catalog = SourceReport(answer).catalog(at: place.shown)
        catalog.warnings = notes(of: place) + catalog.warnings
        return located(catalog, by: place)
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

  // MARK: - Importing

  private struct ImportFailure: Error {
    var note: DiscoveryNote
  }

  private func importing(
    _ place: SourcePlace, progress: @Sendable (String) -> Void
  ) async -> Result<Catalog, ImportFailure> {
    progress("importing \(place.shown)")
    for python in pythons(for: place, isImport: true) {
      let outcome = await outcome(of: place, python: python, isImport: true)
      if case .noPython = outcome { continue }
      do throws(ImportProblem) {
        return .success(try catalog(of: outcome, at: place))
      } catch {
        return .failure(
          ImportFailure(note: error.note(target: place.shown, python: python.command)))
      }
    }
    // Reading says why no Python starts.
    let problem = ImportProblem.other("there is no Python to run it with")
    return .failure(ImportFailure(note: problem.note(target: place.shown, python: "")))
  }

  private func catalog(
    of outcome: InspectorRun.Outcome, at place: SourcePlace
  ) throws(ImportProblem) -> Catalog {
    switch outcome {
    case .answer(let bytes):
      guard let answer = SourceReader.answer(bytes) else {
        throw .other("it wrote something else than an answer")
      }
      if let problem = answer["problem"] {
        throw ImportProblem(problem, limit: options.timeLimit)
      }
      return located(ImportReport(answer).catalog(at: place.shown), by: place)
    case .failed(let line): throw .raised(line: line)
    case .tooSlow, .noPython: throw .tooSlow(limit: options.timeLimit)
    case .tooMuch: throw .other("it wrote more than an answer can be")
    }
  }

  // MARK: - Running

  private func pythons(for place: SourcePlace, isImport: Bool) -> [PythonInterpreter] {
    PythonInterpreter.candidates(
      chosen: options.python, project: project(of: place), environment: options.environment,
      files: files, isImport: isImport)
  }

  /// Nil where nothing that lies in a folder may run.
  private func project(of place: SourcePlace) -> ProjectEnvironment? {
    guard options.allowImport, place.isApplication else { return nil }
    let name = options.environment[PythonInterpreter.uvEnvironment]
    return ProjectEnvironment(
      of: place.folder, named: name.flatMap { $0.isEmpty || $0.hasPrefix("/") ? nil : $0 },
      files: files)
  }

  private func outcome(
    of place: SourcePlace, python: PythonInterpreter, isImport: Bool
  ) async -> InspectorRun.Outcome {
    let run = InspectorRun(
      python: python, request: request(for: place, isImport: isImport),
      isImport: isImport,
      // A `python3` that is a script of pyenv's or uv's looks around where it runs.
      workingFolder: isImport ? files.absolute(".") : "/")
    let limit = options.timeLimit + (isImport ? SourceReader.margin : .zero)
    return await run.outcome(
      timeLimit: limit, answerLimit: SourceReader.answerLimit,
      errorLimit: SourceReader.errorLimit)
  }

  private static func answer(_ bytes: [UInt8]) -> JSONValue? {
    guard let answer = try? JSONValue(parsing: bytes), answer["version"]?.intValue == 1 else {
      return nil
    }
    return answer
  }

  /// The same, where its files lie outside of the working folder with the folder they lie in.
  private func located(_ catalog: Catalog, by place: SourcePlace) -> Catalog {
    let root = root(of: place)
    guard root != files.absolute(".") else { return catalog }
    var catalog = catalog
    for index in catalog.endpoints.indices { catalog.endpoints[index].location?.root = root }
    return catalog
  }

  private func root(of place: SourcePlace) -> String {
    place.root(workingFolder: files.absolute("."))
  }

  /// The configuration in the place's own folder, else in that of the project.
  private func fluidKit(of place: SourcePlace) -> FluidKitFolder {
    let own = FluidKitFolder(place.folder)
    return own.isThere ? own : FluidKitFolder(root(of: place))
  }

  /// What is wrong around the place, whatever its source says.
  private func notes(of place: SourcePlace) -> [String] {
    let refused = options.python == nil ? project(of: place)?.refused ?? [] : []
    return fluidKit(of: place).sentences + refused.map { $0.note.sentence(options) }
  }

  private func request(for place: SourcePlace, isImport: Bool) -> JSONValue {
    let seconds = options.timeLimit / .seconds(1)
    return [
      "mode": isImport ? "import" : "source", "target": .string(place.path),
      "app": place.app.map(JSONValue.string) ?? .null,
      "root": .string(root(of: place)), "seconds": .number("\(seconds)"),
      "limits": ["files": 3000, "fileBytes": 2_000_000],
      "fluidkit": fluidKit(of: place).request,
      // As long as all that it read is the same, so is its answer.
      "cache": isImport
        ? .null : cacheFolder(of: options.environment).map(JSONValue.string) ?? .null,
    ]
  }
}
