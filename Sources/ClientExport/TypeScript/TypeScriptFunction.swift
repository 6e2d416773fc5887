import Endpoints
import StreamDecoding
import WebText

/// The function that calls one endpoint.
struct TypeScriptFunction {
  let endpoint: Endpoint
  let parameters: [TypeScriptParameter]
  /// The type of a record or an answer; nil leaves it to the caller, as the type parameter `T`.
  private let itemType: String?
  /// The type of an ordinary answer beside a stream, where it is another.
  private let answerType: String?
  /// The names of events and the type of their data.
  private let eventMap: String
  let call: TypeScriptCall
  /// Where the secrets of the endpoint's security schemes go.
  let secrets: [SecretPlace]

  init(endpoint: Endpoint, models: TypeScriptModels) {
    self.endpoint = endpoint
    parameters = TypeScriptParameter.all(of: endpoint, models: models)
    call = TypeScriptCall(endpoint)
    itemType = Self.itemType(of: endpoint, call: call, models: models)
    answerType = models.type(of: endpoint.answer)
    eventMap = Self.eventMap(of: endpoint, item: itemType, models: models)
    secrets = SecretPlace.all(of: endpoint, schemes: models.securitySchemes)
  }

  /// The declaration under `name`, ending with a newline.
  func declaration(named name: String, dialect: ScriptDialect = .typescript) -> String {
    comment(dialect) + "export function " + name + signature(dialect) + body
  }

  /// The same as a member of an object literal.
  func member(named name: String, dialect: ScriptDialect = .typescript) -> String {
    let text = comment(dialect) + name + signature(dialect) + body
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    return lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n") + ",\n"
  }

  // MARK: Parts

  /// One argument of the function.
  struct Argument {
    let name: String
    let type: String
    var isOptional = false
    var summary = ""
  }

  /// The values of the request.
  var values: [Argument] {
    parameters.map { parameter in
      // What stands before a required argument cannot be optional itself (TS1016).
      let isSpelledOut = !parameter.isRequired && takesCallbacks
      return Argument(
        name: parameter.name, type: parameter.type + (isSpelledOut ? " | undefined" : ""),
        isOptional: !parameter.isRequired && !takesCallbacks, summary: parameter.summary)
    }
  }

  /// The type of the last argument.
  var optionsType: String {
    switch call {
    case .stream: call.isEvents ? "EventOptions" : "StreamOptions"
    case .file: "FileOptions"
    case .result: "RequestOptions"
    }
  }

  var arguments: [Argument] {
    var list = values
    switch call {
    case .stream(let formats): list.append(Argument(name: "callbacks", type: callbacks(formats)))
    case .file: list.append(Argument(name: "callbacks", type: "FileCallbacks", isOptional: true))
    case .result: break
    }
    return list + [Argument(name: "options", type: optionsType, isOptional: true)]
  }

  /// Every type that the signature names.
  var types: [String] { arguments.map(\.type) + [resultType] }

  private func signature(_ dialect: ScriptDialect) -> String {
    let typeParameter = isGeneric ? "<T = unknown>" : ""
    if dialect == .javascript {
      let names = takesNames ? required.map(\.name) + ["...rest"] : arguments.map(\.name)
      return "(" + names.joined(separator: ", ") + ") {\n"
    }
    let lines = (takesNames ? required : arguments).map {
      "  " + $0.name + ($0.isOptional ? "?: " : ": ") + $0.type + ",\n"
    }
    // Behind a rest parameter no comma may stand.
    let rest = takesNames ? "  ...rest:\n" + forms.map { "    | " + $0 + "\n" }.joined() : ""
    return typeParameter + "(\n" + lines.joined() + rest + "): " + resultType + " {\n"
  }

