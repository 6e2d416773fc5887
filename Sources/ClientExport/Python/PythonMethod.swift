import Endpoints
import StreamDecoding

/// The method that calls one endpoint, of the blocking client and of the asynchronous one.
struct PythonMethod {
  let endpoint: Endpoint
  let name: String
  /// Where the secrets of the endpoint's security schemes go.
  private let secrets: [SecretPlace]
  private let parameters: [PythonParameter]
  private let item: String
  private let event: String

  /// Declares in `shapes` what the types of the method need.
  init(endpoint: Endpoint, secrets: [SecretPlace], shapes: inout ShapeTable) {
    self.endpoint = endpoint
    self.secrets = secrets
    name = shapes.claim(PythonText.unmangled(NameScope.identifier(endpoint.name)))
    let wish = NameScope.joined(NameScope.words(of: endpoint.name))
    parameters = PythonParameter.all(of: endpoint, wish: wish, shapes: &shapes)
    item = Self.itemType(of: endpoint, wish: wish, shapes: &shapes)
    event = Self.eventType(of: endpoint, item: item, wish: wish, shapes: &shapes)
  }

  /// The method, indented, ending with a newline.
  func text(isAsync: Bool) -> String {
    let start = (isAsync && formats.isEmpty ? "async def " : "def ") + name + "("
    let end = ") -> " + resultType(isAsync: isAsync) + ":"
    let list = list.joined(separator: ", ")
    let isShort = start.count + list.count + end.count <= 96
    var lines = isShort ? [start + list + end] : [start] + listLines + [end]
    lines += (docstring + body(isAsync: isAsync)).map { $0.isEmpty ? "" : "    " + $0 }
    return lines.map { $0.isEmpty ? "" : "    " + $0 }.joined(separator: "\n") + "\n"
  }

  // MARK: Parts

  /// The parameters on lines of their own, as many on each as fit.
  private var listLines: [String] {
    let longest = 108
    var lines: [String] = []
    for parameter in list {
      if let last = lines.last, last.utf8.count + parameter.utf8.count + 2 <= longest {
        lines[lines.count - 1] = last + ", " + parameter
      } else {
        lines.append("    " + parameter)
      }
    }
    return lines.dropLast().map { $0 + "," } + lines.suffix(1)
  }

  private var list: [String] {
    let required = parameters.filter(\.isRequired).map { $0.name + ": " + $0.type }
    var optional = parameters.filter { !$0.isRequired }
      .map { $0.name + ": " + PythonParameter.optional($0.type) + " = None" }
    switch endpoint.kind {
    case .file where formats.isEmpty:
      return ["self"] + required + ["to: str | os.PathLike[str]"]
        + (optional + ["progress: Progress | None = None"]).withStar
    case _ where formats.contains("sse"):
      optional += [
        "last_event_id: str = \"\"", "reconnect: Reconnect | None = None",
        "reconnect_limit: int | None = None",
      ]
    case .sse, .ndjson, .text, .file, .unary: break
    }
    return ["self"] + required + (optional.isEmpty ? [] : optional.withStar)
  }

  private var docstring: [String] {
    var lines = [PythonText.docstring(endpoint.summary)].filter { !$0.isEmpty }
    let remarks = endpoint.remarks.map(PythonText.quoted)
    if !remarks.isEmpty { lines += remarks + [""] }
    lines.append(PythonText.docstring("`" + endpoint.title + "`"))
    if !endpoint.security.isEmpty {
      let names = PythonText.docstring(endpoint.security.joined(separator: ", "))
      let what = secrets.isEmpty ? "give it" : "give the secret by this name"
      lines.append("Needs " + names + ": " + what + " by the client's `auth`.")
    }
    if let end = endpoint.sentinel, formats.contains("sse") {
      let data = PythonText.docstring(PythonText.string(end))
      lines.append("The last event's data is " + data + ", which is no JSON.")
    }
    if endpoint.deprecated { lines.append("Deprecated.") }
    for parameter in parameters where !parameter.summary.isEmpty {
      lines.append(parameter.name + ": " + PythonText.docstring(parameter.summary))
    }
    if lines.count == 1 { return ["\"\"\"" + lines[0] + "\"\"\""] }
    return ["\"\"\"" + lines[0], ""] + lines.dropFirst() + ["\"\"\""]
  }

