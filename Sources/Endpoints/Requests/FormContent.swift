import StreamDecoding
import WebText

/// What a form sends of what is filled in.
public struct FormContent {
  /// In the order of the members; a list's items have one name.
  public let parts: [PlannedRequest.Part]

  /// The form of a value.
  ///
  /// - Parameter schema: The body's, with references.
  public init(_ value: JSONValue, schema: JSONValue, models: JSONObject) {
    let whole = MergedSchema.of(schema, models: models)
    parts = (value.objectValue ?? [:]).flatMap { name, member -> [PlannedRequest.Part] in
      let isFile = Self.isFile(BodyDraft.schema(of: name, in: whole), models)
      return Self.texts(of: member).map {
        isFile ? .file(name: name, path: $0) : .text(name: name, value: $0)
      }
    }
  }

  /// The form of lines, where no schema names fields: `NAME=VALUE`, or `NAME=@PATH` for a file.
  public init(lines: String) {
    parts = lines.split(whereSeparator: \.isNewline).compactMap(Self.part)
  }

  /// The first of such lines that names no field; nil where all do.
  public static func unread(in lines: String) -> String? {
    lines.split(whereSeparator: \.isNewline).first { part($0) == nil }.map(String.init)
  }

  private static func part(_ line: Substring) -> PlannedRequest.Part? {
    guard let equals = line.firstIndex(of: "="), equals > line.startIndex else { return nil }
    let name = String(line[..<equals])
    let value = line[line.index(after: equals)...]
    return value.first == "@"
      ? .file(name: name, path: String(value.dropFirst())) : .text(name: name, value: String(value))
  }

  /// `a=1&b=2`. Source: WHATWG URL, 5.2 "urlencoded serializing".
  public var text: String {
    let pairs = parts.map { part in
      switch part {
      case .text(let name, let value), .file(let name, let value):
        PercentCoding.form(name) + "=" + PercentCoding.form(value)
      }
    }
    return pairs.joined(separator: "&")
  }

  /// Whether a form of this schema has fields that are files.
  static func hasFiles(_ schema: JSONValue, models: JSONObject) -> Bool {
    let whole = MergedSchema.of(schema, models: models)
    return whole["properties"]?.objectValue?.contains { isFile($0.value, models) } ?? false
  }

  /// Whether what a schema describes is a file in a form of parts, or a list of such.
  public static func isFile(_ schema: JSONValue, _ models: JSONObject) -> Bool {
    isFile(schema, models, depth: 0)
  }

  private static func isFile(_ schema: JSONValue, _ models: JSONObject, depth: Int) -> Bool {
    let own = MergedSchema.of(schema, models: models)
    if own.isBinary { return true }
    let inner = ["anyOf", "oneOf"].flatMap { own[$0]?.arrayValue ?? [] }
    return depth < 3
      && (inner + [own["items"]].compactMap(\.self)).contains {
        isFile($0, models, depth: depth + 1)
      }
  }

  /// What a form sends of a member's value: a text for each item of a list, and nothing for null.
  public static func texts(of value: JSONValue) -> [String] {
    switch value {
    case .null: []
    case .array(let elements): elements.flatMap(texts)
    case .string(let text): [text]
    case .bool, .number, .object: [value.text()]
    }
  }
}

extension JSONValue {
  /// A schema of bytes: OpenAPI 3.0 writes `format`, 3.1 `contentMediaType` without an encoding.
  public var isBinary: Bool {
    if self["format"] == "binary" { return true }
    guard self["contentEncoding"] == nil, let type = self["contentMediaType"]?.stringValue else {
      return false
    }
    return MediaType(type).isFile
  }
}
