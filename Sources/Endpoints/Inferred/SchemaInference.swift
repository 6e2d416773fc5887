import StreamDecoding

/// Finds a schema that all values fit which it was given: of records where nobody declared a model.
///
/// It tells what was seen, and so more than is promised: a member that was always there is required,
/// a few words that came again and again are an enumeration. Its memory is bounded, whatever comes.
public final class SchemaInference {
  /// Names by which records tell of which sort they are.
  private static let names = ["type", "kind", "event", "op", "action", "object"]
  private static let mostSorts = 12

  /// How many values it was given.
  public var count: Int { all.count }

  private let all = SeenValues()
  private var room = 20_000
  /// The member that tells of which sort a record is, and those of each sort.
  private var sorts: (name: String, values: [(name: String, SeenValues)])?

  /// Of nothing yet.
  public init() {}

  /// Takes a value into account.
  public func take(_ value: JSONValue) {
    if all.count == 0, let name = Self.names.first(where: { value[$0]?.stringValue != nil }) {
      sorts = (name, [])
    }
    all.take(value, &room)
    guard let name = sorts?.name else { return }
    guard let sort = value[name]?.stringValue, sort.utf8.count <= SeenValues.longestWord else {
      sorts = nil
      return
    }
    if let index = sorts?.values.firstIndex(where: { $0.name.utf8.elementsEqual(sort.utf8) }) {
      sorts?.values[index].1.take(value, &room)
    } else {
      let seen = SeenValues()
      seen.take(value, &room)
      sorts?.values.append((sort, seen))
      if sorts?.values.count ?? 0 > Self.mostSorts { sorts = nil }
    }
  }

  /// The schema, in JSON Schema's dialect 2020-12; `{}` where nothing is known.
  public var schema: JSONValue {
    guard let sorts, sorts.values.count > 1, sorts.values.areDifferent else { return all.schema }
    return [
      "anyOf": .array(
        sorts.values.map { sort, seen in
          var schema = seen.schema
          schema.setProperty(sorts.name, ["type": "string", "enum": [.string(sort)]])
          return schema
        })
    ]
  }
}

extension [(name: String, SeenValues)] {
  /// Whether their values have other members, so that each is a shape of its own.
  fileprivate var areDifferent: Bool {
    let shapes = map { Set($0.1.memberNames) }
    return shapes.contains { $0 != shapes[0] }
  }
}

extension JSONValue {
  fileprivate mutating func setProperty(_ name: String, _ schema: JSONValue) {
    guard var members = objectValue, var properties = members["properties"]?.objectValue else {
      return
    }
    properties[name] = schema
    members["properties"] = .object(properties)
    self = .object(members)
  }
}
