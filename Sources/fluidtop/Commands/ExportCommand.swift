import ArgumentParser
import ClientExport
import Discovery
import Endpoints
import StreamClient

/// `fluidtop export`: the client's code.
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print or write client code for a backend's endpoints.",
    discussion: """
      EXAMPLES
        fluidtop export http://localhost:8000 app/main.py --out src/lib/api.ts
        fluidtop export http://localhost:8000 --endpoint stream_notifications
        fluidtop export http://localhost:8000 --endpoint stream_chat --as curl
        fluidtop export --from-capture events.capture --as python
        fluidtop export app/main.py --layout mirror --out src/lib/api
        fluidtop export app/main.py --browser-url /api --out src/lib/api.ts
        fluidtop export --sveltekit-proxy --out 'src/routes/api/[...path]/+server.ts'
        fluidtop export app/main.py --as react --client ./api --out src/lib/hooks.ts
        fluidtop export app/main.py --out src/lib/api.ts --watch
        fluidtop export app/main.py --out src/lib/api.ts --check   in CI: a diff

      Without a TARGET, fluid.config.json of this folder says where the client
      goes, how its files lie (output), and how it reaches the backend
      (environments, target).

      A file that fluidtop did not write is never overwritten without --force,
      and never removed.
      """)

  @Argument(help: ArgumentHelp("Where to look.", valueName: "target"), completion: .file())
  var targets: [String] = []

  @OptionGroup
  var selection: SelectionArguments

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp(
      ExportLanguage.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "language"))
  var language = ExportLanguage.preferred

  @Option(
    help: ArgumentHelp(
      "Where to: a file, a folder, or - for standard output, the default.", valueName: "dir|file|-"),
    completion: .file()
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
      "The module of a TypeScript client, ./api, that svelte, react or vue stand on, in place of one "
        + "in their own file.",
      valueName: "module"))
  var client: String?

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
      valueName: "capture"), completion: .file())
  var captures: [String] = []

  @Flag(help: "Overwrite files that fluidtop did not write.")
  var force = false

  @Flag(
    help: "Write nothing: print what would change, as a diff, and end with 1 where anything does.")
  var check = false

  @Flag(help: "Export again whenever the sources or the server change, until Ctrl-C.")
  var watch = false

  @OptionGroup(title: "Discovery")
  var discovery: DiscoveryArguments

  @OptionGroup(title: "Credentials")
  var credentials: CredentialArguments

  @OptionGroup(title: "Connection")
  var connection: ConnectionArguments

  func run() async throws {
    let variables = EnvironmentReference.ofThisProcess
    let captured = captures.isEmpty ? nil : try CapturedCatalog(captures)
    if let captured, isOfCapturesAlone {
      captured.report()
      let result = DiscoveryResult(catalog: captured.catalog, failures: [])
      return try write(
        captured.catalog, try selection.endpoints(of: result, mayBeNone: svelteKitProxy),
        try ExportProject.here(isInUse: false, environment: nil))
    }
    let headers = try credentials.resolvedHeaders(
      variables, urls: discovery.addresses(of: targets))
    let project = try ExportProject.here(
      isInUse: self.targets.isEmpty || environment != nil, environment: environment)
    if try place(in: project).path == "-" { try refuseWithoutPlace() }
    let targets = try DiscoveryArguments.targets(targets)
    let http = try StreamClient.ofCommand(connection, variables)
    let options = self.discovery.options(
      headers: headers, authorization: credentials.authorization, named: self.targets)
    let discovery = Discovery(client: http, options: options)
    let export: @Sendable () async throws -> Void = {
      var result = await discovery.discover(targets) { _ in }
      result.report(notes: true)
      captured?.complete(&result.catalog)
      if result.catalog.sources.isEmpty { throw Ending.quietFailure }
      let chosen = try selection.endpoints(of: result, mayBeNone: svelteKitProxy)
      try write(result.catalog, chosen, project)
    }
    guard watch else { return try await export() }
    try await repeating(export, when: TargetWatch(client: http, options: options, targets: targets))
  }

  /// Until an interrupt; a failure is said, and the next change may mend it.
  private func repeating(
    _ export: @escaping @Sendable () async throws -> Void, when watch: TargetWatch
  ) async throws {
    let (changes, report) = AsyncStream.makeStream(
      of: String.self, bufferingPolicy: .bufferingNewest(1))
    report.yield("exporting; Ctrl-C ends it")
    try await Interruption().watching {
      async let watching: Void = watch.run { report.yield($0) }
      for await change in changes {
        StandardError.say(change)
        do {
          try await export()
        } catch Ending.quietFailure {
          // Everything was said.
        } catch let ending as Ending {
          StandardError.say(Ending.sentence(of: ending))
        }
      }
      await watching
    }
  }

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
    let place = ExportFolder(isForced: force)
    let folder = options.layout == .single ? nil : options.output
    let sourceRoots = ExportManifest.sourceRoots(of: catalog.endpoints)
    let isPartial = !selection.isEmpty
    do {
      if check {
        let planned = try place.plan(
          files, folder: folder, root: options.root, sourceRoots: sourceRoots, isPartial: isPartial)
        return try ExportReport.compare(planned)
      }
      let changes = try place.write(
        files, folder: folder, root: options.root, sourceRoots: sourceRoots, isPartial: isPartial)
      ExportReport.say(changes, of: files)
    } catch let problem as ExportProblem {
      throw Ending.failed(problem.sentence)
    }
  }

  /// Where the code goes, and how its files lie; what nobody asked for, as the project has it.
  private func place(in project: ExportProject) throws -> (path: String, layout: ExportLayout) {
    let output = isWholeClient && out == nil && layout != .single ? project.output : nil
    let layout = layout ?? output?.layout ?? .single
    guard let path = out ?? output?.folder ?? (layout == .single ? "-" : nil) else {
      throw ValidationError("--layout \(layout.rawValue) needs --out FOLDER.")
    }
    return (path, layout)
  }

  /// What was asked for; of the rest, what the project's configuration says.
  private func options(for catalog: Catalog, _ project: ExportProject) throws -> ExportOptions {
    let (place, layout) = try self.place(in: project)
    var options = ExportOptions(
      layout: layout, output: place, importSuffix: importSuffix, client: client)
    options.baseURL =
      browserURL.map {
        .unified(
          browser: $0, server: project.server ?? catalog.baseURL ?? "http://localhost:8000")
      } ?? (discovery.baseURL == nil ? project.baseURL : nil)
    if layout == .single, place.hasSuffix("/") || SmallFile.isFolder(place) {
      options.output += (place.hasSuffix("/") ? "" : "/") + "api." + language.fileExtension
    }
    if layout != .single { options.root = SmallFile.workingFolder ?? "." }
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
}

extension ExportLayout: ExpressibleByArgument {}
extension ExportLanguage: ExpressibleByArgument {}
