import StreamDecoding

/// The components that a part of a document refers to, and those that they refer to.
struct ReachedComponents {
  let components: JSONObject

  /// - Parameters:
  ///   - part: Where references begin.
  ///   - kept: Sections that stay whole.
  init(of part: JSONValue, in all: JSONObject, kept: Set<String>) {
    var open = Self.references(in: part)
    var reached = Set<String>()
    while let reference = open.popLast() {
      guard reached.insert(reference).inserted, let target = Self.target(of: reference, in: all)
      else { continue }
      open += Self.references(in: target)
    }
    var components = JSONObject()
    for (section, entries) in all {
      guard !kept.contains(section), let entries = entries.objectValue else {
        components[section] = entries
        continue
      }
      var some = JSONObject()
      for (name, entry) in entries where reached.contains(Self.reference(section, name)) {
        some[name] = entry
      }
      if !some.isEmpty { components[section] = .object(some) }
    }
    self.components = components
  }

  /// Every reference, those of a discriminator's mapping too.
  private static func references(in value: JSONValue) -> [String] {
    switch value {
    case .null, .bool, .number: []
    case .string(let text): text.hasPrefix(start) ? [text] : []
    case .array(let elements): elements.flatMap(references)
    case .object(let members):
      members.values.flatMap(references) + Self.mapped(members["mapping"])
    }
  }

  /// A discriminator may name models without a reference.
  private static func mapped(_ mapping: JSONValue?) -> [String] {
    (mapping?.objectValue?.values ?? []).compactMap(\.stringValue)
      .filter { !$0.contains("/") }.map { start + "schemas/" + $0 }
  }

  private static func target(of reference: String, in all: JSONObject) -> JSONValue? {
    let steps = reference.dropFirst(start.count).split(separator: "/", maxSplits: 1)
    guard steps.count == 2 else { return nil }
    // A reference may lead into a component: all of it is needed.
    let name = steps[1].prefix { $0 != "/" }.replacing("~1", with: "/").replacing("~0", with: "~")
    return all[String(steps[0])]?[String(name)]
  }

  private static func reference(_ section: String, _ name: String) -> String {
    start + section + "/" + name.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  private static let start = "#/components/"
}
