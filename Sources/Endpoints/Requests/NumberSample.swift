import StreamDecoding

/// A number that a schema takes, as simple as there is one.
enum NumberSample {
  static func value(for schema: JSONValue, isInteger: Bool) -> JSONValue {
    func number(_ key: String) -> Double? { schema[key]?.doubleValue }
    let low = number("minimum") ?? number("exclusiveMinimum")
    let high = number("maximum") ?? number("exclusiveMaximum")
    var candidates: [Double?] = [0, low, low.map { $0.rounded(.down) + 1 }, high]
    candidates.append(high.map { $0.rounded(.up) - 1 })
    if let low, let high { candidates.append((low + high) / 2) }
    if let step = number("multipleOf"), step > 0 {
      let first = ((low ?? 0) / step).rounded(.up) * step
      candidates += [first, first + step, high.map { ($0 / step).rounded(.down) * step }]
    }
    // What is forbidden is often the simplest one.
    if schema["not"] != nil { candidates += [1, 2, -1, (low ?? 0) + 2, (high ?? 0) - 2] }
    let values = candidates.compactMap(\.self).compactMap { text(of: $0, isInteger: isInteger) }
    return values.first {
      SchemaCheck.numberRules($0, schema).isEmpty
        && (schema["not"] == nil
          || SchemaCheck.breaches(of: $0, in: schema, models: [:]).isEmpty)
    } ?? 0
  }

  /// A number as JSON, without a fraction where it has none.
  static func json(_ number: Double) -> JSONValue {
    Int(exactly: number).map { .number(String($0)) } ?? .number(number)
  }

  private static func text(of number: Double, isInteger: Bool) -> JSONValue? {
    let isWhole = Int(exactly: number) != nil
    guard isWhole || !isInteger && number.isFinite else { return nil }
    return json(number)
  }
}
