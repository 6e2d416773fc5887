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

  /// The values of `endpoint` in the order of the call: required ones first, each group as it was
  /// declared, the body last in its group.
  static func all(of endpoint: Endpoint, models: TypeScriptModels) -> [TypeScriptParameter] {
    var names = TypeScriptNames(taken: used)
    // The option `lastEventId` sets the first one that the connection sends by itself.
    var result = endpoint.declaredParameters.map { parameter in
      let shape = models.table.shape(of: parameter.schema, at: .request)
      return TypeScriptParameter(
        wireName: parameter.name, place: place(of: parameter.location),
        name: names.claim(parameter.name), shape: shape,
        type: TypeScriptType(takesDates: true).text(shape), isRequired: parameter.required,
        summary: parameter.schema.isDeprecated
          ? "Deprecated. " + parameter.summary : parameter.summary,
        style: parameter.isStyled ? parameter.writing : nil)
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
          summary: ""))
    }
    return result.filter(\.isRequired) + result.filter { !$0.isRequired }
  }

  /// What a generated function uses under these names.
  private static let used: Set<String> = [
    "FormData", "JSON", "Styled", "URLSearchParams", "body", "call", "callbacks", "cookieOf",
    "eventFormat", "fetchFile", "fetchResult", "filled", "openStream", "options", "recordFormat",
    "reservedKept", "textFormat", "undefined",
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
