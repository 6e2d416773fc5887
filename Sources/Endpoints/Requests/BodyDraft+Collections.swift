import StreamDecoding

extension BodyDraft {
  /// A list is empty unless it must not be; a tuple has all of its places.
  mutating func array(_ schema: JSONValue, depth: Int) -> JSONValue {
    let places = schema["prefixItems"]?.arrayValue ?? []
    let least = min(schema["minItems"]?.intValue ?? 0, Self.mostItems)
    var elements: [JSONValue] = []
    for place in places { elements.append(value(for: place, depth: depth + 1)) }
    if let wanted = schema["contains"] {
      let count = min(schema["minContains"]?.intValue ?? 1, Self.mostItems)
      for _ in 0..<max(0, count) {
        elements.append(
          value(for: ["allOf": [wanted, schema["items"] ?? true]], depth: depth + 1))
      }
    }
    let items = schema["items"] ?? true
    let isUnique = schema["uniqueItems"] == true
    while elements.count < least, room > 0 {
      let next = value(for: items, depth: depth + 1)
      elements.append(isUnique ? unlike(elements, next, in: items) : next)
    }
    return .array(elements)
  }

  /// A value that is not among others.
  private mutating func unlike(
    _ others: [JSONValue], _ value: JSONValue, in schema: JSONValue
  ) -> JSONValue {
    guard others.contains(value) else { return value }
    let whole = MergedSchema.of(schema, models: models)
    let variants = Self.variants(of: value, in: whole).filter { !others.contains($0) }
    return firstTaken(of: variants, by: schema) ?? value
  }

  /// Values near one, which may fit its schema, too; of an object so many that each member has its
  /// turn.
  static func variants(of value: JSONValue, in schema: JSONValue) -> [JSONValue] {
    let listed = schema["enum"]?.arrayValue ?? []
    let alternatives = (schema["anyOf"]?.arrayValue ?? []) + (schema["oneOf"]?.arrayValue ?? [])
    let own: [JSONValue]
    switch value {
    case .null: own = [false, 0, "", [], [:]]
    case .bool(let isTrue): own = [.bool(!isTrue)]
    case .number:
      let step = schema["multipleOf"]?.doubleValue ?? 1
      own = (1...2 * mostItems).flatMap { count in
        [1, -1].map { NumberSample.json((value.doubleValue ?? 0) + Double(count) * step * $0) }
      }
    case .string(let text):
      let patterned = schema["pattern"]?.stringValue.map {
        PatternSample.texts(for: $0, count: 2 * mostItems)
      }
      let cut = String(text.dropLast())
      let letters = "abcdefghijklmnop".map(String.init)
      let texts = letters.map { text + $0 } + letters.map { cut + $0 }
      // The last digit of a date or of a UUID may be another.
      let digits = (0...9).map { cut + String($0) }
      own = ((patterned ?? []) + texts + digits).map(JSONValue.string)
    case .array(let elements): own = elements.first.map { [.array(elements + [$0])] } ?? []
    case .object(let members):
      own = members.flatMap { name, member -> [JSONValue] in
        let inner = schema["properties"]?[name] ?? [:]
        let turn = max(1, mostVariants / members.count)
        return variants(of: member, in: inner).prefix(turn).map { other -> JSONValue in
          var changed = members
          changed[name] = other
          return .object(changed)
        }
      }
    }
    let consts = alternatives.compactMap { $0["const"] }
    return listed + consts + own
  }

  /// Required members, those that bring others with them, and as many as there must be.
  mutating func object(_ schema: JSONValue, depth: Int) -> JSONValue {
    let properties = schema["properties"]?.objectValue ?? [:]
    let required = (schema["required"]?.arrayValue ?? []).compactMap(\.stringValue)
    let most = schema["maxProperties"]?.intValue ?? .max
    var wanted = Set(required)
    var object = JSONObject()
    for (name, member) in properties where room > 0 {
      let isRequired = wanted.contains(name)
      guard member != false,
        isRequired
          || filling == .form && object.count + wanted.count < most && offersValue(member)
      else { continue }
      object[name] = value(for: member, depth: depth + 1)
      wanted.remove(name)
    }
    for name in required.prefix(50) where object[name] == nil {
      object[name] = value(for: Self.schema(of: name, in: schema), depth: depth + 1)
    }
    complete(&object, schema, depth: depth)
    return .object(object)
  }

  private mutating func complete(_ object: inout JSONObject, _ schema: JSONValue, depth: Int) {
    let dependent = schema["dependentRequired"]?.objectValue ?? [:]
    var names = object.keys
    while let name = names.popLast(), room > 0 {
      for other in (dependent[name]?.arrayValue ?? []).compactMap(\.stringValue)
      where object[other] == nil {
        object[other] = value(for: Self.schema(of: other, in: schema), depth: depth + 1)
        names.append(other)
      }
    }
    let least = max(0, min(schema["minProperties"]?.intValue ?? 0, Self.mostItems))
    var more = (schema["properties"]?.objectValue ?? [:]).keys
    for pattern in (schema["patternProperties"]?.objectValue ?? [:]).keys.prefix(Self.mostItems) {
      more += PatternSample.texts(for: pattern, count: least)
    }
    if schema["additionalProperties"] != false {
      let form = schema["propertyNames"] ?? [:]
      let first = TextSample(isEmptyFirst: false).text(for: form)
      let named = Self.variants(of: .string(first), in: form).compactMap(\.stringValue)
      more += [first] + named.filter { fits(.string($0), form) }
    }
    for name in more where object.count < least && object[name] == nil {
      object[name] = value(for: Self.schema(of: name, in: schema), depth: depth + 1)
    }
  }

  /// What a member of an object must be: its property's schema, else that of others.
  public static func schema(of name: String, in schema: JSONValue) -> JSONValue {
    if let own = schema["properties"]?[name] { return own }
    let patterns = schema["patternProperties"]?.objectValue ?? [:]
    if let (_, own) = patterns.first(where: {
      PatternSample.texts(for: $0.key, count: mostItems).contains(name)
    }) {
      return own
    }
    return schema["additionalProperties"] ?? [:]
  }
}
