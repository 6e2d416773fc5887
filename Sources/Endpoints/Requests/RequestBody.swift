import StreamDecoding

/// What a request carries as its body.
public struct RequestBody: Sendable, Hashable {
  /// Without parameters: `application/json`.
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
    self.mediaType = mediaType
    self.required = required
    self.schema = schema
    self.example = example
  }
}
