import Endpoints
import StreamDecoding

/// The method that calls one endpoint.
struct SwiftMethod {
  /// A parameter of the method.
  struct Value {
    let wireName: String
    let location: ParameterLocation
    let name: String
    let shape: Shape
    let isRequired: Bool
    let summary: String
    /// How it is written; nil as the runtime writes values by itself.
    let style: ParameterStyle?
  }

  let endpoint: Endpoint
  private let secrets: SwiftSecrets
  let name: String
  private(set) var values: [Value] = []
  /// A body without a shape is sent as it is.
  private(set) var body: (name: String, shape: Shape?)?
  /// A body that is always there, also for nil.
  private var bodyTakesNil = false
  private let item: Shape

  /// Declares in `shapes` what the types of the method need.
  init(
    endpoint: Endpoint, secrets: SwiftSecrets, names: inout NameScope, shapes: inout ShapeTable
  ) {
    self.endpoint = endpoint
    self.secrets = secrets
    name = names.claim(SwiftText.camelCase(endpoint.name))
    let wish = NameScope.joined(NameScope.words(of: endpoint.name))
    item = Self.item(of: endpoint, wish: wish, shapes: &shapes)
    var own = NameScope(words: SwiftText.words, taken: Self.used)
    for parameter in endpoint.declaredParameters {
      let part = NameScope.joined(NameScope.words(of: parameter.name))
      values.append(
        Value(
          wireName: parameter.name, location: parameter.location,
          name: own.claim(SwiftText.camelCase(parameter.name)),
          shape: shapes.shape(of: parameter.schema, at: .request, wish: wish + part),
          isRequired: parameter.required, summary: parameter.summary,
          style: parameter.isStyled ? parameter.writing : nil))
    }
    if let body = endpoint.body {
      var shape =
        body.isJSON || body.isForm
        ? shapes.shape(of: body.schema, at: body.place, wish: wish + "Body") : nil
      let declared = shapes.declared
      if body.isMultipart { shape = shape.flatMap { declared.members(of: $0) == nil ? nil : $0 } }
      self.body = (own.claim("body"), shape)
      let takesNull = shape.map(declared.takesNull) ?? false
      bodyTakesNil = body.required && body.isJSON && takesNull
    }
  }

  /// The shape of a form that is sent in parts; nil for any other body.
  var form: Shape? { isEncoded ? nil : body?.shape }

  /// The method, indented, ending with a newline.
  func text(types: SwiftType) -> String {
    var lines = comment
    lines.append("func " + name + "(")
    let list = list(types)
    lines += list.enumerated().map { "  " + $0.element + ($0.offset < list.count - 1 ? "," : "") }
    lines.append(") " + result(types) + " {")
    lines += call.map { "  " + $0 }
    lines += ["  " + invocation(types), "}"]
    return lines.map { "  " + $0 + "\n" }.joined()
  }

  /// The member of the client's secrets that a scheme's is given by.
  func secretMember(of scheme: String) -> String? { secrets.member(of: scheme) }

  // MARK: Parts

  private var comment: [String] {
    var lines = [endpoint.summary.onOneLine].filter { !$0.isEmpty }
    let remarks = endpoint.remarks
    if !remarks.isEmpty { lines += [""] + remarks + [""] }
    lines.append("`" + endpoint.title.onOneLine + "`")
    if !endpoint.security.isEmpty {
      let names = endpoint.security.joined(separator: ", ").onOneLine
      let isKnown = !secrets.credentials(for: endpoint).isEmpty
      let member = isKnown ? "`secrets`" : "`authorization` or `headers`"
      lines.append("Needs " + names + ": give it by " + member + ".")
    }
    if let end = endpoint.sentinel, stream == .sse {
      lines.append("The last event's data is `" + end.onOneLine + "`, which is no value.")
    }
    let said = values.filter { !$0.summary.isEmpty }
    lines += said.map { "- Parameter " + $0.name + ": " + $0.summary.onOneLine }
    let comment = lines.drop(while: \.isEmpty).map { $0.isEmpty ? "///" : "/// " + $0 }
    return endpoint.deprecated ? comment + ["@available(*, deprecated)"] : comment
  }

  private func list(_ types: SwiftType) -> [String] {
    var list = values.filter(\.isRequired).map { $0.name + ": " + types.text($0.shape) }
    if let body {
      let isRequired = endpoint.body?.required == true
      let type = body.shape.map(isRequired ? types.text : types.optional)
      list.append(
        body.name + ": " + (type ?? (isRequired ? "Data" : "Data?")) + (isRequired ? "" : " = nil"))
      if takesMediaType { list.append("bodyType: String") }
    }
    list += values.filter { !$0.isRequired }.map {
      $0.name + ": " + types.optional($0.shape) + " = nil"
    }
    switch endpoint.kind {
    case .sse, .ndjson, .text: list.append("options: StreamOptions = StreamOptions()")
    case .file:
      list += [
        "to target: DownloadTarget",
        "progress: @escaping @Sendable (_ done: Int, _ total: Int?) async -> Void = { _, _ in }",
      ]
    case .unary: list.append("timeout: Duration = .seconds(60)")
    }
    return list
  }

