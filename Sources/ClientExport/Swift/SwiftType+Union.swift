extension SwiftType {
  /// An enumeration of the alternatives; which of them a value is, its own members tell.
  func union(_ name: String, _ shape: Shape) -> String {
    // A case of a type's name would hide the type.
    var names = NameScope(words: SwiftText.words, taken: Set(shape.alternatives.map(text)))
    let cases = shape.alternatives.map { member in
      let type = text(member)
      let wish = member == .null ? "null" : SwiftText.camelCase(type)
      return (name: names.claim(wish), type: type)
    }
    let attempts = cases.map {
      "if let value = try? " + $0.type + "(from: decoder) { self = ." + $0.name
        + "(value); return }"
    }
    var lines = ["indirect enum " + name + ": Codable, Hashable, Sendable {"]
    lines += cases.map { "  case " + $0.name + "(" + $0.type + ")" }
    lines += [""] + decoding(attempts, known: shape.alternatives.map(memberNames)).map { "  " + $0 }
    lines += [
      "", "  func encode(to encoder: any Encoder) throws {", "    switch self {",
    ]
    lines += cases.map { "    case ." + $0.name + "(let value): try value.encode(to: encoder)" }
    return (lines + ["    }", "  }", "}"]).joined(separator: "\n") + "\n"
  }

  /// - Parameter known: The members that each alternative knows; none of what is no object.
  private func decoding(_ attempts: [String], known: [[String]]) -> [String] {
    let isRanked = known.count { !$0.isEmpty } > 1
    var lines = [
      isRanked
        ? "/// The one that knows the most of an object's members, of several the first that fits."
        : "/// The first that fits.",
      "init(from decoder: any Decoder) throws {",
    ]
    if isRanked {
      let sets = known.map { "[" + $0.map(SwiftText.string).joined(separator: ", ") + "]" }
      lines.append("  for place in decoder.ranked([" + sets.joined(separator: ", ") + "]) {")
      lines.append("    switch place {")
      for (place, attempt) in attempts.enumerated() {
        let isLast = place == attempts.count - 1
        lines += [
          "    " + (isLast ? "default:" : "case " + String(place) + ":"), "      " + attempt,
        ]
      }
      lines += ["    }", "  }"]
    } else {
      lines += attempts.map { "  " + $0 }
    }
    return lines + [
      "  throw DecodingError.typeMismatch(",
      "    Self.self,",
      "    .init(codingPath: decoder.codingPath, debugDescription: \"none of them fits\"))",
      "}",
    ]
  }

  /// The members of an object; of a union those of any alternative.
  private func memberNames(of shape: Shape) -> [String] {
    var names: [String] = []
    var open = shape.alternatives
    var seen: Set<String> = []
    while !open.isEmpty {
      guard case .named(let name) = open.removeFirst(), seen.insert(name).inserted,
        let shape = declarations[name]?.shape
      else { continue }
      if case .object(let object) = shape {
        names += object.members.map(\.wireName).filter { !names.contains($0) }
      } else {
        open += shape.alternatives
      }
    }
    return names
  }
}
