import ClientExport
import Endpoints
import StreamDecoding

/// One field of a request's form.
struct RequestField: Hashable, Sendable {
  enum Role: Hashable, Sendable {
    case parameter(Parameter)
    case body(RequestBody)
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

  init(_ body: RequestBody, models: JSONObject) {
    role = .body(body)
    words = SchemaWords([:])
    input = TextInput(body.isJSON ? BodyDraft.text(for: body, models: models) : "")
  }

  var name: String {
    switch role {
    case .parameter(let parameter): parameter.name
    case .body: "body"
    }
  }

  var isRequired: Bool {
    switch role {
    case .parameter(let parameter): parameter.required
    case .body(let body): body.required
    }
  }

  var isBody: Bool {
    if case .body = role { true } else { false }
  }

  /// Where it travels: `path`, `query`, `header`, `cookie`, `body`.
  var place: String {
    switch role {
    case .parameter(let parameter): parameter.location.rawValue
    case .body: "body"
    }
  }

  /// What it takes: `number, required`.
  var description: String {
    let type =
      switch role {
      case .parameter: words.type
      case .body(let body): body.mediaType
      }
    return [type, isRequired ? "required" : ""].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// What is typed, as everybody may see it: `$NAME` in place of a secret.
  var shownText: String {
    switch role {
    case .parameter(let parameter): ShownRequest.text(input.text, for: parameter)
    case .body(let body): ShownRequest.body(input.text, mediaType: body.mediaType)
    }
  }

  /// Values to send; nothing typed means that the parameter is left out.
  var values: [String] {
    guard !input.isEmpty else { return [] }
    guard words.isList else { return [input.text] }
    return input.text.split(separator: ",").map { $0.trimmed }
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

extension Substring {
  fileprivate var trimmed: String {
    var text = self
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
