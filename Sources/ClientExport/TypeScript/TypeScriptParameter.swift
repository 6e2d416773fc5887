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
  let type: String
  let isRequired: Bool
  let summary: String
  /// What stands between several values in one; nil repeats the name.
  var joint: String?

  /// The values of `endpoint` in the order of the call: required ones first, each group as it was
  /// declared, the body last in its group.
  static func all(of endpoint: Endpoint, models: TypeScriptModels) -> [TypeScriptParameter] {
    var names = TypeScriptNames(taken: used)
    // The option `lastEventId` sets the first one that the connection sends by itself.
    var result = endpoint.declaredParameters.map { parameter in
      TypeScriptParameter(
        wireName: parameter.name, place: place(of: parameter.location),
        name: names.claim(parameter.name),
        type: models.type(of: parameter.schema, at: .request, takesDates: true),
        isRequired: parameter.required,
        summary: parameter.isDeprecated ? "Deprecated. " + parameter.summary : parameter.summary,
        joint: parameter.listStyle.map { PercentCoding.decoded($0.rawValue[...]) })
    }
    if let body = endpoint.body {
      result.append(
        TypeScriptParameter(
          wireName: "body", place: .body, name: "body", type: models.type(of: body),
          isRequired: body.required, summary: ""))
    }
    return result.filter(\.isRequired) + result.filter { !$0.isRequired }
  }

  /// What a generated function uses under these names.
  private static let used: Set<String> = [
    "FormData", "JSON", "URLSearchParams", "body", "call", "callbacks", "cookieOf", "eventFormat",
    "fetchFile", "fetchResult", "filled", "joined", "openStream", "options", "recordFormat",
    "textFormat", "undefined",
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

extension Parameter {
  fileprivate var isDeprecated: Bool { schema["deprecated"] == true }
}

extension TypeScriptModels {
  /// The type of a body: what the runtime can send as its media type.
  fileprivate func type(of body: RequestBody) -> String {
    body.isJSON || body.isForm
      ? type(of: body.schema, at: body.place) : "string | Blob | ArrayBuffer | ArrayBufferView"
  }
}
