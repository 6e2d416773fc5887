/// A place among the rows of a body, moved from row to row: what is not on the way is not looked at.
struct BodyWalk {
  private struct Level {
    let node: BodyNode
    let steps: [BodyPath.Step]
    /// Which of them is on the way.
    var index: Int
  }

  private var levels: [Level] = []
  private(set) var node: BodyNode
  private let showsRoot: Bool

  /// At the first row; nil where there is none.
  init?(_ root: BodyNode, showsRoot: Bool) {
    node = root
    self.showsRoot = showsRoot
    if !showsRoot, !enter(last: false) { return nil }
  }

  /// At a path, or at the nearest place above it that is there.
  init?(_ root: BodyNode, showsRoot: Bool, at path: BodyPath) {
    self.init(root, showsRoot: true)
    for step in path.steps {
      let steps = node.steps
      guard let index = steps.firstIndex(of: step) else { break }
      levels.append(Level(node: node, steps: steps, index: index))
      node = node.child(step)
    }
    if !showsRoot, levels.isEmpty {
      self.init(root, showsRoot: false)
    } else {
      self = BodyWalk(levels: levels, node: node, showsRoot: showsRoot)
    }
  }

  private init(levels: [Level], node: BodyNode, showsRoot: Bool) {
    self.levels = levels
    self.node = node
    self.showsRoot = showsRoot
  }

  /// At the last row.
  init?(endOf root: BodyNode, showsRoot: Bool) {
    self.init(root, showsRoot: showsRoot)
    if !showsRoot { leave() }
    while enter(last: true) {}
  }

  /// How deep the row stands.
  var depth: Int { levels.count - (showsRoot ? 0 : 1) }

  /// To the next row; false at the last.
  mutating func next() -> Bool {
    if enter(last: false) { return true }
    let before = self
    while let level = levels.last {
      if level.index + 1 < level.steps.count {
        move(to: level.index + 1)
        return true
      }
      leave()
    }
    self = before
    return false
  }

  /// To the row before; false at the first.
  mutating func previous() -> Bool {
    guard let level = levels.last else { return false }
    if level.index > 0 {
      move(to: level.index - 1)
      while enter(last: true) {}
      return true
    }
    if levels.count == 1, !showsRoot { return false }
    leave()
    return true
  }

  private mutating func enter(last: Bool) -> Bool {
    let steps = node.steps
    guard let index = last ? steps.indices.last : steps.indices.first else { return false }
    levels.append(Level(node: node, steps: steps, index: index))
    node = node.child(steps[index])
    return true
  }

  private mutating func move(to index: Int) {
    guard let level = levels.last else { return }
    levels[levels.count - 1].index = index
    node = level.node.child(level.steps[index])
  }

  private mutating func leave() {
    guard let level = levels.popLast() else { return }
    node = level.node
  }
}
