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
    guard body.isForm else { return json.map(MaskedValue.init) }
    guard body.isMultipart else { return text.map(MaskedValue.init(form:)) }
    // Nobody types the parts of a form as they are sent.
    let sample = BodyDraft.value(for: body, of: endpoint, models: models, filling: .example)
    return MaskedValue(json?.objectValue == nil ? sample : json ?? sample)
  }
}
