import ArgumentParser
import StreamClient

/// The way to the backend: the same for its document and for its streams.
struct ConnectionArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Go through this http, https, socks4 or socks5 proxy (socks5h: it looks names up).",
      valueName: "url"))
  var proxy: String?

  @Option(
    help: ArgumentHelp(
      "Connect to this socket of this machine, whatever the URL's host.", valueName: "path"),
    completion: .file())
  var unixSocket: String?

  @Option(
    help: ArgumentHelp(
      "Connect to ADDRESS for this host and port; may be given several times.",
      valueName: "host:port:address"))
  var resolve: [String] = []

  @Option(
    name: .customLong("interface"),
    help: ArgumentHelp("Go out by this network interface, or by its address.", valueName: "name"))
  var networkInterface: String?

  @Flag(exclusivity: .exclusive)
  var httpVersion: HTTPVersionArgument?

  @Flag(help: "Accept any TLS certificate (said on the screen).")
  var insecure = false

  @Option(
    help: ArgumentHelp("Trust the certificates in this PEM file.", valueName: "file"),
    completion: .file())
  var cacert: String?

  @Option(
    help: ArgumentHelp("Show this client certificate, a PEM file, to servers.", valueName: "file"),
    completion: .file())
  var cert: String?

  @Option(
    help: ArgumentHelp("Its key, a PEM file, where it isn't in the same file.", valueName: "file"),
    completion: .file())
  var key: String?

  @Flag(help: "Look names and passwords of hosts up in ~/.netrc.")
  var netrc = false

  @Option(help: ArgumentHelp("Look them up in this file.", valueName: "file"), completion: .file())
  var netrcFile: String?

  @Option(help: ArgumentHelp("Give up connecting after this long (10s).", valueName: "duration"))
  var connectTimeout: DurationArgument?

  static let insecureFact = "TLS certificates are not verified"
  static let insecureWarning = insecureFact + " (--insecure)"

  /// The client's settings; the environment's proxy variables count where no option says more.
  func configuration(_ environment: EnvironmentReference) throws -> StreamClient.Configuration {
    var configuration = StreamClient.Configuration.ofThisProgram
    configuration.proxy = try proxySettings(environment)
    configuration.unixSocketPath = try checkedSocket()
    configuration.resolve = try resolve.map { try ResolveArgument($0).entry }
    configuration.networkInterface = try checkedInterface()
    if let httpVersion { configuration.httpVersion = try httpVersion.checked() }
    configuration.insecure = insecure
    if insecure { StandardError.say(Self.insecureWarning) }
    configuration.caCertificatePath = cacert
    configuration.clientCertificate = try clientCertificate()
    configuration.netrc = try netrcPlace(home: environment.environment["HOME"])
    if let timeout = try connectTimeout?.duration ?? Configuration(environment).connectTimeout {
      configuration.connectTimeout = timeout
    }
    return configuration
  }

  private func proxySettings(_ environment: EnvironmentReference) throws -> ProxySettings {
    guard let proxy else {
      let settings = ProxySettings(environment: environment.environment)
      for name in settings.unusableVariables {
        StandardError.say(
          "\(name) is no http, https or socks proxy, and not used; connecting directly")
      }
      return settings
    }
    // Not shown: it may hold a password.
    guard let settings = ProxySettings(url: try NamedValue.expand(proxy, environment)) else {
      throw Ending.usage(
        "--proxy needs SCHEME://[NAME:PASSWORD@]HOST:PORT; SCHEME is http, https, socks4, socks4a, "
          + "socks5 or socks5h")
    }
    return settings
  }

  /// Two bytes of the system's `sockaddr_un` are taken, and the path ends with a zero.
  private static let longestSocketPath = 107

  private func checkedSocket() throws -> String? {
    guard let path = unixSocket else { return nil }
    guard path.utf8.count <= Self.longestSocketPath else {
      throw Ending.usage(
        "--unix-socket: the path is longer than \(Self.longestSocketPath) bytes, which no socket's "
          + "can be; use a shorter one")
    }
    guard SmallFile.isSocket(path) else {
      throw Ending.usage(
        "--unix-socket: there is no socket at '\(path)'; start the server, or check the path")
    }
    return path
  }

  private func checkedInterface() throws -> String? {
    guard let name = networkInterface else { return nil }
    guard NetworkInterface.isKnown(name) else {
      throw Ending.usage(
        "--interface: this machine has no interface '\(name)'; `ip link` or `ifconfig` lists them")
    }
    return name
  }
}

extension StreamClient.Configuration {
  /// As the library has it, under the program's own name.
  static var ofThisProgram: StreamClient.Configuration {
    StreamClient.Configuration(userAgent: "fluidtop/" + Version.text)
  }
}
