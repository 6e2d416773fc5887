import Endpoints

extension TypeScriptFunction {
  /// The function's body: the request as a literal, and the call that sends it.
  var body: String {
    var text = namesTaken + "  const call = {\n"
    text += "    method: " + TypeScriptLiteral.string(endpoint.method) + ",\n"
    text += "    path: " + TypeScriptLiteral.string(endpoint.canonicalPath) + ",\n"
    for place in [TypeScriptParameter.Place.params, .query, .headers] {
      text += members(in: place)
    }
    if let body = endpoint.body { text += "    body: " + wire(body) + ",\n" }
    if !untypedEvents.isEmpty {
      let names = untypedEvents.map(TypeScriptLiteral.string)
      text += "    untyped: [" + names.joined(separator: ", ") + "],\n"
    }
    if !secrets.isEmpty {
      let names = secrets.map { TypeScriptLiteral.string($0.scheme) }
      text += "    security: [" + names.joined(separator: ", ") + "],\n"
    }
    return text + "  };\n  return " + invocation + ";\n}\n"
  }

  /// The body as fetch takes it.
  private func wire(_ body: RequestBody) -> String {
    if body.isMultipart { return "filled(new FormData(), body)" }
    if body.isForm { return "filled(new URLSearchParams(), body)" }
    return body.isJSON ? "JSON.stringify(body)" : body.required ? "body" : "body ?? null"
  }

  private func members(in place: TypeScriptParameter.Place) -> String {
    var members = members(of: place)
    let cookies = place == .headers ? self.members(of: .cookies) : []
    if !cookies.isEmpty {
      members.append("cookie: cookieOf({ " + cookies.joined(separator: ", ") + " })")
    }
    // Of a form in parts only fetch knows what parts them.
    if place == .headers, let body = endpoint.body, !body.isMultipart {
      let type = TypeScriptLiteral.string(body.mediaType)
      let value = body.required ? type : "body === undefined ? undefined : " + type
      members.insert("\"Content-Type\": " + value, at: 0)
    }
    guard !members.isEmpty else { return "" }
    return "    " + place.rawValue + ": { " + members.joined(separator: ", ") + " },\n"
  }

  private func members(of place: TypeScriptParameter.Place) -> [String] {
    parameters.filter { $0.place == place }.map { parameter in
      guard parameter.wireName != parameter.name || parameter.style != nil else {
        return parameter.name
      }
      return TypeScriptLiteral.memberKey(parameter.wireName) + ": "
        + (parameter.style.map { styled(parameter, $0) } ?? parameter.name)
    }
  }

  private func styled(_ parameter: TypeScriptParameter, _ style: ParameterStyle) -> String {
    let coding =
      switch parameter.place {
      case .query where style.keepsReserved: ", reservedKept"
      case .params where style.keepsReserved: ", reservedKeptInPath"
      case .query, .params, .headers, .cookies, .body: ""
      }
    let value =
      "new Styled(" + parameter.name + ", " + TypeScriptLiteral.string(style.word) + coding + ")"
    return parameter.place == .headers ? value + ".inHeader()" : value
  }
}
