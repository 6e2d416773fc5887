import StreamDecoding

/// Takes typed values out of the configuration; a value of another type is a problem.
struct FluidConfigurationReader {
  let root: JSONValue
  var problems: [FluidConfigurationProblem] = []

  /// The names of an object's members.
  mutating func names(_ path: String...) -> [String] {
    value(path, "an object", \.objectValue)?.keys ?? []
  }

  mutating func text(_ path: String...) -> String? { value(path, "a text", \.stringValue) }

  mutating func flag(_ path: String...) -> Bool? { value(path, "true or false", \.boolValue) }

  mutating func texts(_ path: String...) -> [String]? {
    value(path, "a list of texts") { value in
      let texts = value.arrayValue?.map(\.stringValue)
      guard let texts, texts.allSatisfy({ $0 != nil }) else { return nil }
      return texts.compactMap { $0 }
    }
  }

  mutating func port(_ path: String...) -> Int? {
    value(path, "a number from 1 to 65535") { value in
      value.intValue.flatMap { (1...65_535).contains($0) ? $0 : nil }
    }
  }

  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ type: Choice.Type, _ path: String...
  ) -> Choice? where Choice.RawValue == String {
    value(path, Choice.allCases.map(\.rawValue).joined(separator: " or ")) { value in
      value.stringValue.flatMap(Choice.init(rawValue:))
    }
  }

  /// Nil, without a problem, where nothing is written or null.
  private mutating func value<Value>(
    _ path: [String], _ wanted: String, _ read: (JSONValue) -> Value?
  ) -> Value? {
    var current = root
    for (depth, name) in path.enumerated() {
      guard current.objectValue != nil else {
        note(path.prefix(depth), wanted: "an object")
        return nil
      }
      guard let next = current[name], !next.isNull else { return nil }
      current = next
    }
    let value = read(current)
    if value == nil { note(path[...], wanted: wanted) }
    return value
  }

  private mutating func note(_ path: ArraySlice<String>, wanted: String) {
    let problem = FluidConfigurationProblem.wrongValue(
      at: path.joined(separator: "."), wanted: wanted)
    if !problems.contains(problem) { problems.append(problem) }
  }
}
