import StreamDecoding

/// The way to a value inside of a body, as `SchemaCheck` writes it: `address.city`, `tags[0]`.
struct BodyPath: Hashable, Sendable {
  enum Step: Hashable, Sendable {
    case member(String)
    case item(Int)
  }

  /// Empty for the body itself.
  var steps: [Step] = []

  var text: String {
    var text = ""
    for step in steps {
      switch step {
      case .member(let name): text += (text.isEmpty ? "" : ".") + name
      case .item(let index): text += "[\(index)]"
      }
    }
    return text
  }

  /// What stands before its value: `city`, `[0]`.
  var name: String {
    switch steps.last {
    case .member(let name): name
    case .item(let index): "[\(index)]"
    case nil: "body"
    }
  }

  var parent: BodyPath? { steps.isEmpty ? nil : BodyPath(steps: Array(steps.dropLast())) }

  func child(_ step: Step) -> BodyPath { BodyPath(steps: steps + [step]) }
}

extension JSONValue {
  /// The value at one step; nil where there is none.
  subscript(step: BodyPath.Step) -> JSONValue? {
    switch step {
    case .member(let name): self[name]
    case .item(let index): self[index]
    }
  }

  /// The value with another at a path; nil takes it out. What is on the way there stays.
  func with(_ new: JSONValue?, at steps: ArraySlice<BodyPath.Step>) -> JSONValue {
    guard let step = steps.first else { return new ?? self }
    let rest = steps.dropFirst()
    switch (step, self) {
    case (.member(let name), .object(var members)):
      members[name] = rest.isEmpty ? new : members[name]?.with(new, at: rest)
      return .object(members)
    case (.item(let index), .array(var elements)) where elements.indices.contains(index):
      if !rest.isEmpty {
        elements[index] = elements[index].with(new, at: rest)
      } else if let new {
        elements[index] = new
      } else {
        elements.remove(at: index)
      }
      return .array(elements)
    case (.member, _), (.item, _): return self
    }
  }
}
