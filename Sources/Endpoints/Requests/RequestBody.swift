import StreamDecoding
import WebText

/// What a request carries as its body.
public struct RequestBody: Sendable, Hashable {
  /// Without parameters, in small letters: `application/json`.
  public var mediaType: String
  /// A request without it is refused.
  public var required: Bool
  /// JSON Schema, dialect 2020-12; refers to models as `#/components/schemas/NAME`.
  public var schema: JSONValue
  /// The author's own example of it, where there is one beside the schema.
  public var example: JSONValue?

  /// Makes a request body.
  public init(
    mediaType: String = "application/json", required: Bool = true, schema: JSONValue = [:],
    example: JSONValue? = nil
  ) {
    self.mediaType = MediaType(mediaType).essence
    self.required = required
    self.schema = schema
    self.example = example
  }

  /// Whether it is sent as one JSON text.
  public var isJSON: Bool { MediaType(mediaType).isJSON }
  /// Whether it is sent as a form, of one text or in parts.
  public var isForm: Bool { MediaType(mediaType).isURLEncodedForm || isMultipart }
  /// Whether it is sent as the parts of a form.
  public var isMultipart: Bool { MediaType(mediaType).isMultipartForm }
  /// Whether it is a file's bytes.
  public var isFile: Bool {
    !isJSON && !isForm && (schema.isBinary || MediaType(mediaType).isFile)
  }
  /// Whether it is a text that a user types.
  public var isText: Bool { MediaType(mediaType).isText }
}
