import StreamDecoding

/// A reference to a model, `#/components/schemas/Order`, or to a schema inside of one,
/// `#/components/schemas/Order/$defs/Status`.
public struct SchemaReference: Sendable, Hashable {
  /// The model's name.
  public let model: String
  /// The way on from the model; empty where the model itself is meant.
  public let inner: [String]

  /// A reference to a model, or into it.
  public init(to model: String, inner: [String] = []) {
    self.model = model
    self.inner = inner
  }

  /// Reads a `$ref`; nil for one that leads somewhere else.
  public init?(text: String) {
    guard let steps = JSONPointer(reference: text)?.steps, steps.starts(with: Self.root),
      let model = steps.dropFirst(Self.root.count).first
    else { return nil }
    self.init(to: model, inner: Array(steps.dropFirst(Self.root.count + 1)))
  }

  /// What `schema` refers to; nil where it refers to nothing of this kind.
  public init?(_ schema: JSONValue) {
    guard let text = schema["$ref"]?.stringValue else { return nil }
    self.init(text: text)
  }

  private static let root = ["components", "schemas"]

  /// As `$ref` has it.
  public var text: String { JSONPointer(Self.root + [model] + inner).reference }

  /// The schema that is nothing but this reference.
  public var schema: JSONValue { ["$ref": .string(text)] }

  /// The schema referred to; nil where there is none.
  public func target(in models: JSONObject) -> JSONValue? {
    models[model].flatMap(JSONPointer(inner).value)
  }

  /// Every reference in `schema`, at any depth, in the order of the text.
  public static func all(in schema: JSONValue) -> [SchemaReference] {
    switch schema {
    case .null, .bool, .number, .string: []
    case .array(let elements): elements.flatMap(all(in:))
    case .object(let members):
      (SchemaReference(schema).map { [$0] } ?? []) + members.flatMap { all(in: $0.value) }
    }
  }

  /// Those that stand for `schema` itself or for one of its alternatives: what an alias of it needs
  /// before it means anything.
  public static func immediate(in schema: JSONValue) -> [SchemaReference] {
    if let reference = SchemaReference(schema) { return [reference] }
    return ["anyOf", "oneOf", "allOf"].flatMap { key in
      (schema[key]?.arrayValue ?? []).flatMap(immediate(in:))
    }
  }
}
