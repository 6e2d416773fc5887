import ArgumentParser
import FoundationEssentials
import StreamClient

/// How to reach the backend and what to show it: the same for its document and for its streams.
struct CredentialArguments: ParsableArguments {
  @Option(
    name: [.customShort("H"), .customLong("header")],
    help: ArgumentHelp(
      "Send this header; $NAME is read from the environment.", valueName: "NAME: VALUE"))
  var headers: [String] = []

  @Option(help: ArgumentHelp("Send Authorization: Bearer TOKEN.", valueName: "token"))
  var bearer: String?

  @Option(help: ArgumentHelp("Send basic authorization.", valueName: "name:password"))
  var user: String?

  @Option(help: ArgumentHelp("Go through this HTTP proxy.", valueName: "url"))
  var proxy: String?

  @Flag(help: "Accept any TLS certificate (said on the screen).")
  var insecure = false

  @Option(help: ArgumentHelp("Trust the certificates in this PEM file.", valueName: "file"))
  var cacert: String?

  @Option(help: ArgumentHelp("Give up connecting after this long (10s).", valueName: "duration"))
  var connectTimeout: DurationArgument?

  /// The headers to send, `$NAME` replaced; a user and a password in one of `urls` count where no
  /// option names any.
  func resolvedHeaders(
    _ environment: EnvironmentReference, urls: [String] = []
  ) throws -> [HeaderField] {
    var headers = try namedHeaders(environment)
    let pair = urls.lazy.compactMap(Self.userAndPassword).first
    if let pair, headers.first("Authorization") == nil { headers.append(Self.basic(pair)) }
    return headers
  }

  private static func userAndPassword(in url: String) -> String? {
    guard let url = WebURL(url), !url.username.isEmpty else { return nil }
    return url.decodedUsername + ":" + url.decodedPassword
  }

  private static func basic(_ pair: String) -> HeaderField {
    HeaderField("Authorization", "Basic " + Data(pair.utf8).base64EncodedString())
  }

  private func namedHeaders(_ environment: EnvironmentReference) throws -> [HeaderField] {
    do {
      var result = try headers.map { try Self.header($0, environment) }
      if let bearer {
        let token = try environment.expanding(bearer)
        result.append(HeaderField("Authorization", "Bearer " + token))
      }
      if let user {
        let pair = try environment.expanding(user)
        guard pair.contains(":") else {
          throw Ending.usage("--user needs NAME:PASSWORD, with a colon between")
        }
        result.append(Self.basic(pair))
      }
      return result
    } catch let missing as EnvironmentReference.Missing {
      throw Ending.usage(missing.sentence)
    }
  }

  static let insecureWarning = "TLS certificates are not verified (--insecure)"

  /// The client's settings; the environment's proxy variables count where no option says more.
  func configuration(_ environment: EnvironmentReference) throws -> StreamClient.Configuration {
    var configuration = StreamClient.Configuration.ofThisProgram
    configuration.proxy = ProxySettings(environment: environment.environment)
    if let proxy {
      // Not shown: it may hold a password.
      guard let settings = ProxySettings(url: try NamedValue.expand(proxy, environment)) else {
        throw Ending.usage("--proxy needs http://[NAME:PASSWORD@]HOST:PORT")
      }
      configuration.proxy = settings
    } else {
      for name in configuration.proxy.unusableVariables {
        StandardError.say("\(name) is no http:// proxy, and not used; connecting directly")
      }
    }
    configuration.insecure = insecure
    if insecure { StandardError.say(Self.insecureWarning) }
    configuration.caCertificatePath = cacert
    if let connectTimeout { configuration.connectTimeout = connectTimeout.duration }
    return configuration
  }

  private static func header(_ text: String, _ environment: EnvironmentReference) throws
    -> HeaderField
  {
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
      throw Ending.usage("-H needs 'NAME: VALUE', with a colon; got '\(text)'")
    }
    let value = text[text.index(after: colon)...].drop { $0 == " " }
    return HeaderField(String(text[..<colon]), try environment.expanding(String(value)))
  }
}

extension StreamClient.Configuration {
  /// As the library has it, under the program's own name.
  static var ofThisProgram: StreamClient.Configuration {
    StreamClient.Configuration(userAgent: "fluidtop/" + Version.text)
  }
}
