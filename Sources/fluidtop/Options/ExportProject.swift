import ArgumentParser
import ClientExport
import Discovery

/// What `fluid.config.json` of the working folder says of the client.
struct ExportProject {
  /// How the client reaches the backend; nil where nobody says.
  private(set) var baseURL: BaseURL?
  /// Where servers reach it.
  private(set) var server: String?
  /// Where the client goes, and how its files lie.
  private(set) var output: (layout: ExportLayout, folder: String)?

  /// - Parameters:
  ///   - isInUse: False where the user named something else than this project.
  ///   - environment: In place of the configuration's target.
  static func here(isInUse: Bool, environment: String?) throws -> ExportProject {
    guard isInUse else { return ExportProject() }
    let found: FluidConfiguration?
    do throws(FluidConfigurationProblem) {
      found = try FluidConfiguration(inFolder: ".")
    } catch {
      throw Ending.failed(error.sentence)
    }
    guard let found else {
      if environment == nil { return ExportProject() }
      throw ValidationError("--environment needs a \(FluidConfiguration.fileName) in this folder.")
    }
    return try ExportProject(found, environment: environment)
  }

  private init() {}

  /// What a configuration says.
  init(_ configuration: FluidConfiguration, environment name: String?) throws {
    let name = name ?? configuration.target
    let environment = configuration.environments[name]
    if environment == nil, name != configuration.target {
      let names = configuration.environments.keys.sorted().joined(separator: ", ")
      throw ValidationError(
        "There is no environment '\(name)'; there is \(names.isEmpty ? "none" : names).")
    }
    let backend = configuration.backend.url
    switch environment?.mode {
    case .unified?:
      server = backend
      baseURL = .unified(browser: environment?.apiURL ?? "/api", server: backend)
    case .separate?:
      server = environment?.apiURL
      baseURL = environment.map { .one($0.apiURL) }
    case nil:
      server = backend
      baseURL = .one(backend)
    }
    output = configuration.output.map { output in
      (output.strategy == .coLocate ? .coLocate : .mirror, output.location)
    }
  }
}
