import Endpoints
import StreamDecoding

/// One value that a method takes for its request.
struct PythonParameter {
  let wireName: String
  /// Nil for the body.
  let location: ParameterLocation?
  let name: String
  let type: String
  /// Nil for a body that is sent as it is.
  let shape: Shape?
  let isRequired: Bool
  let summary: String
  /// The parts of a form, which can be files.
  var isForm = false
  /// How it is written; nil as the runtime writes values by itself.
  var style: ParameterStyle?
  /// A body that is always there, also for None.
  var takesNull = false

  /// The values of `endpoint`, in the order of the declaration, the body last.
  ///
  /// - Parameter wish: What types without a name begin with.
  static func all(
    of endpoint: Endpoint, wish: String, shapes: inout ShapeTable
  ) -> [PythonParameter] {
    var names = NameScope(
      words: PythonText.words,
      // A name of a type would hide it within the method.
      taken: used.union(shapes.declarations.map(\.name)).union([wish + "Item"]))
    var result: [PythonParameter] = []
    for parameter in endpoint.declaredParameters {
      let shape = shapes.shape(
        of: parameter.schema, at: .request,
        wish: wish + NameScope.joined(parameter.name.split { !NameScope.isLanguageWord($0) }))
      result.append(
        PythonParameter(
          wireName: parameter.name, location: parameter.location,
          name: names.claim(PythonText.unmangled(NameScope.identifier(parameter.name))),
          type: PythonType().text(shape), shape: shape,
          isRequired: parameter.required, summary: parameter.summary,
          style: parameter.isStyled ? parameter.writing : nil))
    }
    guard let body = endpoint.body else { return result }
    let shape =
      body.isJSON || body.isForm
      ? shapes.shape(of: body.schema, at: body.place, wish: wish + "Body") : nil
    let takesNull = shape.map(DeclaredShapes(shapes.declarations).takesNull) ?? false
    result.append(
      PythonParameter(
        wireName: "body", location: nil, name: names.claim("body"),
        type: shape.map(PythonType().text) ?? "str | bytes", shape: shape,
        isRequired: body.required, summary: "", isForm: body.isMultipart,
        takesNull: body.required && body.isJSON && takesNull))
    return result
  }

  /// The type of a value that may be left out.
  static func optional(_ type: String) -> String {
    type == "Any" || type == "None" || type.hasSuffix("| None") ? type : type + " | None"
  }

  /// What a generated method uses under these names.
  private static let used: Set<String> = [
    "Any", "Literal", "_Call", "_Styled", "answer", "call", "last_event_id", "progress",
    "reconnect", "to",
  ]
}