  var invocation: String {
    switch call {
    case .stream:
      let formats = call.formatNames.joined(separator: ", ")
      let arguments =
        ["call, callbacks", streamOptions] + (formats.isEmpty ? [] : ["[\(formats)]"])
      let opener = call.isEvents ? "openEvents" : "openStream"
      return opener + "(" + arguments.joined(separator: ", ") + ")"
    case .file: return "fetchFile(call, callbacks, options)"
    case .result: return "fetchResult(call, options" + (isJSON ? ", \"json\"" : "") + ")"
    }
  }

  /// Nothing but JSON answers.
  private var isJSON: Bool {
    itemType != nil && endpoint.answersInJSON
  }

  private var streamOptions: String {
    guard let sentinel = endpoint.sentinel else { return "options" }
    return "{ endData: " + TypeScriptLiteral.string(sentinel) + ", ...options }"
  }

  /// Events of known names whose data nobody knows.
  var untypedEvents: [String] {
    guard call.isEvents, itemType == nil else { return [] }
    return endpoint.events.filter { $0.item == nil }.map(\.name)
  }

  // MARK: Types

  private var takesCallbacks: Bool { !call.formats.isEmpty }

  private func callbacks(_ formats: Set<EndpointKind>) -> String {
    var types: [String] = []
    if call.isEvents { types.append("EventCallbacks<" + eventMap + ">") }
    if call.hasChunks { types.append("ChunkCallbacks<" + chunkType + ">") }
    return types.joined(separator: " & ")
  }

  /// Leaves the type of a record to the caller, as `T`.
  var isGeneric: Bool {
    switch call {
    case .stream:
      recordTypes.contains("T") || call.isEvents && itemType == nil && endpoint.events.isEmpty
    case .file: false
    case .result: itemType == nil
    }
  }

  private var item: String { itemType ?? "T" }

  /// The types of what `onChunk` is given: an ordinary answer is the only record of its stream.
  private var recordTypes: [String] {
    let types = [(EndpointKind.ndjson, item), (.unary, answerType ?? item), (.text, "string")]
    return types.filter { endpoint.kinds.contains($0.0) }.map(\.1)
  }

  private var chunkType: String {
    TypeScriptType.union(recordTypes).joined(separator: " | ")
  }

  /// The type of what the stream gives to a loop.
  var recordType: String {
    var types = call.isEvents ? ["EventOf<" + eventMap + ">"] : []
    if call.hasChunks { types.append(chunkType) }
    return types.joined(separator: " | ")
  }

  var resultType: String {
    switch call {
    case .stream where call.isEvents:
      "EventConnection<" + eventMap + (call.hasChunks ? ", " + chunkType : "") + ">"
    case .stream: "ChunkStream<" + chunkType + ">"
    case .file: "Promise<NamedBlob>"
    case .result: "Promise<ApiResult<" + item + ">>"
    }
  }
}

extension TypeScriptFunction {
  private static func itemType(
    of endpoint: Endpoint, call: TypeScriptCall, models: TypeScriptModels
  ) -> String? {
    let declared = models.type(of: endpoint.item)
    guard call == .result else { return declared }
    // It has no body, whatever is declared of one.
    if endpoint.method == "HEAD" { return "unknown" }
    switch AnswerForm(mediaType: endpoint.mediaType) {
    case .json: return declared
    case .text: return "string"
    case .bytes: return "Blob"
    case .unknown:
      return endpoint.item?.schema.isBinary == true ? "Blob" : declared
    }
  }

  /// Event names that nobody knows may be any.
  private static func eventMap(
    of endpoint: Endpoint, item: String?, models: TypeScriptModels
  ) -> String {
    guard !endpoint.events.isEmpty else { return "{ [type: string]: " + (item ?? "T") + " }" }
    var seen = Set<String>()
    let members = endpoint.events.filter { seen.insert($0.name).inserted }.map { event in
      let type = models.type(of: event.item) ?? item ?? "unknown"
      return TypeScriptLiteral.key(event.name) + ": " + type
    }
    return "{ " + members.joined(separator: "; ") + " }"
  }
}
