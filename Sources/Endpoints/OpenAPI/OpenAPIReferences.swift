import StreamDecoding

/// The `$ref`s of one document: local ones are followed, others are not fetched.
struct OpenAPIReferences: Sendable {
  let root: JSONValue

  /// A chain of references longer than this is a circle.
  private static let hopLimit = 32

  /// What a value stands for, or nil when it refers out of the document, to nothing or to itself.
  func resolve(_ value: JSONValue) -> JSONValue? {
    var current = value
    for _ in 0..<OpenAPIReferences.hopLimit {
      guard let reference = current["$ref"]?.stringValue else { return current }
      guard let target = self.target(of: reference) else { return nil }
      current = target
    }
    return nil
  }

  /// Why a value stands for nothing: continues "the schema of q".
  func defect(of value: JSONValue) -> String {
    var current = value
    var seen = Set<String>()
    while let reference = current["$ref"]?.stringValue, let target = target(of: reference) {
      guard seen.insert(reference).inserted else { return "refers to itself, in a circle" }
      current = target
    }
    return "is not in the document"
  }

  /// A reference in a schema, at any depth, that leads to nothing in the document.
  ///
  /// - Parameter known: References that lead somewhere: a document has few, many times.
  func firstUnresolved(in schema: JSONValue, known: inout Set<String>) -> String? {
    var waiting = [schema]
    // A schema is a tree: what it refers to is looked at where it stands.
    while let value = waiting.popLast() {
      switch value {
      case .object(let members):
        if let reference = members["$ref"]?.stringValue, !known.contains(reference) {
          guard target(of: reference) != nil else { return reference }
          known.insert(reference)
        }
        for member in members where member.value.isContainer { waiting.append(member.value) }
      case .array(let elements): waiting += elements
      case .null, .bool, .number, .string: break
      }
    }
    return nil
  }

  /// The schema with references inside replaced as far as a parameter needs it: at its top, in
  /// choices and in items. What recurs or is too large becomes `{}`, which allows anything.
  func inlined(_ schema: JSONValue) -> JSONValue {
    var budget = 200
    return inlined(schema, budget: &budget, depth: 0)
  }

  private func inlined(_ schema: JSONValue, budget: inout Int, depth: Int) -> JSONValue {
    budget -= 1
    guard budget > 0, depth < 8, let resolved = resolve(schema) else { return [:] }
    guard var members = resolved.objectValue else { return resolved }
    for (key, value) in resolved.objectValue ?? [:] {
      switch key {
      case "anyOf", "oneOf", "allOf", "prefixItems":
        let choices = value.arrayValue ?? []
        var replaced: [JSONValue] = []
        for choice in choices {
          replaced.append(inlined(choice, budget: &budget, depth: depth + 1))
        }
        members[key] = .array(replaced)
      case "items":
        members[key] = inlined(value, budget: &budget, depth: depth + 1)
      default: break
      }
    }
    // A default beside a reference belongs to the parameter, not to the model.
    if let value = schema["default"] { members["default"] = value }
    return .object(members)
  }

  private func target(of reference: String) -> JSONValue? {
    JSONPointer(reference: reference)?.value(in: root)
  }
}

extension JSONValue {
  fileprivate var isContainer: Bool {
    switch self {
    case .object, .array: true
    case .null, .bool, .number, .string: false
    }
  }
}
