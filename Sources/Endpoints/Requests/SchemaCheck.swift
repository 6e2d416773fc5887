import StreamDecoding

/// A JSON value held against a JSON Schema: which rules it breaks, and where.
///
/// It is never stricter than the schema: what it does not understand allows everything.
/// Source: JSON Schema 2020-12, Core and Validation.
public struct SchemaCheck {
  /// Whether a regular expression is found in a text; nil where nobody knows.
  public typealias Search = (_ pattern: String, _ text: String) -> Bool?

  /// A rule that a value breaks.
  public struct Breach: Hashable, Sendable {
    /// `address.zip`, `items[0]`; "" for the value itself.
    public var path: String
    /// `must be at least 0`, `is required`.
    public var words: String
    /// True where the value is of another type altogether.
    var isOfType = false
    /// True where something is not there that must be.
    public var isAbsence: Bool { words == Self.absence }

    static let absence = "is required"

    /// `age must be at least 0`.
    ///
    /// - Parameter name: What the whole value is called.
    public func sentence(of name: String) -> String {
      (path.isEmpty || path.hasPrefix("[") ? name + path : path) + " " + words
    }
  }

  /// More says nothing new to somebody who mends one after the other.
  private static let mostBreaches = 20
  private static let deepest = 64

  let models: JSONObject
  let search: Search?
  /// How many schemas are looked at yet: models that hold each other many times have no end.
  private var room = 20_000
  /// How many texts are searched yet.
  var searches = 200

  /// - Parameters:
  ///   - models: The schemas that others refer to, by name.
  ///   - search: Without it, patterns allow everything.
  public init(models: JSONObject, search: Search? = nil) {
    self.models = models
    self.search = search
  }

  /// What is wrong with a value, in the order of the schema; empty where it fits.
  public static func breaches(
    of value: JSONValue, in schema: JSONValue, models: JSONObject, search: Search? = nil
  ) -> [Breach] {
    var check = SchemaCheck(models: models, search: search)
    return check.breaches(of: value, in: schema, at: "", depth: 0)
  }

  /// Which of several schemas a value is meant for: the first that it fits, else that of its type and
  /// with the fewest rules broken.
  public static func alternative(
    for value: JSONValue, among choices: [JSONValue], models: JSONObject
  ) -> Int? {
    var check = SchemaCheck(models: models)
    var best: (index: Int, count: Int)?
    for (index, choice) in choices.enumerated() {
      let found = check.breaches(of: value, in: choice, at: "", depth: 0)
      if found.isEmpty { return index }
      let isOther = found.contains { $0.isOfType && $0.path.isEmpty }
      let count = found.count + (isOther ? 2 * mostBreaches : 0)
      if count < best?.count ?? .max { best = (index, count) }
    }
    return best?.index
  }

  mutating func breaches(
    of value: JSONValue, in schema: JSONValue, at path: String, depth: Int
  ) -> [Breach] {
    room -= 1
    guard room > 0, depth < Self.deepest else { return [] }
    if schema == .bool(false) { return [Breach(path: path, words: "must not be there")] }
    guard schema.objectValue != nil else { return [] }
    var found: [Breach] = []
    if let target = SchemaReference(schema)?.target(in: models) {
      found += breaches(of: value, in: target, at: path, depth: depth + 1)
    }
    for part in schema["allOf"]?.arrayValue ?? [] where found.count < Self.mostBreaches {
      found += breaches(of: value, in: part, at: path, depth: depth + 1)
    }
    for key in ["anyOf", "oneOf"] {
      guard let choices = schema[key]?.arrayValue, !choices.isEmpty else { continue }
      found += breaches(of: value, inOneOf: choices, at: path, depth: depth)
    }
    if let other = schema["not"], other.objectValue?.isEmpty == false,
      breaches(of: value, in: other, at: path, depth: depth + 1).isEmpty
    {
      found.append(Breach(path: path, words: "must be something else"))
    }
    if let condition = schema["if"] {
      let holds = breaches(of: value, in: condition, at: path, depth: depth + 1).isEmpty
      let then = schema[holds ? "then" : "else"]
      found += then.map { breaches(of: value, in: $0, at: path, depth: depth + 1) } ?? []
    }
    if let breach = typeBreach(of: value, in: schema, at: path) { return found + [breach] }
    found += ownRules(of: value, in: schema).map { Breach(path: path, words: $0) }
    switch value {
    case .array(let elements):
      found += items(elements, schema, path, depth)
    case .object(let members):
      found += self.members(members, schema, path, depth)
    case .null, .bool, .number, .string: break
    }
    return Array(found.prefix(Self.mostBreaches))
  }

