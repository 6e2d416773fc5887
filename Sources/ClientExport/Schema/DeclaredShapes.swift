import StreamDecoding

/// Looks shapes up by their names.
struct DeclaredShapes {
  private(set) var declarations: [String: ShapeDeclaration]
  /// Bytes are files: in the parts of a form.
  var holdsFiles = false
  /// Values in their places are the paths of files.
  var knowsPaths = false

  init(_ declarations: some Sequence<ShapeDeclaration>) {
    self.declarations = Dictionary(declarations.map { ($0.name, $0) }) { first, _ in first }
  }

  /// Adds a name, unless it is known.
  mutating func add(_ declaration: ShapeDeclaration) {
    if declarations[declaration.name] == nil { declarations[declaration.name] = declaration }
  }

  /// What a name stands for, whatever other names it goes through; any other shape itself.
  func content(of shape: Shape) -> Shape {
    var shape = shape
    var seen = Set<String>()
    while case .named(let name) = shape, seen.insert(name).inserted,
      let next = declarations[name]?.shape
    { shape = next }
    return shape
  }

  /// The members of a union, the parts of what is put together, or the shape alone; objects by
  /// their names.
  func alternatives(of shape: Shape) -> [Shape] {
    var result: [Shape] = []
    var open = [shape]
    var seen: Set<String> = []
    while let next = open.popLast() {
      switch next {
      case .union(let members): open += members.reversed()
      case .all(let own, let parts):
        open += parts.reversed() + (own.map { [.object($0)] } ?? [])
      case .named(let name):
        guard object(next) == nil, let other = declarations[name]?.shape else {
          result.append(next)
          continue
        }
        if seen.insert(name).inserted { open.append(other) }
      case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .constants, .list,
        .tuple, .map, .object:
        result.append(next)
      }
    }
    return result
  }

  /// The object that a shape is itself, or by its name.
  func object(_ shape: Shape) -> ObjectShape? {
    var shape = shape
    if case .named(let name) = shape { shape = declarations[name]?.shape ?? shape }
    return if case .object(let object) = shape { object } else { nil }
  }

  /// The members of the object that a shape is; nil where it is none, or one of several.
  func members(of shape: Shape) -> [ObjectShape.Member]? {
    let alternatives = alternatives(of: shape).filter { $0 != .null }
    return alternatives.count == 1 ? object(alternatives[0])?.members : nil
  }

  /// True where an object is a value, and known to be one.
  func holdsObject(_ shape: Shape) -> Bool {
    alternatives(of: shape).contains {
      if case .map = $0 { true } else { object($0) != nil }
    }
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
      if case .map(let value) = alternative { return value }
      if let member = object(alternative)?.members.first(where: { $0.wireName == name }) {
        return member.shape
      }
    }
    return .anything
  }

  /// The shape of a list's elements; nil where no alternative is a list.
  func element(of shape: Shape, at place: Int = 0) -> Shape? {
    for alternative in alternatives(of: shape) {
      switch alternative {
      case .list(let element): return element
      case .tuple(let tuple) where place < tuple.places.count: return tuple.places[place]
      default: continue
      }
    }
    return nil
  }
}
