import StreamDecoding

extension FluidConfiguration {
  /// Reads the configuration of a folder; nil where there is none.
  public init?(inFolder folder: String) throws(FluidConfigurationProblem) {
    let files = LocalFiles(workingFolder: LocalFiles.currentFolder)
    let path = folder + "/" + FluidConfiguration.fileName
    guard files.kind(of: path) == .file else { return nil }
    let bytes: [UInt8]
    do throws(DiscoveryProblem) {
      bytes = try files.contents(of: path, limit: FluidConfiguration.sizeLimit)
    } catch {
      throw .unreadable
    }
    try self.init(parsing: bytes)
  }

  /// Reads the file's text; what is wrong in it is a problem, and its default stays.
  public init(parsing bytes: [UInt8]) throws(FluidConfigurationProblem) {
    self.init()
    guard let root = try? JSONValue(parsing: bytes) else { throw .notJSON }
    guard root.objectValue != nil else { throw .notAnObject }
    var reader = FluidConfigurationReader(root: root)
    readBackend(&reader)
    readEnvironments(&reader)
    readOutput(&reader)
    let include = reader.texts("include")
    exclude = reader.texts("exclude") ?? exclude
    autoDiscovery.isEnabled = reader.flag("autoDiscovery", "enabled") ?? false
    // The default is FluidKit's own folder; without auto-discovery the sources may lie anywhere.
    self.include = include ?? (autoDiscovery.isEnabled ? self.include : ["**"])
    autoDiscovery.filePatterns =
      reader.texts("autoDiscovery", "filePatterns") ?? autoDiscovery.filePatterns
    problems = reader.problems
  }

  private mutating func readBackend(_ reader: inout FluidConfigurationReader) {
    backend.host = reader.text("backend", "host") ?? backend.host
    backend.port = reader.port("backend", "port") ?? backend.port
  }

  private mutating func readEnvironments(_ reader: inout FluidConfigurationReader) {
    for name in reader.names("environments") {
      let mode = reader.choice(Environment.Mode.self, "environments", name, "mode")
      let apiURL = reader.text("environments", name, "apiUrl")
      environments[name] = Environment(mode: mode ?? .separate, apiURL: apiURL ?? backend.url)
    }
    target = reader.text("target") ?? target
    guard !environments.isEmpty, environments[target] == nil else { return }
    reader.problems.append(
      .unknownTarget(target, known: environments.keys.sorted().joined(separator: ", ")))
    // As FluidKit does.
    target = "development"
  }

  private mutating func readOutput(_ reader: inout FluidConfigurationReader) {
    guard !reader.names("output").isEmpty else { return }
    var output = Output()
    output.strategy =
      reader.choice(Output.Strategy.self, "output", "strategy") ?? output.strategy
    output.location = reader.text("output", "location") ?? output.location
    self.output = output
  }
}
