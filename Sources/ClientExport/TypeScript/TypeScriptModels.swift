import Endpoints
import StreamDecoding

/// The models that some endpoints reach, as TypeScript has them.
struct TypeScriptModels {
  let table: ModelTable
  /// What the names of the table's declarations stand for.
  let shapes: DeclaredShapes

  /// OpenAPI's security schemes by their names.
  let securitySchemes: JSONObject

  init(
    endpoints: [Endpoint], models: JSONObject, securitySchemes: JSONObject = [:],
    names scope: inout TypeScriptNames
  ) {
    self.securitySchemes = securitySchemes
    var taken = scope
    table = ModelTable(
      endpoints: endpoints, models: models,
      typeName: { name in
        NameScope.typeName(name) { TypeScriptNames.isIdentifier("a" + String($0)) }
      }
    ) { taken.claim($0) }
    shapes = DeclaredShapes(table.declarations)
    scope = taken
  }

  /// The type of what an endpoint sends; nil when nobody knows it.
  func type(of item: NamedSchema?) -> String? {
    let shape = table.shape(of: item)
    return shape == .anything ? nil : TypeScriptType().text(shape)
  }

  /// The names of all types that are declared, in their order.
  var typeNames: [String] { table.declarations.map(\.name) }

  /// All declarations, each ending with a newline.
  var declarations: [String] { table.declarations.map(TypeScriptType.declaration) }
}
