import Endpoints

/// Endpoints that share a function's name: one is a function, several are an object with a
/// function for each method.
struct EndpointGroup {
  /// The exported name.
  let name: String
  private var endpoints: [Endpoint]

  /// Groups in the order of their first endpoint. A second one of the same name and method gets
  /// a name of its own.
  static func grouped(_ endpoints: [Endpoint], names: inout TypeScriptNames) -> [EndpointGroup] {
    var groups: [EndpointGroup] = []
    var positions: [String: Int] = [:]
    for endpoint in endpoints {
      if let position = positions[endpoint.name],
        groups[position].endpoints.allSatisfy({ $0.method != endpoint.method })
      {
        groups[position].endpoints.append(endpoint)
        continue
      }
      positions[endpoint.name] = positions[endpoint.name] ?? groups.count
      groups.append(EndpointGroup(name: names.claim(endpoint.name), endpoints: [endpoint]))
    }
    return groups
  }

  /// The declaration, ending with a newline.
  func text(models: TypeScriptModels, dialect: ScriptDialect = .typescript) -> String {
    let functions = endpoints.map { TypeScriptFunction(endpoint: $0, models: models) }
    if let only = functions.first, functions.count == 1 {
      return only.declaration(named: name, dialect: dialect)
    }
    let members = functions.map {
      let key = TypeScriptLiteral.key($0.endpoint.method.lowercased())
      return $0.member(named: key, dialect: dialect)
    }
    return "export const " + name + " = {\n" + members.joined(separator: "\n") + "};\n"
  }

  /// A function that gives the calls of several groups with settings of their own.
  static func client(
    of groups: [EndpointGroup], named name: String, dialect: ScriptDialect = .typescript
  ) -> String {
    let said =
      "The same calls with settings of their own: a client for each user or server that a program "
      + "speaks for."
    let isTyped = dialect == .typescript
    // A variable named like a group would hide it.
    var scope = TypeScriptNames(taken: Set(groups.map(\.name)))
    let own = scope.claim("own")
    let calls = scope.claim("calls")
    let comment =
      isTyped
      ? "/** " + said + " */\n"
      : "/**\n * " + said + "\n * @param {ClientSettings} " + own + "\n */\n"
    let members = groups.map { "    " + $0.name + ",\n" }.joined()
    return comment + "export function " + name + "(" + own + (isTyped ? ": ClientSettings" : "")
      + ") {\n  const " + calls + " = {\n" + members + "  };\n  return withSettings(" + calls
      + ", " + own + ");\n}\n"
  }

  /// Every type that its functions name.
  func types(models: TypeScriptModels) -> [String] {
    endpoints.flatMap { TypeScriptFunction(endpoint: $0, models: models).types }
  }

  /// The streams of the group, with the expression that names each one's function.
  func streams(models: TypeScriptModels) -> [(expression: String, function: TypeScriptFunction)] {
    let isAlone = endpoints.count == 1
    return endpoints.map { endpoint in
      let key = endpoint.method.lowercased()
      return (
        isAlone ? name : name + "." + key, TypeScriptFunction(endpoint: endpoint, models: models)
      )
    }.filter { !$0.1.call.formats.isEmpty }
  }
}
