import Endpoints
import StreamDecoding

/// The runtime that an export carries: those modules that its calls need, as one text.
enum TypeScriptRuntime {
  /// What some endpoints need of the runtime.
  struct Needs: Hashable, Sendable {
    var calls: Set<TypeScriptCall> = []
    /// A body that is a form.
    var forms = false
    /// Parameters that travel as cookies.
    var cookies = false
    /// Parameters that are written in a style of OpenAPI's.
    var styles = false
    /// Parameters whose signs of a URL stay: of a query, and of a path.
    var reserved = false
    var reservedPath = false
    /// Optional values that may be given by their names.
    var named = false
    /// Secrets that do not travel as headers of their own names.
    var security = false
    /// Calls with settings of their own.
    var clients = false

    static let all = Needs(
      calls: TypeScriptCall.all, forms: true, cookies: true, styles: true, reserved: true,
      reservedPath: true, named: true, security: true, clients: true)

    init(
      calls: Set<TypeScriptCall>, forms: Bool = false, cookies: Bool = false, styles: Bool = false,
      reserved: Bool = false, reservedPath: Bool = false, named: Bool = false,
      security: Bool = false, clients: Bool = false
    ) {
      self.calls = calls
      self.forms = forms
      self.cookies = cookies
      self.styles = styles
      self.reserved = reserved
      self.reservedPath = reservedPath
      self.named = named
      self.security = security
      self.clients = clients
    }

    init(of endpoints: [Endpoint], securitySchemes: JSONObject) {
      let parameters = endpoints.flatMap(\.parameters)
      calls = Set(endpoints.map(TypeScriptCall.init))
      forms = endpoints.contains { $0.body?.isForm == true }
      cookies = parameters.contains { $0.location == .cookie }
      styles = parameters.contains(where: \.isStyled)
      let keeping = parameters.filter { $0.isStyled && $0.writing.keepsReserved }
      reserved = keeping.contains { $0.location == .query }
      reservedPath = keeping.contains { $0.location == .path }
      named = endpoints.contains { endpoint in
        endpoint.declaredParameters.contains { !$0.required } || endpoint.body?.required == false
      }
      security = endpoints.contains {
        !SecretPlace.all(of: $0, schemes: securitySchemes).isEmpty
      }
    }

    /// The modules that generated code names something of.
    fileprivate var modules: Set<String> {
      let parts = [
        ("forms", forms), ("cookies", cookies), ("styles", styles), ("reserved", reserved),
        ("reserved-path", reservedPath), ("named", named),
      ]
      let always = ["options", "errors"]
      return Set(always + calls.flatMap(\.modules) + parts.filter(\.1).map(\.0))
    }

    fileprivate var conditions: Set<String> {
      let parts = [("clients", clients), ("security", security), ("styles", styles)]
      return Set(parts.filter(\.1).map(\.0))
    }
  }

  /// A strict compiler refuses what nobody uses: the modules, and those that they import.
  static func text(for needs: Needs, dialect: ScriptDialect = .typescript) -> String {
    let used = reached(from: needs.modules, conditions: needs.conditions)
    let texts = RuntimeModule.all.filter { used.contains($0.name) }.map { module in
      let source = dialect == .typescript ? module.typeScript : module.javaScript
      return source.text(for: needs.conditions)
    }
    return WrappedCode.script.text(texts.joined(separator: "\n"))
  }

  /// What takes values by their names.
  static var named: String { modules["named"]?.typeScript.text(for: []) ?? "" }

  private static func reached(from roots: Set<String>, conditions: Set<String>) -> Set<String> {
    var reached: Set<String> = []
    var waiting = Array(roots)
    while let name = waiting.popLast() {
      guard reached.insert(name).inserted, let module = modules[name] else { continue }
      waiting += module.typeScript.imports(for: conditions)
    }
    return reached
  }

  private static let modules = Dictionary(
    uniqueKeysWithValues: RuntimeModule.all.map { ($0.name, $0) })

  /// What the modules declare at the top level of an export, in any selection.
  static let names = Set(
    RuntimeModule.all.flatMap(\.typeScript.names) + RuntimeModule.settings.names)
}

extension TypeScriptCall {
  /// The modules that a call of this kind names something of.
  fileprivate var modules: Set<String> {
    switch self {
    case .file: return ["files"]
    case .result: return ["results"]
    case .stream(let formats):
      var modules: Set<String> = isEvents ? ["events"] : ["chunks"]
      if hasChunks { modules.insert("chunk-types") }
      if formats.contains(.ndjson) { modules.insert("record-format") }
      if formats.contains(.text) { modules.insert("text-format") }
      return modules
    }
  }
}