  private func body(isAsync: Bool) -> [String] {
    let wait = isAsync ? "await " : ""
    let arguments = callArguments
    let joined = "call = _Call(" + arguments.joined(separator: ", ") + ")"
    let lines =
      joined.count <= 80
      ? [joined] : ["call = _Call("] + arguments.map { "    " + $0 + "," } + [")"]
    if !formats.isEmpty {
      return lines + ["return self._connections.stream(" + streamArguments + ")"]
    }
    if endpoint.kind == .file {
      return lines + ["return " + wait + "self._connections.download(call, to, progress)"]
    }
    let isJSON = item != "Any" && endpoint.method != "HEAD" && endpoint.answersInJSON
    let fetched = wait + "self._connections.fetch(call" + (isJSON ? ", is_json=True)" : ")")
    return lines + ["answer: " + item + " = " + fetched, "return answer"]
  }

  private var callArguments: [String] {
    var arguments = [PythonText.string(endpoint.method), PythonText.string(endpoint.path)]
    for place in [ParameterLocation.path, .query, .header, .cookie] {
      let members = parameters.filter { $0.location == place }
        .map { PythonText.string($0.wireName) + ": " + $0.styledName }
      guard !members.isEmpty else { continue }
      arguments.append(Self.argument(place) + "={" + members.joined(separator: ", ") + "}")
    }
    if let body = endpoint.body, let parameter = parameters.first(where: { $0.location == nil }) {
      arguments.append("media_type=" + PythonText.string(body.mediaType))
      arguments.append("body=" + parameter.name)
      if parameter.takesNull { arguments.append("takes_null=True") }
    }
    if !secrets.isEmpty {
      let names = secrets.map { PythonText.string($0.scheme) + "," }.joined(separator: " ")
      arguments.append("security=(" + names + ")")
    }
    return arguments
  }

  private static func argument(_ place: ParameterLocation) -> String {
    switch place {
    case .path: "params"
    case .query: "query"
    case .header: "headers"
    case .cookie: "cookies"
    }
  }

  private var streamArguments: String {
    let names = formats.map { PythonText.string($0) }.joined(separator: ", ")
    var arguments = ["call", "(" + names + ",)"]
    if let end = endpoint.sentinel { arguments.append("end_data=" + PythonText.string(end)) }
    if formats.contains("sse") {
      arguments += [
        "last_event_id=last_event_id", "reconnect=reconnect", "reconnect_limit=reconnect_limit",
      ]
    }
    return arguments.joined(separator: ", ")
  }

  // MARK: Types

  /// The formats of a stream; empty for other calls.
  private var formats: [String] {
    let kinds = Set(endpoint.kinds)
    guard !kinds.isDisjoint(with: [.sse, .ndjson, .text]) else { return [] }
    return [(EndpointKind.sse, "sse"), (.ndjson, "ndjson"), (.text, "text")].filter { kind, _ in
      // Beside a stream an ordinary answer is a stream of one record.
      kinds.contains(kind) || (kind == .ndjson && kinds.contains(.unary))
    }.map(\.1)
  }

  private func resultType(isAsync: Bool) -> String {
    guard formats.isEmpty else {
      var types: [String] = []
      if formats.contains("sse") { types.append(event) }
      if formats.contains("ndjson") { types.append(item) }
      if formats.contains("text"), !types.contains("str") { types.append("str") }
      let record = types.joined(separator: " | ")
      return isAsync ? "AsyncGenerator[\(record), None]" : "Generator[\(record), None, None]"
    }
    return endpoint.kind == .file ? "Path" : item
  }

  private static func itemType(
    of endpoint: Endpoint, wish: String, shapes: inout ShapeTable
  ) -> String {
    if endpoint.kind == .unary {
      if endpoint.method == "HEAD" { return "None" }
      switch AnswerForm(mediaType: endpoint.mediaType) {
      case .text: return "str"
      case .bytes: return "bytes"
      case .json, .unknown: break
      }
    }
    if endpoint.item == nil { return "Any" }
    return PythonType().text(shapes.shape(of: endpoint.item, wish: wish + "Item"))
  }

  private static func eventType(
    of endpoint: Endpoint, item: String, wish: String, shapes: inout ShapeTable
  ) -> String {
    guard !endpoint.events.isEmpty else { return "Event[str, " + item + "]" }
    var types: [String] = []
    for event in endpoint.events {
      let name = PythonText.string(event.name)
      var data = item
      if event.item != nil {
        data = PythonType().text(shapes.shape(of: event.item, wish: wish + "Data"))
      }
      let type = "Event[Literal[" + name + "], " + data + "]"
      if !types.contains(type) { types.append(type) }
    }
    return types.joined(separator: " | ")
  }
}

extension PythonParameter {
  /// The value, in its style where it has one.
  fileprivate var styledName: String {
    guard let style else { return name }
    let end = style.keepsReserved && location != .header && location != .cookie ? ", True)" : ")"
    return "_Styled(" + name + ", " + PythonText.string(style.word) + end
  }
}

extension [String] {
  /// Parameters that are given by their names.
  fileprivate var withStar: [String] { ["*"] + self }
}
