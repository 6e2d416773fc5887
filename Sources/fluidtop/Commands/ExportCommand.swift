import ArgumentParser
import ClientExport
import Discovery
import Endpoints
import StreamClient
import SystemPackage
import WebText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// `fluidtop export`: the client's code.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print or write client code for a backend's endpoints.",
    discussion: """
      EXAMPLES
        fluidtop export http://localhost:8000 app/main.py --out src/lib/api.ts
        fluidtop export http://localhost:8000 --endpoint stream_notifications
        fluidtop export http://localhost:8000 --endpoint stream_notifications --as curl
        fluidtop export --from-capture events.capture --as python
        fluidtop export app/main.py --layout mirror --out src/lib/api
        fluidtop export app/main.py --browser-url /api --out src/lib/api.ts
        fluidtop export app/main.py --sveltekit-proxy --out 'src/routes/api/[...path]/+server.ts'

      Without a TARGET, fluid.config.json of this folder says where the client goes, how its files
      lie (output), and how it reaches the backend (environments, target).

      A file that fluidtop did not write is never overwritten without --force, and never removed.
      """)

  @Argument(help: ArgumentHelp("Where to look.", valueName: "target"))
  var targets: [String] = []

  @Option(
    help: ArgumentHelp(
      "Only this endpoint, by its name, path or 'METHOD /path'; may be given several times.",
      valueName: "name"))
  var endpoint: [String] = []

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      ExportLanguage.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "language"))
  var language = ExportLanguage.preferred

  @Option(
    help: ArgumentHelp(
      "Where to: a file, a folder, or - for standard output, the default.", valueName: "dir|file|-")
  )
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Into one file, or runtime, models and a file for each source module: mirror, co-locate.",
      valueName: "layout"))
  var layout: ExportLayout?

  @Option(
    help: ArgumentHelp(
      "What imports end with: nothing for bundlers, .js for Node, .ts for Deno.",
      valueName: "suffix"
    ))
  var importSuffix = ""

  @Option(
    help: ArgumentHelp(
      "Where browsers reach the backend, /api for one; everything else reaches it directly.",
      valueName: "url"))
  var browserURL: String?

  @Option(
    help: ArgumentHelp(
      "The environment of fluid.config.json, in place of its target.", valueName: "name"))
  var environment: String?

  @Flag(
    name: .customLong("sveltekit-proxy"),
    help: "Instead of client code, the SvelteKit route that --browser-url leads to.")
  var svelteKitProxy = false

  @Option(
    name: .customLong("from-capture"),
    help: ArgumentHelp(
      "Infer the types of records that nobody declared from this recording; without a target, its endpoints.",
      valueName: "capture"))
  var captures: [String] = []

  @Flag(help: "Overwrite files that fluidtop did not write.")
  var force = false

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  @OptionGroup(title: "Credentials")
  var credentials: CredentialArguments

  @OptionGroup(title: "Connection")
  var connection: ConnectionArguments

  func run() async throws {
    let variables = EnvironmentReference.ofThisProcess
    let captured = captures.isEmpty ? nil : try CapturedCatalog(captures)
    if let captured, targets.isEmpty {
      captured.report()
      let result = DiscoveryResult(catalog: captured.catalog, failures: [])
      return try write(
        captured.catalog, try chosenEndpoints(result),
        try ExportProject.here(isInUse: false, environment: nil))
    }
    let headers = try credentials.resolvedHeaders(
      variables, urls: targets + [discovery.baseURL].compactMap { $0 })
    let project = try ExportProject.here(
      isInUse: self.targets.isEmpty || environment != nil, environment: environment)
    let targets = try DiscoveryArguments.targets(targets)
    let client = try StreamClient.ofCommand(connection, variables)
    let discovery = Discovery(
      client: client,
      options: discovery.options(
        headers: headers, authorization: credentials.authorization, named: self.targets))
    var result = await discovery.discover(targets) { _ in }
    result.report(notes: true)
    captured?.complete(&result.catalog)
    if result.catalog.sources.isEmpty { throw Ending.quietFailure }
    let chosen = try chosenEndpoints(result)
    try write(result.catalog, chosen, project)
  }

  func validate() throws {
    if browserURL != nil, !language.runsInBrowsers {
      throw ValidationError(
        "--browser-url is for --as \(Self.names(\.runsInBrowsers)); "
          + "--base-url says where the backend is in any language.")
    }
    if !importSuffix.isEmpty, !language.hasModules {
      throw ValidationError("--import-suffix is for --as \(Self.names(\.hasModules)) only.")
    }
    try validateExtension()
    try validateLayout()
  }

  private static func names(_ isMeant: (ExportLanguage) -> Bool) -> String {
    ExportLanguage.allCases.filter(isMeant).map(\.rawValue).joined(separator: ", ")
  }

  private func validateExtension() throws {
    let known = language.fileExtension
    guard let reason = language.extensionReason, let out, !out.hasSuffix("." + known),
      let last = known.split(separator: ".").last, out.hasSuffix("." + last),
      !SmallFile.isFolder(out)
    else { return }
    throw ValidationError("\(reason); use --out \(out.dropLast(last.count))\(known).")
  }

  private func validateLayout() throws {
    guard let layout, layout != .single else { return }
    if !language.hasModules {
      throw ValidationError(
        "--layout \(layout.rawValue) is for --as \(Self.names(\.hasModules)) only.")
    }
    if out == "-" || out == nil && !targets.isEmpty {
      throw ValidationError("--layout \(layout.rawValue) needs --out FOLDER.")
    }
  }

  private func chosenEndpoints(_ result: DiscoveryResult) throws -> [Endpoint] {
    guard !endpoint.isEmpty else {
      let all = result.catalog.endpoints
      guard !all.isEmpty || svelteKitProxy else { throw Ending.failed(Self.nothingFound) }
      return all
    }
    return try EndpointSelection(result: result).endpoints(named: endpoint)
  }

  private static let nothingFound =
    "no endpoint was found, and nothing was written; name the application too (main:app, "
    + "path/main.py), its folder, or another document"

  private func write(
    _ catalog: Catalog, _ endpoints: [Endpoint], _ project: ExportProject
  ) throws {
    let options = try options(for: catalog, project)
    let files =
      svelteKitProxy
      ? [proxy(to: project.server ?? catalog.baseURL, options, project)]
      : ClientCode.files(
        of: ExportSubject(endpoints, of: catalog), in: language, options: options)
    if options.output == "-" { return try Printout.write(files.map(\.text).joined()) }
    do throws(ExportProblem) {
      let folder = options.layout == .single ? nil : options.output
      let changes = try ExportFolder(isForced: force)
        .write(
          files, folder: folder, root: options.root,
          sourceRoots: ExportManifest.sourceRoots(of: catalog.endpoints),
          isPartial: !endpoint.isEmpty)
      for (path, change) in changes { say(path, change, files) }
    } catch {
      throw Ending.failed(error.sentence)
    }
  }

  /// What was asked for; of the rest, what the project's configuration says.
  private func options(for catalog: Catalog, _ project: ExportProject) throws -> ExportOptions {
    // One endpoint, another language or a route are no client of the project.
    let isWhole = endpoint.isEmpty && language.hasModules && !svelteKitProxy
    let output = isWhole && out == nil && layout != .single ? project.output : nil
    let layout = layout ?? output?.layout ?? .single
    guard let place = out ?? output?.folder ?? (layout == .single ? "-" : nil) else {
      throw ValidationError("--layout \(layout.rawValue) needs --out FOLDER.")
    }
    var options = ExportOptions(layout: layout, output: place, importSuffix: importSuffix)
    options.baseURL =
      browserURL.map {
        .unified(
          browser: $0, server: project.server ?? catalog.baseURL ?? "http://localhost:8000")
      } ?? (discovery.baseURL == nil ? project.baseURL : nil)
    if layout == .single, place.hasSuffix("/") || SmallFile.isFolder(place) {
      options.output += (place.hasSuffix("/") ? "" : "/") + "api." + language.fileExtension
    }
    if layout != .single { options.root = FilePath.workingFolder ?? "." }
    if layout != .single, !place.hasPrefix("/") { options.output = options.root + "/" + place }
    return options
  }

  private func proxy(
    to backend: String?, _ options: ExportOptions, _ project: ExportProject
  ) -> ExportedFile {
    let backend = backend ?? "http://localhost:8000"
    let browser = (options.baseURL ?? project.baseURL)?.browser ?? "/api"
    return ExportedFile(
      path: options.output, text: ClientCode.svelteKitProxy(backend: backend, browserURL: browser))
  }

  private func say(_ path: String, _ change: ExportFolder.Change, _ files: [ExportedFile]) {
    let size = files.first { $0.path == path }.map { ByteCount.text($0.text.utf8.count) } ?? ""
    let root = (FilePath.workingFolder ?? "") + "/"
    let shown = path.hasPrefix(root) ? String(path.dropFirst(root.count)) : path
    switch change {
    case .written: StandardError.write(line: "\(shown)  \(size)")
    case .unchanged: StandardError.write(line: "\(shown)  unchanged")
    case .removed: StandardError.write(line: "\(shown)  removed")
    }
  }
}

extension FilePath {
  /// The working folder's absolute path.
  fileprivate static var workingFolder: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}

extension ExportLayout: ExpressibleByArgument {}
extension ExportLanguage: ExpressibleByArgument {}
