import StreamClient
import StreamDecoding
import WebText

/// The body that the command line gives.
enum RequestBodyContent: Equatable {
  /// The media type is nil where the endpoint says it, or what the bytes look like.
  case bytes([UInt8], mediaType: String?)
  case multipart(MultipartForm)

  /// What `--form` gives: a form of texts is urlencoded, one with files is multipart.
  init(form fields: [FormField], isMultipart: Bool) {
    var form = MultipartForm()
    var pairs: [String] = []
    for field in fields {
      switch field {
      case .text(let name, let value):
        form.add(name, value)
        pairs.append(PercentCoding.form(name) + "=" + PercentCoding.form(value))
      case .file(let name, let path, let fileName, let mediaType):
        form.add(name, file: path, fileName: fileName, mediaType: mediaType)
      }
    }
    self =
      pairs.count == fields.count && !isMultipart
      ? .bytes(
        Array(pairs.joined(separator: "&").utf8), mediaType: "application/x-www-form-urlencoded")
      : .multipart(form)
  }

  /// For a request whose endpoint says nothing.
  var content: RequestContent {
    switch self {
    case .bytes(let bytes, let mediaType):
      .bytes(bytes, mediaType: mediaType ?? Self.likelyMediaType(of: bytes))
    case .multipart(let form): .multipart(form)
    }
  }

  /// For the plan of an endpoint, which only has to know that there is a body where it is no bytes.
  var bytes: [UInt8] {
    switch self {
    case .bytes(let bytes, _): bytes
    case .multipart: []
    }
  }

  private static func likelyMediaType(of bytes: [UInt8]) -> String {
    let isJSON = (try? JSONValue(parsing: bytes)) != nil
    return isJSON ? "application/json" : "application/x-www-form-urlencoded"
  }
}
