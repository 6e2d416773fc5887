import StreamDecoding

/// What values fit a schema, in the words that typed languages have.
indirect enum Shape: Hashable {
  case anything
  case null
  case bool
  case integer
  case number
  case string
  /// Bytes: an upload.
  case binary
  /// One of these values: texts, integers, truth values.
  case constants([JSONValue])
  case list(Shape)
  case tuple([Shape])
  /// An object whose names nobody knows beforehand.
  case map(Shape)
  /// Something declared under this name.
  case named(String)
  /// Flat, without duplicates, at least two.
  case union([Shape])

  /// The union of `shapes`, as simple as it can be.
  init(anyOf shapes: [Shape]) {
    var flat: [Shape] = []
    for shape in shapes {
      let members: [Shape]
      if case .union(let inner) = shape { members = inner } else { members = [shape] }
      for member in members where !flat.contains(member) { flat.append(member) }
    }
    if flat.contains(.anything) || flat.isEmpty {
      self = .anything
    } else {
      self = flat.count == 1 ? flat[0] : .union(flat)
    }
  }

  /// One of these values: a constant, or the choices of an enumeration.
  init(oneOf values: [JSONValue]) {
    guard values.allSatisfy({ $0.arrayValue == nil && $0.objectValue == nil }) else {
      self = .anything
      return
    }
    var simple: [JSONValue] = []
    var others: [Shape] = values.contains(.null) ? [.null] : []
    for value in values where value != .null && !simple.contains(value) {
      if case .number(let text) = value, Int(text) == nil {
        others.append(.number)
      } else {
        simple.append(value)
      }
    }
    self.init(anyOf: (simple.isEmpty ? [] : [.constants(simple)]) + others)
  }

  /// The members of a union, or the shape alone.
  var alternatives: [Shape] {
    if case .union(let members) = self { members } else { [self] }
  }

  /// The same without `null`.
  var withoutNull: Shape {
    let rest = alternatives.filter { $0 != .null }
    return rest.isEmpty ? .null : Shape(anyOf: rest)
  }

  /// True when `null` is one of several possibilities.
  var isNullable: Bool { alternatives.count > 1 && alternatives.contains(.null) }
}

/// A shape that has a name.
struct ShapeDeclaration {
  enum Content {
    case object([Member])
    case alias(Shape)
  }

  /// A member of an object.
  struct Member {
    let wireName: String
    let shape: Shape
    let isRequired: Bool
    let summary: String
  }

  let name: String
  let summary: String
  var content: Content
}
