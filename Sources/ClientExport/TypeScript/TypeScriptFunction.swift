import Endpoints
import StreamDecoding

/// The function that calls one endpoint.
struct TypeScriptFunction {
  let endpoint: Endpoint
  private let parameters: [TypeScriptParameter]
  /// The type of a record or an answer; nil leaves it to the caller, as the type parameter `T`.
  private let itemType: String?

  init(endpoint: Endpoint, models: TypeScriptModels) {
    self.endpoint = endpoint
    parameters = TypeScriptParameter.all(of: endpoint, models: models)
    itemType = Self.itemType(of: endpoint, models: models)
  }

  /// The declaration under `name`, ending with a newline.
  func declaration(named name: String) -> String {
    comment + "export function " + name + signature + body
  }

  /// The same as a member of an object literal.
  func member(named name: String) -> String {
    let text = comment + name + signature + body
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n") + ",\n"
  }

  // MARK: Parts

  private var comment: String {
    var lines = [TypeScriptLiteral.comment(endpoint.summary)]
    lines.append("`" + TypeScriptLiteral.comment(endpoint.title) + "`")
    for parameter in parameters where !parameter.summary.isEmpty {
      lines.append(
        "@param " + parameter.name + " " + TypeScriptLiteral.comment(parameter.summary))
    }
    if endpoint.deprecated { lines.append("@deprecated") }
    let body = lines.filter { !$0.isEmpty }.map { " * " + $0 + "\n" }
    return "/**\n" + body.joined() + " */\n"
  }

  private var signature: String {
    var list = parameters.map { parameter in
      // What stands before a required parameter cannot be optional itself (TS1016).
      if parameter.isRequired { return parameter.name + ": " + parameter.type }
      return takesCallbacks
        ? parameter.name + ": " + parameter.type + " | undefined"
        : parameter.name + "?: " + parameter.type
    }
    switch endpoint.kind {
    case .sse: list += ["callbacks: EventCallbacks" + argument, "options?: EventOptions"]
    case .ndjson: list += ["callbacks: ChunkCallbacks" + argument, "options?: StreamOptions"]
    case .text: list += ["callbacks: ChunkCallbacks<string>", "options?: StreamOptions"]
    case .file: list += ["callbacks?: FileCallbacks", "options?: RequestOptions"]
    case .unary: list += ["options?: RequestOptions"]
    }
    let generic = isGeneric ? "<T = unknown>" : ""
    let lines = list.map { "  " + $0 + ",\n" }.joined()
    return generic + "(\n" + lines + "): " + resultType + " {\n"
  }

  private var body: String {
    var text = "  const call = {\n"
    text += "    method: " + TypeScriptLiteral.string(endpoint.method) + ",\n"
    text += "    path: " + TypeScriptLiteral.string(endpoint.path) + ",\n"
    for place in [TypeScriptParameter.Place.params, .query, .headers, .cookies] {
      text += members(in: place)
    }
    if let body = endpoint.body {
      let type = TypeScriptLiteral.string(body.mediaType)
      text += "    body: { mediaType: " + type + ", value: body },\n"
    }
    return text + "  };\n  return " + invocation + ";\n}\n"
  }

  private func members(in place: TypeScriptParameter.Place) -> String {
    let members = parameters.filter { $0.place == place }.map { parameter in
      parameter.wireName == parameter.name
        ? parameter.name
        : TypeScriptLiteral.memberKey(parameter.wireName) + ": " + parameter.name
    }
    guard !members.isEmpty else { return "" }
    return "    " + place.rawValue + ": { " + members.joined(separator: ", ") + " },\n"
  }

  private var invocation: String {
    switch endpoint.kind {
    case .sse: "openEvents(call, callbacks, " + streamOptions + ")"
    case .ndjson: "openRecords(call, callbacks, " + streamOptions + ")"
    case .text: "openText(call, callbacks, " + streamOptions + ")"
    case .file: "fetchFile(call, callbacks, options)"
    case .unary: "fetchResult(call, options)"
    }
  }

  private var streamOptions: String {
    guard let sentinel = endpoint.sentinel else { return "options" }
    return "{ endData: " + TypeScriptLiteral.string(sentinel) + ", ...options }"
  }

  // MARK: Types

  private var takesCallbacks: Bool {
    switch endpoint.kind {
    case .sse, .ndjson, .text: true
    case .file, .unary: false
    }
  }

  private var isGeneric: Bool {
    switch endpoint.kind {
    case .sse, .ndjson, .unary: itemType == nil
    case .text, .file: false
    }
  }

  private var argument: String { "<" + (itemType ?? "T") + ">" }

  private var resultType: String {
    switch endpoint.kind {
    case .sse: "EventConnection"
    case .ndjson, .text: "ChunkStream"
    case .file: "Promise<Blob>"
    case .unary: "Promise<ApiResult" + argument + ">"
    }
  }

  private static func itemType(of endpoint: Endpoint, models: TypeScriptModels) -> String? {
    switch endpoint.kind {
    case .sse:
      // Any of the events may come, so a type holds only where each one has it.
      let types = endpoint.events.map { models.type(of: $0.item ?? endpoint.item) }
      let all = types.isEmpty ? [models.type(of: endpoint.item)] : types
      guard !all.contains(nil) else { return nil }
      var seen = Set<String>()
      return all.compactMap(\.self).filter { seen.insert($0).inserted }.joined(separator: " | ")
    case .ndjson, .unary:
      if let type = models.type(of: endpoint.item) { return type }
      return endpoint.mediaType?.hasPrefix("text/") == true ? "string" : nil
    case .text, .file: return nil
    }
  }
}
