import ArgumentParser
import Discovery
import Endpoints
import StreamClient
import TUI
import WebText

/// What to show the backend: the same for its document and for its streams.
struct CredentialArguments: ParsableArguments {
  @Option(
    name: [.customShort("H"), .customLong("header")],
    help: ArgumentHelp(
      "Send this header; $NAME is read from the environment.", valueName: "NAME: VALUE"))
  var headers: [String] = []

  @Option(help: ArgumentHelp("Send Authorization: Bearer TOKEN.", valueName: "token"))
  var bearer: String?

  @Option(
    help: ArgumentHelp(
      "Send what this command prints as the token; sh runs it again at each connection.",
      valueName: "command"))
  var bearerCommand: String?

  @Option(
    help: ArgumentHelp(
      "Send basic authorization; digest or negotiate where the server asks for that.",
      valueName: "name:password"))
  var user: String?

  func validate() throws {
    if [bearer, bearerCommand, user].compactMap({ $0 }).count > 1 {
      throw ValidationError("--bearer, --bearer-command and --user exclude each other")
    }
  }

  /// What `--bearer-command` prints, at each connection anew.
  var authorization: StreamRequest.Authorization? {
    guard let bearerCommand else { return nil }
    let command = TokenCommand(bearerCommand)
    return { try await command.authorization() }
  }

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

  /// Names in small letters of headers that are written as `$NAME`, and are to be read nowhere.
  var secretNames: Set<String> { Self.secretNames(in: headers, behind: ":") }

  /// Names before `mark` whose values have variables.
  static func secretNames(in texts: [String], behind mark: Character) -> Set<String> {
    Set(
      texts.compactMap { text in
        guard let end = text.firstIndex(of: mark),
          EnvironmentText(String(text[end...])).hasVariables
        else { return nil }
        return text[..<end].lowercased()
      })
  }

  /// What the screen may show of the headers that `resolvedHeaders` gives.
  func shownHeaders(urls: [String]) -> [GivenHeader] {
    var shown = headers.compactMap { text in
      text.firstIndex(of: ":").map { colon in
        GivenHeader(
          name: String(text[..<colon]), value: text[text.index(after: colon)...].trimmingSpaces())
      }
    }
    let isNamed = shown.contains { $0.name.lowercased() == "authorization" }
    let credential =
      bearer.map { "Bearer " + $0 } ?? user.map { "Basic " + $0 }
      ?? bearerCommand.map { _ in "Bearer -" }
      ?? (isNamed ? nil : urls.lazy.compactMap(Self.userAndPassword).first.map { "Basic " + $0 })
    if let credential { shown.append(GivenHeader(name: "Authorization", value: credential)) }
    return shown
  }

  private static func userAndPassword(in url: String) -> String? {
    let written = WrittenAddress(url)?.url ?? url
    guard let url = WebURL(written), !url.username.isEmpty else { return nil }
    return url.decodedUsername + ":" + url.decodedPassword
  }

  private static func basic(_ pair: String) -> HeaderField {
    HeaderField("Authorization", Credential.basicValue(pair))
  }

  private func namedHeaders(_ environment: EnvironmentReference) throws -> [HeaderField] {
    do {
      var result = try headers.map { try Self.header($0, environment) }
      if let bearer {
        result.append(try Self.bearer(environment.expanding(bearer)))
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

  private static func bearer(_ token: String) throws -> HeaderField {
    // Files end in a newline, and `$(cat token)` isn't the only way to read one.
    let token = token.split(whereSeparator: \.isWhitespace)
    guard token.count == 1 else {
      throw Ending.usage("--bearer needs a token, in one piece")
    }
    return HeaderField("Authorization", "Bearer " + token[0])
  }

  /// What can't be read isn't quoted: it may be a token whose name was forgotten.
  private static func header(_ text: String, _ environment: EnvironmentReference) throws
    -> HeaderField
  {
    guard let colon = text.firstIndex(of: ":"), colon != text.startIndex else {
      throw Ending.usage("-H needs 'NAME: VALUE', with a name and a colon; this one has none")
    }
    let name = String(text[..<colon])
    guard name.isToken else {
      throw Ending.usage(
        "-H needs 'NAME: VALUE'; letters, digits and hyphens make a name, and this one has others")
    }
    let written = text[text.index(after: colon)...].drop { $0 == " " }
    let value = try environment.expanding(String(written))
    guard HeaderField.isSendable(value: value) else {
      throw Ending.usage("the value of -H '\(name)' holds a line break or a NUL; take it out")
    }
    return HeaderField(name, value)
  }
}
