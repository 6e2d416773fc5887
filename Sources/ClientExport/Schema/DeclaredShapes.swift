import StreamDecoding

/// Looks shapes up by their names.
struct DeclaredShapes {
  let declarations: [String: ShapeDeclaration]
  /// Bytes are files: in the parts of a form.
  var holdsFiles = false

  init(_ declarations: some Sequence<ShapeDeclaration>) {
    self.declarations = Dictionary(declarations.map { ($0.name, $0) }) { first, _ in first }
  }

  /// The members of a union, or the shape alone, also those that have another name.
  func alternatives(of shape: Shape) -> [Shape] {
    var result: [Shape] = []
    var open = [shape]
    var seen: Set<String> = []
    while let next = open.popLast() {
      switch next {
      case .union(let members): open += members.reversed()
      case .named(let name):
        guard case .alias(let other)? = declarations[name]?.content else {
          result.append(next)
          continue
        }
        if seen.insert(name).inserted { open.append(other) }
      case .anything, .null, .bool, .integer, .number, .string, .binary, .constants, .list, .tuple,
        .map:
        result.append(next)
      }
    }
    return result
  }

  /// The members of the object that a shape is; nil where it is none, or one of several.
  func members(of shape: Shape) -> [ShapeDeclaration.Member]? {
    let alternatives = alternatives(of: shape).filter { $0 != .null }
    guard alternatives.count == 1, case .named(let name) = alternatives[0],
      case .object(let members)? = declarations[name]?.content
    else { return nil }
    return members
  }

  /// The names of the objects that shapes are.
  func objects(in shapes: [Shape]) -> Set<String> {
    Set(
      shapes.flatMap(alternatives).compactMap {
        if case .named(let name) = $0 { name } else { nil }
      })
  }

  /// True for bytes, and nothing else but `null`.
  func isFile(_ shape: Shape) -> Bool {
    alternatives(of: shape).filter { $0 != .null } == [.binary]
  }

  /// True where `null` is a value too.
  func takesNull(_ shape: Shape) -> Bool {
    alternatives(of: shape).contains { $0 == .null || $0 == .anything }
  }

  /// The shape of a member of an object; anything where no alternative has one of this name.
  func member(_ name: String, of shape: Shape) -> Shape {
    for alternative in alternatives(of: shape) {
      switch alternative {
      case .named(let owner):
        guard case .object(let members)? = declarations[owner]?.content,
          let member = members.first(where: { $0.wireName == name })
        else { continue }
        return member.shape
      case .map(let value): return value
      default: continue
      }
    }
    return .anything
  }

  /// The shape of a list's elements; nil where no alternative is a list.
  func element(of shape: Shape, at place: Int = 0) -> Shape? {
    for alternative in alternatives(of: shape) {
      switch alternative {
      case .list(let element): return element
      case .tuple(let places) where places.indices.contains(place): return places[place]
      default: continue
      }
    }
    return nil
  }
}
