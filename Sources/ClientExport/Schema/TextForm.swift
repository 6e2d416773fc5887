import StreamDecoding

/// Texts of a certain form, as FluidKit names them.
enum TextForm: String, CaseIterable {
  case uuid = "UUID"
  case decimal = "Decimal"
  case dateTime = "DateTime"
  case date = "Date"
  case time = "Time"
  case duration = "Duration"
  case path = "Path"
  case email = "EmailStr"
  case url = "HttpUrl"

  /// Nil for any text.
  ///
  /// Source: JSON Schema Validation, 7.3, "Defined Formats", and what Pydantic writes beside them.
  init?(_ schema: JSONValue) {
    if let format = schema["format"]?.stringValue {
      guard let form = Self.formats[format] else { return nil }
      self = form
    } else {
      // What Pydantic writes for a Decimal, which has no format.
      guard schema["pattern"]?.stringValue?.hasPrefix("^(?!^[-+.]*$)[+-]?0*") == true
      else { return nil }
      self = .decimal
    }
  }

  private static let formats: [String: TextForm] = [
    "uuid": .uuid, "uuid1": .uuid, "uuid3": .uuid, "uuid4": .uuid, "uuid5": .uuid,
    "decimal": .decimal, "date-time": .dateTime, "date": .date, "time": .time,
    "duration": .duration, "path": .path, "file-path": .path, "directory-path": .path,
    "email": .email, "name-email": .email, "uri": .url, "url": .url,
  ]
}
