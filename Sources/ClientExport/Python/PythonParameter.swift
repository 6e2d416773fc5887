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
    let parameters = endpoint.declaredParameters
    let types = parameters.map { parameter in
      shapes.shape(
        of: parameter.schema, at: .request,
        wish: wish + NameScope.joined(parameter.name.split { !NameScope.isLanguageWord($0) }))
    }
    let bodyType = endpoint.body.flatMap { body in
      body.isJSON || body.isForm
        ? shapes.shape(of: body.schema, at: body.place, wish: wish + "Body") : nil
    }
    let declared = shapes.declared
    var names = NameScope(words: PythonText.words, taken: used.union([wish + "Item"])) {
      // A name of a type would hide it within the method.
      declared.declarations[$0] != nil
    }
    var result: [PythonParameter] = []
    for (parameter, shape) in zip(parameters, types) {
      result.append(
        PythonParameter(
          wireName: parameter.name, location: parameter.location,
          name: names.claim(PythonText.unmangled(NameScope.identifier(parameter.name))),
          type: PythonType().text(shape), shape: shape,
          isRequired: parameter.required, summary: parameter.summary,
          style: parameter.isStyled ? parameter.writing : nil))
    }
    guard let body = endpoint.body else { return result }
    let takesNull = bodyType.map(declared.takesNull) ?? false
    result.append(
      PythonParameter(
        wireName: "body", location: nil, name: names.claim("body"),
        type: bodyType.map(PythonType().text) ?? "str | bytes", shape: bodyType,
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
    "reconnect", "reconnect_limit", "to",
  ]
}
