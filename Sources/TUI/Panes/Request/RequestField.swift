import ClientExport
import Endpoints
import StreamDecoding
import WebText

/// One field of a request's form.
struct RequestField: Hashable, Sendable {
  enum Role: Hashable, Sendable {
    case parameter(Parameter)
    /// A header beside the parameters, as one line: `NAME: VALUE`.
    case header
    case credential(SecurityScheme, isRequired: Bool)
    case body(RequestBody)
    case option(RunOption)
  }

  /// What is filled in.
  enum Content: Hashable, Sendable {
    case text(TextInput)
    /// A body that is filled in by the fields of its schema.
    case value(JSONValue)
  }

  let role: Role
  let words: SchemaWords
  var content: Content

  init(_ parameter: Parameter) {
    role = .parameter(parameter)
    words = SchemaWords(parameter.schema)
    // What the backend itself offers for a value it insists on: there to be seen, and to be changed.
    // What a dollar sign begins would be read from the user's environment: not on its word.
    let example = parameter.givenExample.flatMap { $0.contains("$") ? nil : $0 }
    content = .text(TextInput(parameter.required ? example ?? "" : ""))
  }

  init(_ body: RequestBody, of endpoint: Endpoint, models: JSONObject) {
    role = .body(body)
    words = SchemaWords(
      type: body.mediaType, defaultText: body.isFile ? "path of a file" : nil)
    content = Self.firstContent(of: body, of: endpoint, models: models)
  }

  init(header text: String = "") {
    role = .header
    words = SchemaWords(type: "", defaultText: "NAME: VALUE")
    content = .text(TextInput(text))
  }

  init(_ scheme: SecurityScheme, isRequired: Bool) {
    role = .credential(scheme, isRequired: isRequired)
    words = SchemaWords(type: scheme.words)
    content = .text(TextInput())
  }

  init(_ option: RunOption, for endpoint: Endpoint) {
    role = .option(option)
    words = option.words(for: endpoint)
    content = .text(TextInput())
  }

  /// What is filled in, as a text that is being typed.
  var input: TextInput {
    get {
      switch content {
      case .text(let input): input
      case .value(let value): TextInput(value.text(), hasLines: true)
      }
    }
    set { content = .text(newValue) }
  }

  /// What is filled in, as a text.
  var text: String {
    switch content {
    case .text(let input): input.text
    case .value(let value): value.text()
    }
  }

  var isEmpty: Bool {
    if case .text(let input) = content { input.isEmpty } else { false }
  }

  var name: String {
    switch role {
    case .parameter(let parameter): parameter.name
    case .header: "header"
    case .credential(let scheme, _): scheme.name
    case .body: "body"
    case .option(let option): option.rawValue
    }
  }

  var isRequired: Bool {
    switch role {
    case .parameter(let parameter): parameter.required
    case .body(let body): body.required
    case .credential(_, let isRequired): isRequired
    case .header, .option: false
    }
  }

  /// Part of what the endpoint declares: of the URL, the headers and the body.
  var isDeclared: Bool {
    switch role {
    case .parameter, .body: true
    case .header, .credential, .option: false
    }
  }

  var isParameter: Bool {
    if case .parameter = role { true } else { false }
  }

  var isBody: Bool {
    if case .body = role { true } else { false }
  }

  var isCredential: Bool {
    if case .credential = role { true } else { false }
  }

  /// The security scheme that it is a credential of.
  var scheme: SecurityScheme? {
    if case .credential(let scheme, _) = role { scheme } else { nil }
  }

  /// Where it stands in the form.
  var tab: RequestTab {
    switch role {
    case .parameter(let parameter):
      switch parameter.location {
      case .path, .query: .params
      case .header, .cookie: .headers
      }
    case .header: .headers
    case .credential: .auth
    case .body: .body
    case .option: .options
    }
  }

  /// Where it travels: `path`, `query`, `header`, `cookie`, `auth`, `body`; "" for nowhere.
  var place: String {
    switch role {
    case .parameter(let parameter): parameter.location.rawValue
    case .header: "header"
    case .credential: "auth"
    case .body: "body"
    case .option: ""
    }
  }

  /// What it takes: `number, required`.
  var description: String {
    if isCredential, MaskedText(text).isSpelledOut { return "from env" }
    return [words.type, isRequired ? "required" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What is typed, as everybody may see it: `$NAME` or dots in place of a secret.
  var shownText: String {
    switch role {
    case .parameter(let parameter): return ShownRequest.text(text, for: parameter)
    case .body(let body):
      // Fields of a form are JSON until they are sent.
      if case .value = content { return ShownRequest.body(text, mediaType: "application/json") }
      return ShownRequest.body(text, mediaType: body.mediaType)
    case .credential: return MaskedText(text).shown
    case .header:
      guard let line = headerLine else { return text }
      return line.name + ": " + GivenHeader.shown(line.value, of: line.name)
    case .option: return text
    }
  }

  /// What is typed while the cursor is in it: a secret is seen by nobody.
  var typedInput: TextInput {
    switch role {
    case .credential: MaskedText(text).isSpelledOut ? input : input.masked()
    case .parameter: shownText == text ? input : input.masked()
    case .header:
      headerLine.map { GivenHeader.isSecret($0.value, of: $0.name) } == true
        ? input.masked(behind: ":") : input
    case .body, .option: input
    }
  }

  /// The header that the line is, where it can be read as one.
  var headerLine: PlannedRequest.Header? {
    guard role == .header, let colon = text.firstIndex(of: ":") else { return nil }
    let name = String(text[..<colon]).trimmingSpaces()
    guard name.isToken else { return nil }
    return .init(name: name, value: text[text.index(after: colon)...].trimmingSpaces())
  }

  /// Values to send; nothing typed means that the parameter is left out.
  var values: [String] {
    guard !isEmpty else { return [] }
    guard words.isList else { return [text] }
    return text.split(separator: ",").map { $0.trimmingSpaces() }
  }

}
