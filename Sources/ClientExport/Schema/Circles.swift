/// Which names lead to each other, found once for all of them: asking for each anew would take the
/// square of their number.
///
/// Source: S. R. Kosaraju, after Aho, Hopcroft and Ullman, "Data Structures and Algorithms", 6.7.
struct Circles {
  private var circles: [String: Int] = [:]

  /// - Parameter names: The names that a shape leads to directly.
  init(
    of declarations: [String: ShapeDeclaration], by names: (Shape) -> some Sequence<String>
  ) {
    let next = declarations.mapValues { Array(names($0.shape)) }
    var before: [String: [String]] = [:]
    for (name, others) in next {
      for other in others { before[other, default: []].append(name) }
    }
    for (number, start) in Self.finished(next).reversed().enumerated() {
      var open = [start]
      while let name = open.popLast() {
        guard circles[name] == nil else { continue }
        circles[name] = number
        open += before[name, default: []]
      }
    }
  }

  /// True where `next`, which `name` leads to directly, leads back to it.
  func close(_ name: String, _ next: String) -> Bool { circles[name] == circles[next] }

  /// All names, each behind those that it leads to, but for circles. Without recursion: chains of
  /// models may be long.
  private static func finished(_ next: [String: [String]]) -> [String] {
    var result: [String] = []
    var seen: Set<String> = []
    for start in next.keys {
      var open = [(name: start, isDone: false)]
      while let (name, isDone) = open.popLast() {
        if isDone {
          result.append(name)
        } else if seen.insert(name).inserted {
          open.append((name, true))
          open += next[name, default: []].map { ($0, false) }
        }
      }
    }
    return result
  }
}

extension [ShapeDeclaration] {
  /// The same where what stands for itself, alone or by way of others, stands for anything there: no
  /// alias can say that.
  var withoutCircles: [ShapeDeclaration] {
    let circles = Circles(of: DeclaredShapes(self).declarations, by: \.immediateNames)
    return map { declaration in
      var result = declaration
      result.shape = declaration.shape.replacing { name in
        circles.close(declaration.name, name) ? .anything : .named(name)
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
