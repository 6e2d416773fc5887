import StreamDecoding

/// Shapes as Python type expressions.
struct PythonType {
  /// Where Python evaluates a type at once, names of later ones stand in quotes.
  var isEvaluated = false

  func text(_ shape: Shape) -> String {
    switch shape {
    // What has members has a name.
    case .anything, .nothing, .object, .all: "Any"
    case .null: "None"
    case .bool: "bool"
    case .integer: "int"
    case .number: "float"
    case .text: "str"
    case .binary: "FilePart"
    case .constants(let values):
      "Literal[" + values.map(PythonText.literal).joined(separator: ", ") + "]"
    case .list(let element): "list[" + text(element) + "]"
    // JSON has lists alone.
    case .tuple(let tuple): "Sequence[" + text(tuple.element) + "]"
    case .map(let value): "dict[str, " + text(value) + "]"
    case .named(let name): isEvaluated ? "\"" + name + "\"" : name
    case .union(let members): union(members)
    }
  }

  private func union(_ members: [Shape]) -> String {
    // `"Name" | None` is an error at run time.
    if isEvaluated { return "Union[" + members.map(text).joined(separator: ", ") + "]" }
    let last = members.filter { $0 != .null } + (members.contains(.null) ? [.null] : [])
    return last.map(text).joined(separator: " | ")
  }

  /// A declaration, ending with a newline.
  static func declaration(_ declaration: ShapeDeclaration) -> String {
    let said = declaration.summary.onOneLine
    guard case .object(let object) = declaration.shape else {
      let text = PythonType(isEvaluated: true).text(declaration.shape)
      return (said.isEmpty ? "" : "# " + said + "\n")
        + declaration.name + ": TypeAlias = " + text + "\n"
    }
    let fits = object.members.allSatisfy { isMemberName($0.wireName) }
    return fits ? typedClass(declaration, object.members) : typedCall(declaration, object.members)
  }

  /// Within a class two underscores at the start would be mangled, and the name of a built-in
  /// type would hide it from the next members.
  private static func isMemberName(_ name: String) -> Bool {
    NameScope.isIdentifier(name) && !PythonText.words.contains(name) && !name.hasPrefix("__")
  }

  private static func typedClass(
    _ declaration: ShapeDeclaration, _ members: [ObjectShape.Member]
  ) -> String {
    var lines = ["class " + declaration.name + "(TypedDict):"]
    let said = PythonText.docstring(declaration.summary)
    if !said.isEmpty { lines += ["    \"\"\"" + said + "\"\"\"", ""] }
    for member in members {
      let type = PythonType().text(member.shape)
      let text = member.isRequired ? type : "NotRequired[" + type + "]"
      lines.append("    " + member.wireName + ": " + text + note(member))
    }
    if members.isEmpty { lines.append("    pass") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The form that takes any key.
  private static func typedCall(
    _ declaration: ShapeDeclaration, _ members: [ObjectShape.Member]
  ) -> String {
    let said = declaration.summary.onOneLine
    var lines = said.isEmpty ? [] : ["# " + said]
    lines += [
      declaration.name + " = TypedDict(", "    \"" + declaration.name + "\",", "    {",
    ]
    for member in members {
      let type = PythonType(isEvaluated: true).text(member.shape)
      let text = member.isRequired ? type : "NotRequired[" + type + "]"
      lines.append(
        "        " + PythonText.string(member.wireName) + ": " + text + "," + note(member))
    }
    return (lines + ["    },", ")"]).joined(separator: "\n") + "\n"
  }

  private static func note(_ member: ObjectShape.Member) -> String {
    let said = member.summary.onOneLine
    return said.isEmpty ? "" : "  # " + said
  }
}
