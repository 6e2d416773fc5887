import Endpoints
import WebText

/// What the runtime makes of an ordinary answer, by its media type.
enum AnswerForm {
  /// The value of its JSON text.
  case json
  case text
  /// A Blob.
  case bytes
  /// Only the answer itself will say.
  case unknown

  /// - Parameter mediaType: As it was declared; a range like `*/*` says nothing.
  init(mediaType: String?) {
    let type = MediaType(mediaType)
    self =
      mediaType == nil || type.essence.contains("*")
      ? .unknown : type.isJSON ? .json : type.isText ? .text : .bytes
  }
}

extension Endpoint {
  /// Whether it is known that it answers in JSON, and in nothing else: FastAPI says so, too, of
  /// answers that it knows nothing of.
  var answersInJSON: Bool { !$kinds.isAssumed && AnswerForm(mediaType: mediaType) == .json }
}
