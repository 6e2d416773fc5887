import ArgumentParser

/// What a request carries: `-d`, `--json` or `--form`.
struct BodyArguments: ParsableArguments {
  /// A body larger than this is no request to watch a stream.
  private static let fileLimit = 64 << 20

  @Option(
    name: [.customShort("d"), .customLong("data")],
    help: ArgumentHelp("Send this body, or @FILE to send a file's.", valueName: "data|@file"))
  var data: String?

  @Option(help: ArgumentHelp("Send this body, also where it begins with @.", valueName: "data"))
  var dataRaw: String?

  @Option(
    defaultAsFlag: "", parsing: .next,
    help: ArgumentHelp("The same as JSON; alone, it says that -d is.", valueName: "data|@file"))
  var json: String?

  @Option(
    help: ArgumentHelp(
      "Send a form's field, with @FILE a file (;type= and ;filename= behind it), with <FILE its "
        + "text; may be given several times.", valueName: "NAME=VALUE|@FILE"))
  var form: [String] = []

  @Flag(help: "Send a form as multipart, also where it has no files.")
  var multipart = false

  func validate() throws {
    if json != nil && !form.isEmpty {
      throw ValidationError("--json and --form exclude each other")
    }
    let bodies = [data, dataRaw, json == "" ? nil : json].compactMap { $0 }.count
    if bodies + (form.isEmpty ? 0 : 1) > 1 {
      throw ValidationError("give the body once: with -d, --data-raw, --json or --form")
    }
    if multipart && form.isEmpty { throw ValidationError("--multipart is of --form") }
    if json == "" && data == nil && dataRaw == nil {
      throw ValidationError("--json needs a body: --json DATA")
    }
  }

  /// The body; nil where none was given. Only text of the command line can name variables of the
  /// environment, a file's is sent as it is.
  func body(_ environment: EnvironmentReference) throws -> RequestBodyContent? {
    if !form.isEmpty {
      return RequestBodyContent(
        form: try form.map { try FormField($0, environment) }, isMultipart: multipart)
    }
    guard let text = data ?? dataRaw ?? json else { return nil }
    let mediaType = json == nil ? nil : "application/json"
    if text.hasPrefix("@"), dataRaw == nil {
      let path = String(text.dropFirst())
      guard let bytes = SmallFile.read(path, limit: Self.fileLimit) else {
        throw Ending.usage("cannot read '\(path)' for the body: no such file, or it is over 64 MiB")
      }
      return .bytes(bytes, mediaType: mediaType)
    }
    return .bytes(Array(try NamedValue.expand(text, environment).utf8), mediaType: mediaType)
  }
}
