import StreamDecoding

/// Shapes as TypeScript types.
struct TypeScriptType {
  /// A `Date` may be given for a time.
  var takesDates = false

  func text(_ shape: Shape) -> String { alternatives(shape).joined(separator: " | ") }

  /// Without duplicates, and without what `unknown` holds already.
  static func union(_ alternatives: [String]) -> [String] {
    if alternatives.contains("unknown") { return ["unknown"] }
    var seen = Set<String>()
    return alternatives.filter { seen.insert($0).inserted }
  }

  /// The members of the union, each safe to be joined by `|`.
  private func alternatives(_ shape: Shape) -> [String] {
    switch shape {
    case .anything: ["unknown"]
    case .nothing: ["never"]
    case .null: ["null"]
    case .bool: ["boolean"]
    case .integer, .number: ["number"]
    case .text(let form): text(form)
    case .binary: ["Blob"]
    case .constants(let values): Self.union(values.map(Self.literal))
    case .list(let element): [grouped(element) + "[]"]
    case .tuple(let tuple): [text(tuple)]
    case .map, .object: ["{ " + Self.members(of: shape).map(\.text).joined(separator: "; ") + " }"]
    case .named(let name): [name]
    case .union(let members): Self.union(members.flatMap(alternatives))
    case .all(let own, let parts):
      [
        "("
          + ((own.map { [.object($0)] } ?? []) + parts).map(grouped).joined(separator: " & ")
          + ")"
      ]
    }
  }

  /// One operand of an operator that binds closer than `|`.
  private func grouped(_ shape: Shape) -> String {
    let alternatives = alternatives(shape)
    let text = alternatives.joined(separator: " | ")
    return alternatives.count > 1 ? "(" + text + ")" : text
  }

  private func text(_ form: TextForm?) -> [String] {
    let name = form.map(FluidTypes.name) ?? "string"
    return takesDates && form == .dateTime ? ["Date", name] : [name]
  }

  private func text(_ tuple: TupleShape) -> String {
    let places = tuple.places.enumerated().map { index, place in
      index < tuple.least ? text(place) : grouped(place) + "?"
    }
    let rest = tuple.rest.map { ["..." + grouped($0) + "[]"] } ?? []
    return "[" + (places + rest).joined(separator: ", ") + "]"
  }

  private static func literal(_ value: JSONValue) -> String {
    // JSON's other literals are all TypeScript's.
    value.stringValue.map(TypeScriptLiteral.string) ?? value.text()
  }

  // MARK: Declarations

  /// A declaration, ending with a newline.
  static func declaration(_ declaration: ShapeDeclaration) -> String {
    let start = comment(declaration.summary, before: "") + "export "
    let members = members(of: declaration.shape)
    if members.isEmpty {
      return start + "type " + declaration.name + " = " + Self().text(declaration.shape) + ";\n"
    }
    let lines = members.map { comment($0.summary, before: "  ") + "  " + $0.text + ";\n" }
    return start + "interface " + declaration.name + " {\n" + lines.joined() + "}\n"
  }

  /// The members of an object's type, and what is said of them; none of any other.
  private static func members(of shape: Shape) -> [(text: String, summary: String)] {
    let rest = "[key: string]: "
    if case .map(let value) = shape { return [(rest + Self().text(value), "")] }
    guard case .object(let object) = shape else { return [] }
    let members = object.members.map { member in
      let mark = member.isRequired ? ": " : "?: "
      let text = TypeScriptLiteral.key(member.wireName) + mark + Self().text(member.shape)
      return (text, (member.isDeprecated ? "@deprecated " : "") + member.summary)
    }
    // What fits the others would have to fit these members, too.
    return members + (object.isOpen ? [(rest + "unknown", "")] : [])
  }

  private static func comment(_ text: String, before indent: String) -> String {
    let said = TypeScriptLiteral.comment(text)
    return said.isEmpty ? "" : indent + "/** " + said + " */\n"
  }
}
