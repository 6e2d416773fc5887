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

  let role: Role
  let words: SchemaWords
  var input: TextInput

  init(_ parameter: Parameter) {
    role = .parameter(parameter)
    words = SchemaWords(parameter.schema)
    // What the backend itself offers for a value it insists on: there to be seen, and to be changed.
    // What a dollar sign begins would be read from the user's environment: not on its word.
    let example = parameter.givenExample.flatMap { $0.contains("$") ? nil : $0 }
    input = TextInput(parameter.required ? example ?? "" : "")
  }

  init(_ body: RequestBody, of endpoint: Endpoint, models: JSONObject) {
    role = .body(body)
    words = SchemaWords(type: body.mediaType)
    input = TextInput(
      body.isJSON
        ? BodyDraft.value(for: body, of: endpoint, models: models, filling: .form).text() : "")
  }

  init(header text: String = "") {
    role = .header
    words = SchemaWords(type: "", defaultText: "NAME: VALUE")
    input = TextInput(text)
  }

  init(_ scheme: SecurityScheme, isRequired: Bool) {
    role = .credential(scheme, isRequired: isRequired)
    words = SchemaWords(type: scheme.words)
    input = TextInput()
  }

  init(_ option: RunOption, for endpoint: Endpoint) {
    role = .option(option)
    words = option.words(for: endpoint)
    input = TextInput()
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
    if isCredential, MaskedText(input.text).isSpelledOut { return "from env" }
    return [words.type, isRequired ? "required" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What is typed, as everybody may see it: `$NAME` or dots in place of a secret.
  var shownText: String {
    switch role {
    case .parameter(let parameter): return ShownRequest.text(input.text, for: parameter)
    case .body(let body): return ShownRequest.body(input.text, mediaType: body.mediaType)
    case .credential: return MaskedText(input.text).shown
    case .header:
      guard let line = headerLine else { return input.text }
      return line.name + ": " + GivenHeader.shown(line.value, of: line.name)
    case .option: return input.text
    }
  }

  /// What is typed while the cursor is in it: a credential is seen by nobody.
  var typedInput: TextInput {
    isCredential && !MaskedText(input.text).isSpelledOut ? input.masked : input
  }

  /// The header that the line is, where it can be read as one.
  var headerLine: PlannedRequest.Header? {
    guard role == .header, let colon = input.text.firstIndex(of: ":") else { return nil }
    let name = String(input.text[..<colon]).trimmingSpaces()
    guard name.isToken else { return nil }
    return .init(name: name, value: input.text[input.text.index(after: colon)...].trimmingSpaces())
  }

  /// Values to send; nothing typed means that the parameter is left out.
  var values: [String] {
    guard !input.isEmpty else { return [] }
    guard words.isList else { return [input.text] }
    return input.text.split(separator: ",").map { $0.trimmingSpaces() }
  }

  /// Puts the next or the previous choice in; a field that may be left out has "nothing" too.
  mutating func cycle(by step: Int) {
    let choices = (isRequired ? [] : [""]) + words.choices
    guard !words.choices.isEmpty else { return }
    let current = choices.firstIndex(of: input.text)
    let next = current.map { ($0 + step + choices.count) % choices.count } ?? 0
    input.set(choices[next])
  }
}