  /// Of several alternatives that all fail, that which the value was meant for: of its type, and
  /// with the fewest rules broken.
  private mutating func breaches(
    of value: JSONValue, inOneOf choices: [JSONValue], at path: String, depth: Int
  ) -> [Breach] {
    var best: [Breach]?
    var types: [String] = []
    for choice in choices {
      let found = breaches(of: value, in: choice, at: path, depth: depth + 1)
      if found.isEmpty { return [] }
      let isOther = found.contains { $0.isOfType && $0.path == path }
      if isOther {
        types += found.filter { $0.isOfType }.map(\.words)
      } else if found.count < best?.count ?? .max {
        best = found
      }
    }
    if let best { return best }
    let words = types.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let all = words.map { $0.replacing("must be ", with: "") }.joined(separator: " or ")
    return [Breach(path: path, words: "must be " + all, isOfType: true)]
  }

  private func typeBreach(of value: JSONValue, in schema: JSONValue, at path: String) -> Breach? {
    let types =
      schema["type"]?.stringValue.map { [$0] }
      ?? schema["type"]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard !types.isEmpty, !types.contains(where: value.isOf) else { return nil }
    return Breach(
      path: path, words: "must be " + types.joined(separator: " or "), isOfType: true)
  }

  private mutating func items(
    _ elements: [JSONValue], _ schema: JSONValue, _ path: String, _ depth: Int
  ) -> [Breach] {
    let places = schema["prefixItems"]?.arrayValue ?? []
    var found: [Breach] = []
    for (index, element) in elements.enumerated() where found.count < Self.mostBreaches {
      guard let own = index < places.count ? places[index] : schema["items"] else { continue }
      found += breaches(of: element, in: own, at: "\(path)[\(index)]", depth: depth + 1)
    }
    if let wanted = schema["contains"] {
      let count = elements.count {
        breaches(of: $0, in: wanted, at: path, depth: depth + 1).isEmpty
      }
      let least = schema["minContains"]?.intValue ?? 1
      if count < least { found.append(Breach(path: path, words: "must have an item it lacks")) }
    }
    return found
  }

  private mutating func members(
    _ members: JSONObject, _ schema: JSONValue, _ path: String, _ depth: Int
  ) -> [Breach] {
    let start = path.isEmpty ? "" : path + "."
    let properties = schema["properties"]?.objectValue ?? [:]
    let required = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
    let dependent = (schema["dependentRequired"]?.objectValue ?? [:]).filter {
      members[$0.key] != nil
    }.flatMap { ($0.value.arrayValue ?? []).compactMap(\.stringValue) }
    var found = (required + dependent.filter { !required.contains($0) })
      .filter { members[$0] == nil }.map { Breach(path: start + $0, words: Breach.absence) }
    for (name, value) in members where found.count < Self.mostBreaches {
      var isKnown = false
      if let own = properties[name] {
        isKnown = true
        found += breaches(of: value, in: own, at: start + name, depth: depth + 1)
      }
      for (pattern, own) in schema["patternProperties"]?.objectValue ?? [:] {
        // Of what nobody knows nothing is said, be it of the one or of the other.
        guard searched(pattern, in: name) != false else { continue }
        isKnown = true
        if searched(pattern, in: name) == true {
          found += breaches(of: value, in: own, at: start + name, depth: depth + 1)
        }
      }
      if !isKnown, let other = schema["additionalProperties"] {
        found += breaches(of: value, in: other, at: start + name, depth: depth + 1)
      }
    }
    return found
  }

  mutating func searched(_ pattern: String, in text: String) -> Bool? {
    guard searches > 0, let search else { return nil }
    searches -= 1
    return search(pattern, text)
  }
}

extension JSONValue {
  /// Whether this is of a type of JSON Schema's; `1.0` is an integer, too.
  fileprivate func isOf(_ type: String) -> Bool {
    switch (type, self) {
    case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array),
      ("object", .object), ("number", .number):
      true
    case ("integer", .number(let text)):
      doubleValue.map { $0 == $0.rounded() } ?? (intValue != nil || text.isEmpty)
    case ("null", _), ("boolean", _), ("string", _), ("array", _), ("object", _), ("number", _),
      ("integer", _):
      false
    // A type that JSON Schema doesn't know says nothing.
    default: true
    }
  }
}
