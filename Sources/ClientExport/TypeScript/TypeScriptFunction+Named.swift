extension TypeScriptFunction {
  /// Optional values may also be given by their names, in one object in the place of the first.
  var takesNames: Bool { parameters.first { !$0.isRequired }.map { !$0.mayBeObject } ?? false }

  /// The arguments before those that may be given by their names.
  var required: [Argument] { Array(arguments.prefix(parameters.count(where: \.isRequired))) }

  /// The types of the other arguments, by their names and one after the other.
  var forms: [String] { forms(before: Array(arguments.dropFirst(values.count))) }

  /// The same with other arguments behind the values.
  func forms(before ends: [Argument], behind start: [Argument] = []) -> [String] {
    let members = optional.map { $0.name + "?: " + $0.type + " | undefined" }
    let named =
      ["named: { " + members.joined(separator: "; ") + " }"]
      + ends.map { $0.name + "?: " + $0.type + " | undefined" }
    let placed = (values.dropFirst(required.count) + ends).map(\.inTuple)
    return [named, placed].map {
      "[" + (start.map(\.inTuple) + $0).joined(separator: ", ") + "]"
    }
  }

  /// The first line of the body, which gives each argument its name.
  var namesTaken: String {
    guard takesNames else { return "" }
    let names = arguments.dropFirst(required.count).map(\.name)
    return "  " + taking(names, from: "rest")
  }

  /// A line that gives what may be named, and what follows it, these names.
  func taking(_ names: [String], from rest: String) -> String {
    let texts = optional.map { TypeScriptLiteral.string($0.name) }
    return "const [" + names.joined(separator: ", ") + "] = inOrder("
      + ([rest] + texts).joined(separator: ", ") + ");\n"
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

extension TypeScriptFunction.Argument {
  /// As an element of a tuple's type.
  var inTuple: String {
    name + (isOptional ? "?: " + type + " | undefined" : ": " + type)
  }
}
