import Endpoints
import StreamDecoding

/// The components that a part of a document refers to, and those that they refer to.
struct ReachedComponents {
  let components: JSONObject

  /// - Parameters:
  ///   - part: Where references begin.
  ///   - kept: Sections that stay whole.
  init(of part: JSONValue, in all: JSONObject, kept: Set<String>) {
    var open = Self.components(in: part)
    var reached = Set<Component>()
    while let component = open.popLast() {
      guard reached.insert(component).inserted,
        let target = all[component.section]?[component.name]
      else { continue }
      open += Self.components(in: target)
    }
    var components = JSONObject()
    for (section, entries) in all {
      guard !kept.contains(section), let entries = entries.objectValue else {
        components[section] = entries
        continue
      }
      var some = JSONObject()
      for (name, entry) in entries where reached.contains(Component(section: section, name: name)) {
        some[name] = entry
      }
      if !some.isEmpty { components[section] = .object(some) }
    }
    self.components = components
  }

  private struct Component: Hashable {
    let section: String
    let name: String

    init(section: String, name: String) {
      self.section = section
      self.name = name
    }

    /// A reference may lead into a component: all of it is needed.
    init?(reference: String) {
      guard let steps = JSONPointer(reference: reference)?.steps, steps.count > 2,
        steps[0] == "components"
      else { return nil }
      self.init(section: steps[1], name: steps[2])
    }
  }

  /// Every component that is referred to, also by a discriminator's mapping.
  private static func components(in value: JSONValue) -> [Component] {
    switch value {
    case .null, .bool, .number: []
    case .string(let text): Component(reference: text).map { [$0] } ?? []
    case .array(let elements): elements.flatMap(components)
    case .object(let members): members.values.flatMap(components) + mapped(members["mapping"])
    }
  }

  /// A discriminator may name models without a reference.
  private static func mapped(_ mapping: JSONValue?) -> [Component] {
    (mapping?.objectValue?.values ?? []).compactMap(\.stringValue)
      .filter { !$0.contains("/") }.map { Component(section: "schemas", name: $0) }
  }
}
