extension TypeScriptFunction {
  /// Optional values may also be given by their names, in one object in the place of the first.
  var takesNames: Bool { parameters.first { !$0.isRequired }.map { !$0.mayBeObject } ?? false }

  /// The arguments before those that may be given by their names.
  var required: [Argument] { Array(arguments.prefix(parameters.count(where: \.isRequired))) }

  /// The types of the other arguments, by their names and one after the other.
  var forms: [String] {
    let members = optional.map { $0.name + "?: " + $0.type + " | undefined" }
    let ends = arguments.dropFirst(values.count)
    let named =
      ["named: { " + members.joined(separator: "; ") + " }"]
      + ends.map { $0.name + "?: " + $0.type + " | undefined" }
    let placed = arguments.dropFirst(required.count).map {
      $0.name + ($0.isOptional ? "?: " + $0.type + " | undefined" : ": " + $0.type)
    }
    return [named, placed].map { "[" + $0.joined(separator: ", ") + "]" }
  }

  /// The first line of the body, which gives each argument its name.
  var namesTaken: String {
    guard takesNames else { return "" }
    let names = arguments.dropFirst(required.count).map(\.name)
    let texts = optional.map { TypeScriptLiteral.string($0.name) }
    return "  const [" + names.joined(separator: ", ") + "] = inOrder("
      + (["rest"] + texts).joined(separator: ", ") + ");\n"
  }

  /// The whole type, as a comment of JavaScript has it.
  var typeText: String {
    let names = required.map { $0.name + ": " + $0.type }
    let rest = "...rest: " + forms.joined(separator: " | ")
    return (isGeneric ? "<T = unknown>" : "") + "("
      + (names + [rest]).joined(separator: ", ") + ") => " + resultType
  }

  private var optional: [TypeScriptParameter] { parameters.filter { !$0.isRequired } }
}
