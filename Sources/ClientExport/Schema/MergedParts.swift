/// Shapes that must all fit, told without an intersection: objects become one with all members, and
/// with a choice among the parts the whole is one of several.
struct MergedParts {
  let models: DeclaredShapes
  /// How many members may be merged yet: models that hold each other many times have no end.
  private var room = 1_000_000
  /// For one shape, so that one of many leaves the others their room.
  private static let mostAtOnce = 20_000

  init(_ models: DeclaredShapes) { self.models = models }

  /// The shape; anything where no value fits all parts, and where there is no room left.
  mutating func whole(_ shape: Shape) -> Shape {
    guard case .all = shape else { return shape }
    let rest = max(0, room - Self.mostAtOnce)
    room -= rest
    let alternatives = alternatives(of: shape)
    defer { room = max(0, room) + rest }
    return room > 0 ? Shape(anyOf: alternatives) : .anything
  }

  /// What the shape is one of, none of them put together of parts.
  private mutating func alternatives(of shape: Shape) -> [Shape] {
    room -= 1
    guard room > 0 else { return [] }
    switch shape {
    case .all(let own, let parts):
      var result = [Shape.anything]
      for part in parts + (own.map { [.object($0)] } ?? []) {
        let next = alternatives(of: part)
        result = result.flatMap { one in next.compactMap { both(one, $0) } }
      }
      return result
    case .union(let members): return members.flatMap { alternatives(of: $0) }
    case .named(let name):
      guard let other = models.declarations[name]?.shape else { return [shape] }
      let found = alternatives(of: other)
      return found == [other] ? [shape] : found
    case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .constants, .list,
      .tuple, .map, .object:
      return [shape]
    }
  }

  /// What fits both; nil where nothing does.
  private mutating func both(_ one: Shape, _ other: Shape) -> Shape? {
    room -= 1
    guard room > 0 else { return nil }
    switch (models.content(of: one), models.content(of: other)) {
    case (.object(let object), .object(let next)):
      room -= object.members.count + next.members.count
      return one == other ? one : .object(object.merged(with: next))
    case (.constants(let values), .constants(let others)) where one != other:
      let common = values.filter(others.contains)
      return common.isEmpty ? nil : .constants(common)
    case (.list(let element), .list(let next)): return both(element, next).map(Shape.list)
    case (.map(let value), .map(let next)): return both(value, next).map(Shape.map)
    case (.anything, _), (.text, .constants), (.number, .integer), (.integer, .constants),
      (.number, .constants), (.bool, .constants), (.map, .object):
      return other
    // Of their forms nothing is said.
    case (_, .anything), (.text, .text), (.constants, .text), (.integer, .number),
      (.constants, .integer), (.constants, .number), (.constants, .bool), (.object, .map):
      return one
    case (let content, let next): return content == next ? one : nil
    }
  }
}

extension ObjectShape {
  /// The members of both. The later word counts, unless it says nothing.
  fileprivate func merged(with other: ObjectShape) -> ObjectShape {
    var result = ObjectShape(members: members)
    var positions = [String: Int]()
    for (position, member) in members.enumerated() { positions[member.wireName] = position }
    for member in other.members {
      guard let position = positions[member.wireName] else {
        result.members.append(member)
        continue
      }
      let known = members[position]
      result.members[position] = Member(
        wireName: member.wireName,
        shape: member.shape == .anything ? known.shape : member.shape,
        isRequired: known.isRequired || member.isRequired,
        summary: member.summary.isEmpty ? known.summary : member.summary,
        isDeprecated: known.isDeprecated || member.isDeprecated)
    }
    return result
  }
}
