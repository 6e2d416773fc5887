import StreamDecoding

/// Shapes as Python type expressions.
struct PythonType {
  /// Where Python evaluates a type at once, names of later ones stand in quotes.
  var isEvaluated = false
  /// In the parts of a form bytes are a file; within JSON they are a text.
  var isForm = false

  func text(_ shape: Shape) -> String {
    switch shape {
    case .anything: "Any"
    case .null: "None"
    case .bool: "bool"
    case .integer: "int"
    case .number: "float"
    case .string: "str"
    case .binary: isForm ? "FilePart" : "str"
    case .constants(let values):
      "Literal[" + values.map(PythonText.literal).joined(separator: ", ") + "]"
    case .list(let element): "list[" + text(element) + "]"
    // JSON has lists alone.
    case .tuple(let places): "Sequence[" + text(Shape(anyOf: places)) + "]"
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
  ///
  /// - Parameter isForm: Its members are the parts of a form.
  static func declaration(_ declaration: ShapeDeclaration, isForm: Bool = false) -> String {
    let said = declaration.summary.onOneLine
    switch declaration.content {
    case .alias(let shape):
      let text = PythonType(isEvaluated: true, isForm: isForm).text(shape)
      return (said.isEmpty ? "" : "# " + said + "\n")
        + declaration.name + ": TypeAlias = " + text + "\n"
    case .object(let members):
      let fits = members.allSatisfy { isMemberName($0.wireName) }
      return fits
        ? typedClass(declaration, members, isForm) : typedCall(declaration, members, isForm)
    }
  }

  /// Within a class two underscores at the start would be mangled, and the name of a built-in
  /// type would hide it from the next members.
  private static func isMemberName(_ name: String) -> Bool {
    NameScope.isIdentifier(name) && !PythonText.words.contains(name) && !name.hasPrefix("__")
  }

  private static func typedClass(
    _ declaration: ShapeDeclaration, _ members: [ShapeDeclaration.Member], _ isForm: Bool
  ) -> String {
    var lines = ["class " + declaration.name + "(TypedDict):"]
    let said = PythonText.docstring(declaration.summary)
    if !said.isEmpty { lines += ["    \"\"\"" + said + "\"\"\"", ""] }
    for member in members {
      let type = PythonType(isForm: isForm).text(member.shape)
      let text = member.isRequired ? type : "NotRequired[" + type + "]"
      lines.append("    " + member.wireName + ": " + text + note(member))
    }
    if members.isEmpty { lines.append("    pass") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The form that takes any key.
  private static func typedCall(
    _ declaration: ShapeDeclaration, _ members: [ShapeDeclaration.Member], _ isForm: Bool
  ) -> String {
    let said = declaration.summary.onOneLine
    var lines = said.isEmpty ? [] : ["# " + said]
    lines += [
      declaration.name + " = TypedDict(", "    \"" + declaration.name + "\",", "    {",
    ]
    for member in members {
      let type = PythonType(isEvaluated: true, isForm: isForm).text(member.shape)
      let text = member.isRequired ? type : "NotRequired[" + type + "]"
      lines.append(
        "        " + PythonText.string(member.wireName) + ": " + text + "," + note(member))
    }
    return (lines + ["    },", ")"]).joined(separator: "\n") + "\n"
  }

  private static func note(_ member: ShapeDeclaration.Member) -> String {
    let said = member.summary.onOneLine
    return said.isEmpty ? "" : "  # " + said
  }
}
