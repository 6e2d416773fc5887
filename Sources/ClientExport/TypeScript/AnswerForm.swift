/// What the runtime makes of an ordinary answer, by its media type.
enum AnswerForm {
  /// The value of its JSON text.
  case json
  case text
  /// A Blob.
  case bytes
  /// Only the answer itself will say.
  case unknown

  /// - Parameter mediaType: As it was declared, without parameters; a range like `*/*` says nothing.
  init(mediaType: String?) {
    guard let type = mediaType?.lowercased(), !type.contains("*") else {
      self = .unknown
      return
    }
    if type.hasSuffix("/json") || type.hasSuffix("+json") {
      self = .json
    } else {
      self = type.hasPrefix("text/") ? .text : .bytes
    }
  }
}
