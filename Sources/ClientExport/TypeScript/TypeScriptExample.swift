import Endpoints
import StreamDecoding

/// A call of an endpoint's function, with the user's present values or ones that would do.
struct TypeScriptExample {
  let endpoint: Endpoint
  let planned: PlannedRequest?
  let models: JSONObject
  /// OpenAPI's security schemes by their names: what carries the secret of one is not shown.
  var securitySchemes: JSONObject = [:]

  /// Lines of TypeScript that call the function as `name`.
  func lines(calling name: String) -> [String] {
    let start = name + "(" + given.map { $0 + ", " }.joined()
    let end = "}" + (options.map { ", " + $0 } ?? "") + ");"
    switch endpoint.kind {
    case .sse:
      return ["const connection = " + start + "{"] + callbacks + [end]
        + ["// connection.close() ends it."]
    case .ndjson, .text: return ["await " + start + "{"] + callbacks + [end]
    case .file: return ["const blob = await " + ended(["undefined"], name) + ";"]
    case .unary: return ["const result = await " + ended([], name) + ";"]
    }
  }

  /// The call without callbacks, or with `between` in their place before the options.
  private func ended(_ between: [String], _ name: String) -> String {
    let last = options.map { between + [$0] } ?? []
    return name + "(" + (given + last).joined(separator: ", ") + ")"
  }

  /// The secret that the endpoint's first security scheme asks for, unless a value stands in its
  /// place.
  var options: String? {
    guard let secret = SecretPlace.all(of: endpoint, schemes: securitySchemes).first,
      !values.contains(where: { $0.text != "undefined" && secret.isPlace(of: $0.parameter) })
    else { return nil }
    return "{ auth: () => ({ " + TypeScriptLiteral.memberKey(secret.scheme) + ": "
      + TypeScriptLiteral.string("$" + secret.variable) + " }) }"
  }

  private var callbacks: [String] {
    let record =
      endpoint.kind == .sse
      ? "onMessage: (event) => console.log(event.type, event.data),"
      : "onChunk: (chunk) => console.log(chunk),"
    return ["  " + record, "  onError: (error) => console.error(error.message),"]
  }

  /// The same with the optional ones by their names, of which there are several: a list of them
  /// would count up to the one that is meant.
  private var given: [String] {
    let values = self.values
    let optional = values.filter { !$0.parameter.isRequired }
    guard optional.count > 1, optional.first?.parameter.mayBeObject == false else {
      return arguments
    }
    let members = optional.filter { $0.text != "undefined" }.map {
      $0.parameter.name + ": " + $0.text
    }
    let object = members.isEmpty ? "{}" : "{ " + members.joined(separator: ", ") + " }"
    return values.filter(\.parameter.isRequired).map(\.text)
      + (members.isEmpty && mayEndEarly ? [] : [object])
  }

  private var mayEndEarly: Bool {
    options == nil && (endpoint.kind == .file || endpoint.kind == .unary)
  }

  /// Values in the order of the signature; optional ones at the end are left out where the
  /// signature lets them.
  var arguments: [String] {
    var texts = values.map(\.text)
    while mayEndEarly, texts.last == "undefined" { texts.removeLast() }
    return texts
  }

  private var values: [(parameter: TypeScriptParameter, text: String)] {
    var table = TypeScriptNames(taken: [])
    let types = TypeScriptModels(endpoints: [endpoint], models: models, names: &table)
    let shapes = DeclaredShapes(types.table.declarations)
    return TypeScriptParameter.all(of: endpoint, models: types).map { ($0, argument($0, shapes)) }
  }

  private func argument(_ parameter: TypeScriptParameter, _ shapes: DeclaredShapes) -> String {
    if parameter.place == .body { return body(of: parameter, shapes) }
    let declared = endpoint.parameters.first {
      $0.name == parameter.wireName && TypeScriptParameter.place(of: $0.location) == parameter.place
    }
    let location = declared?.location ?? .path
    let values =
      planned?.values(of: parameter.wireName, in: location)
      ?? (parameter.isRequired ? [declared?.exampleValue ?? "string"] : [])
    guard !values.isEmpty else { return "undefined" }
    let variables = RequestVariables(
      endpoint: endpoint, schemes: securitySchemes, isTyped: planned != nil)
    let words = values.map { variables.masked(parameter.wireName, $0, in: location) }
    return Self.written(TypedValue(words, as: parameter.shape, in: shapes))
  }
}

extension SecretPlace {
  fileprivate func isPlace(of parameter: TypeScriptParameter) -> Bool {
    TypeScriptParameter.place(of: location) == parameter.place
      && (location == .header
        ? parameter.wireName.lowercased() == name.lowercased() : parameter.wireName == name)
  }
}
