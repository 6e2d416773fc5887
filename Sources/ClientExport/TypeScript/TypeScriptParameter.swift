import Endpoints
import StreamDecoding
import WebText

/// One value that a generated function takes for its request.
struct TypeScriptParameter {
  /// Where in the request it goes.
  enum Place: String {
    case params, query, headers, cookies, body
  }

  /// Its name on the wire; that of a body is `body`.
  let wireName: String
  let place: Place
  /// The variable's name.
  let name: String
  /// Anything for a body that is sent as it is.
  let shape: Shape
  let type: String
  let isRequired: Bool
  let summary: String
  /// How it is written; nil as the runtime writes values by itself.
  var style: ParameterStyle?

  /// It may be an object, which nothing tells from one that holds values by their names.
  let mayBeObject: Bool

  /// The values of `endpoint` in the order of the call: required ones first, each group as it was
  /// declared, the body last in its group; optional ones that are objects are last of all.
  static func all(of endpoint: Endpoint, models: TypeScriptModels) -> [TypeScriptParameter] {
    var names = TypeScriptNames(taken: used)
    // The option `lastEventId` sets the first one that the connection sends by itself.
    func mayBeObject(_ shape: Shape) -> Bool {
      models.shapes.alternatives(of: shape).contains { shape in
        switch shape {
        case .anything, .binary, .map, .named, .object, .union, .all: true
        case .nothing, .null, .bool, .integer, .number, .text, .constants, .list, .tuple: false
        }
      }
    }
    var result = endpoint.declaredParameters.map { parameter in
      let shape = models.table.shape(of: parameter.schema, at: .request)
      return TypeScriptParameter(
        wireName: parameter.name, place: place(of: parameter.location),
        name: names.claim(parameter.name), shape: shape,
        type: TypeScriptType(takesDates: true).text(shape), isRequired: parameter.required,
        summary: parameter.schema.isDeprecated
          ? "Deprecated. " + parameter.summary : parameter.summary,
        style: parameter.isStyled ? parameter.writing : nil, mayBeObject: mayBeObject(shape))
    }
    if let body = endpoint.body {
      let isTyped = body.isJSON || body.isForm
      let shape = isTyped ? models.table.shape(of: body.schema, at: body.place) : .anything
      // What the runtime can send as any media type.
      let raw = "string | Blob | ArrayBuffer | ArrayBufferView"
      result.append(
        TypeScriptParameter(
          wireName: "body", place: .body, name: "body", shape: shape,
          type: isTyped ? TypeScriptType().text(shape) : raw, isRequired: body.required,
          summary: "", mayBeObject: mayBeObject(shape)))
    }
    let optional = result.filter { !$0.isRequired }
    // What nobody knows may be any value, whose place is kept.
    let isObject = { (parameter: Self) in parameter.mayBeObject && parameter.shape != .anything }
    return result.filter(\.isRequired) + optional.filter { !isObject($0) }
      + optional.filter(isObject)
  }

  /// What a generated function uses under these names.
  private static let used: Set<String> = [
    "FormData", "JSON", "Styled", "URLSearchParams", "body", "call", "callbacks", "cookieOf",
    "eventFormat", "fetchFile", "fetchResult", "filled", "inOrder", "openStream", "options",
    "recordFormat", "reservedKept", "rest", "textFormat", "undefined",
  ]

  /// Where a parameter of this location goes.
  static func place(of location: ParameterLocation) -> Place {
    switch location {
    case .path: .params
    case .query: .query
    case .header: .headers
    case .cookie: .cookies
    }
  }
}
