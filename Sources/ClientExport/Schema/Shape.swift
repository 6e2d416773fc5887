import StreamDecoding

/// What values fit a schema, in the words that typed languages have.
indirect enum Shape: Hashable {
  case anything
  /// No value at all.
  case nothing
  case null
  case bool
  case integer
  case number
  /// Of this form, or any.
  case text(TextForm?)
  /// Bytes: an upload.
  case binary
  /// One of these values, none of which holds others.
  case constants([JSONValue])
  case list(Shape)
  case tuple(TupleShape)
  /// An object whose names nobody knows beforehand.
  case map(Shape)
  case object(ObjectShape)
  /// Something declared under this name.
  case named(String)
  /// Flat, without duplicates, at least two.
  case union([Shape])
  /// At least two that must all fit; `own` is what a schema says beside its parts.
  case all(own: ObjectShape?, parts: [Shape])

  /// The union of `shapes`, as simple as it can be.
  init(anyOf shapes: [Shape]) {
    var seen = Set<Shape>()
    let flat = shapes.flatMap(\.alternatives).filter { seen.insert($0).inserted }
    let possible = flat.filter { $0 != .nothing }
    if seen.contains(.anything) || flat.isEmpty {
      self = .anything
    } else {
      self = possible.count > 1 ? .union(possible) : possible.first ?? .nothing
    }
  }

  /// What fits all of them, of which those that say nothing are left out.
  init(own: ObjectShape?, parts: [Shape]) {
    var seen: Set<Shape> = [.anything]
    let parts = parts.filter { seen.insert($0).inserted }
    if let own {
      self = parts.isEmpty ? .object(own) : .all(own: own, parts: parts)
    } else {
      self = parts.count > 1 ? .all(own: nil, parts: parts) : parts.first ?? .anything
    }
  }

  /// One of these values: a constant, or the choices of an enumeration.
  init(oneOf values: [JSONValue]) {
    let isSimple = values.allSatisfy { $0.arrayValue == nil && $0.objectValue == nil }
    self = isSimple ? .constants(values) : .anything
  }

  /// The members of a union, or the shape alone.
  var alternatives: [Shape] {
    if case .union(let members) = self { members } else { [self] }
  }

  /// True for texts of any form.
  var isText: Bool { if case .text = self { true } else { false } }

  /// The same without `null`.
  var withoutNull: Shape {
    let rest = alternatives.filter { $0 != .null }
    return rest.isEmpty ? .null : Shape(anyOf: rest)
  }

  /// True when `null` is one of several possibilities.
  var isNullable: Bool { alternatives.count > 1 && alternatives.contains(.null) }
}

/// A list whose first places have shapes of their own.
struct TupleShape: Hashable {
  var places: [Shape]
  /// How many of them are there at least.
  var least: Int
  /// What may follow; nil where nothing may.
  var rest: Shape?

  /// What fits every place.
  var element: Shape { Shape(anyOf: places + [rest].compactMap(\.self)) }
}

/// An object of which members are known.
struct ObjectShape: Hashable {
  /// A member of an object.
  struct Member: Hashable {
    let wireName: String
    var shape: Shape
    var isRequired: Bool
    let summary: String
    var isDeprecated = false
  }

  var members: [Member]
  /// The schema names others that there may be.
  var isOpen = false
  var summary = ""
}

/// A shape that has a name.
struct ShapeDeclaration {
  let name: String
  let summary: String
  var shape: Shape
}
