extension DeclaredShapes {
  /// True where a name leads to another by way of what `names` finds in the shapes between them.
  func leads(
    _ start: String, to goal: String, by names: (Shape) -> some Sequence<String>
  ) -> Bool {
    var open = [start]
    var seen = Set<String>()
    while let name = open.popLast() {
      if name == goal { return true }
      if seen.insert(name).inserted, let next = declarations[name] { open += names(next.shape) }
    }
    return false
  }
}

extension [ShapeDeclaration] {
  /// The same where what stands for itself, alone or by way of others, stands for anything there: no
  /// alias can say that.
  var withoutCircles: [ShapeDeclaration] {
    let shapes = DeclaredShapes(self)
    return map { declaration in
      var result = declaration
      result.shape = declaration.shape.replacing { name in
        let isCircle = shapes.leads(name, to: declaration.name, by: \.immediateNames)
        return isCircle ? .anything : .named(name)
      }
      return result
    }
  }
}

extension Shape {
  /// Names that stand for the shape itself, for an alternative or for a part of it.
  fileprivate var immediateNames: [String] {
    switch self {
    case .named(let name): [name]
    case .union(let members), .all(_, let members): members.flatMap(\.immediateNames)
    case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .constants, .list,
      .tuple, .map, .object:
      []
    }
  }

  /// The same with another shape in the place of each of these names.
  fileprivate func replacing(_ shape: (String) -> Shape) -> Shape {
    switch self {
    case .named(let name): shape(name)
    case .union(let members): Shape(anyOf: members.map { $0.replacing(shape) })
    case .all(let own, let parts): Shape(own: own, parts: parts.map { $0.replacing(shape) })
    case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .constants, .list,
      .tuple, .map, .object:
      self
    }
  }
}