  private var call: [String] {
    let method = SwiftText.string(endpoint.method)
    let start = "Call(" + method + ", " + SwiftText.string(endpoint.path) + ")"
    let credentials = secrets.credentials(for: endpoint)
    if values.isEmpty && body == nil && credentials.isEmpty { return ["let call = " + start] }
    var lines = ["var call = " + start]
    lines += values.map { value in
      let place =
        switch value.location {
        case .path: "path"
        case .query: "query"
        case .header: "headers"
        case .cookie: "cookies"
        }
      return "call." + place + ".append((" + SwiftText.string(value.wireName) + ", "
        + value.styledName + "))"
    }
    if let body, form != nil {
      let mark = endpoint.body?.required == true ? "" : "?"
      lines.append("call.form = try " + body.name + mark + ".form()")
    } else if let body, let mediaType = endpoint.body?.mediaType {
      let type = takesMediaType ? "bodyType" : SwiftText.string(mediaType)
      // As an optional it would be no body at all.
      let value = body.name + (bodyTakesNil ? " as any Encodable" : "")
      lines.append("call." + (isEncoded ? "encoded" : "bytes") + " = " + value)
      lines.append("call.mediaType = " + type)
    }
    return lines + credentials.map { "call.credentials.append(" + $0 + ")" }
  }

  /// Only the sender knows what parts the parts of a form whose shape nobody knows.
  var takesMediaType: Bool {
    endpoint.body?.isMultipart == true && form == nil
  }

  /// True for a body that is made of a value.
  private var isEncoded: Bool {
    endpoint.body.map { $0.isJSON || $0.isForm && !$0.isMultipart } ?? false
  }

  private func invocation(_ types: SwiftType) -> String {
    let options =
      endpoint.sentinel.map { "options.ending(with: " + SwiftText.string($0) + ")" } ?? "options"
    let records = "try http.records(request(call, as: " + kinds + "), "
    switch stream {
    case .sse: return "return Events(records: " + records + "options: " + options + "))"
    case .ndjson:
      return "return " + records + "of: " + types.text(item) + ".self, options: " + options + ")"
    case .text:
      return "return " + records + "options: " + options
        + ") { String(decoding: $0, as: UTF8.self) }"
    case .file:
      return "return try await http.download(request(call), to: target, progress: progress)"
    case .unary:
      let function = item == .anything ? "document" : takesText ? "textAnswer" : "value"
      return "return try await " + function + "(of: call, timeout: timeout)"
    case nil: return "return " + records + "options: " + options + ")"
    }
  }

  /// Declared as a text that is one whole.
  private var takesText: Bool {
    item == .text(nil) && AnswerForm(mediaType: endpoint.mediaType) == .text
  }

  // MARK: Types

  /// The one kind that an answer has; nil for a stream of several.
  var stream: EndpointKind? {
    let kinds = Set(endpoint.kinds)
    return endpoint.kind.isStream && endpoint.kind != .file && kinds.count > 1 ? nil : endpoint.kind
  }

  /// What the caller can read; beside a stream an ordinary answer is a stream of one record.
  private var kinds: String {
    let kinds = Set(endpoint.kinds.map { $0 == .unary ? .ndjson : $0 })
    let names = [EndpointKind.sse, .ndjson, .text, .file].filter(kinds.contains)
    return "[" + names.map { "." + $0.rawValue }.joined(separator: ", ") + "]"
  }

  private func result(_ types: SwiftType) -> String {
    switch stream {
    case .sse: "throws -> Events<" + types.text(item) + ">"
    case .ndjson: "throws -> TypedRecords<" + types.text(item) + ">"
    case .text: "throws -> TypedRecords<String>"
    case .file: "async throws -> DownloadedFile"
    case .unary: "async throws -> " + (item == .anything ? "FetchedDocument" : types.text(item))
    case nil: "throws -> StreamRecords"
    }
  }

  /// What an endpoint sends. Events of several shapes are any JSON.
  private static func item(
    of endpoint: Endpoint, wish: String, shapes: inout ShapeTable
  ) -> Shape {
    // It has no body, whatever is declared of one.
    if endpoint.method == "HEAD" { return .anything }
    let item = shapes.shape(of: endpoint.item, wish: wish + "Item")
    let own = endpoint.events.compactMap(\.item)
    guard endpoint.kind == .sse, let first = own.first else { return item }
    let isOne = own.count == endpoint.events.count && own.allSatisfy { $0 == first }
    return isOne ? shapes.shape(of: first, wish: wish + "Data") : .anything
  }

  /// What a generated method uses under these names.
  private static let used: Set<String> = [
    "bodyType", "call", "http", "options", "progress", "request", "secrets", "target", "timeout",
    "to", "textAnswer", "document", "value",
  ]
}

extension SwiftMethod.Value {
  /// The value, in its style where it has one.
  fileprivate var styledName: String {
    guard let style else { return name }
    let end =
      style.keepsReserved && location != .header && location != .cookie
      ? ", keepsReserved: true)" : ")"
    return "Styled(" + name + ", " + SwiftText.string(style.word) + end
  }
}
