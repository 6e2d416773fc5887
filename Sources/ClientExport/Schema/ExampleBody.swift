import Endpoints
import StreamDecoding

/// The value of a body in code that calls an endpoint.
struct ExampleBody {
  let endpoint: Endpoint
  let models: JSONObject

  /// What was typed, or what would do; nil where that is no value.
  ///
  /// - Parameter text: The body as it would be sent; nil for bytes that nobody types.
  func value(of text: String?) -> MaskedValue? {
    guard let body = endpoint.body else { return nil }
    let json = text.flatMap { try? JSONValue(parsing: $0) }
    switch body.mediaType {
    case "application/x-www-form-urlencoded": return text.map(MaskedValue.init(form:))
    case "multipart/form-data":
      // Nobody types the parts of a form as they are sent.
      let sample = BodyDraft.value(for: body, models: models, filling: .example)
      return MaskedValue(json?.objectValue == nil ? sample : json ?? sample)
    default: return json.map(MaskedValue.init)
    }
  }
}
