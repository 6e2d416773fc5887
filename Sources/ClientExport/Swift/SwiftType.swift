import StreamDecoding

/// Shapes as Swift types, and their declarations.
struct SwiftType {
  let shapes: DeclaredShapes
  /// Structs that hold themselves, and aliases that need themselves.
  private let held: Circles
  private let needed: Circles
  /// The names of the objects that are forms with files.
  private let forms: Set<String>

  var declarations: [String: ShapeDeclaration] { shapes.declarations }

  init(_ declarations: [ShapeDeclaration], forms: Set<String> = []) {
    shapes = DeclaredShapes(declarations)
    held = Circles(of: shapes.declarations) { shape in
      guard case .object(let object) = shape else { return Self.direct(shape) }
      return object.members.flatMap { Self.direct($0.shape) }
    }
    needed = Circles(of: shapes.declarations, by: Self.named)
    self.forms = forms
  }

  func text(_ shape: Shape) -> String {
    switch shape {
    // What has members has a name.
    case .anything, .nothing, .null, .object, .all: return "JSON"
    case .bool: return "Bool"
    case .integer: return "Int"
    case .number: return "Double"
    case .binary: return "FilePart"
    case .text: return "String"
    case .constants(let values):
      if values.allSatisfy({ $0.stringValue != nil }) { return "String" }
      if values.allSatisfy({ $0.boolValue != nil }) { return "Bool" }
      return values.allSatisfy { $0.intValue != nil } ? "Int" : "JSON"
    case .list(let element): return "[" + text(element) + "]"
    case .tuple(let tuple): return "[" + text(tuple.element) + "]"
    case .map(let value): return "[String: " + text(value) + "]"
    case .named(let name): return name
    case .union:
      // Unions of more have a name.
      let rest = shape.withoutNull
      if case .union = rest { return "JSON" }
      return text(rest) + (shape.isNullable ? "?" : "")
    }
  }

  /// The type of a value that may be left out.
  func optional(_ shape: Shape) -> String {
    let text = text(shape)
    return text.hasSuffix("?") ? text : text + "?"
  }

  /// A declaration, ending with a newline.
  func declaration(_ declaration: ShapeDeclaration) -> String {
    let said = declaration.summary.onOneLine
    let comment = said.isEmpty ? "" : "/// " + said + "\n"
    guard case .object(let object) = declaration.shape else {
      return comment + alias(declaration.name, declaration.shape)
    }
    return comment + structure(declaration.name, object.members)
  }

  // MARK: Objects

  private func structure(_ name: String, _ members: [ObjectShape.Member]) -> String {
    var lines = ["struct " + name + ": Codable, Hashable, Sendable {"]
    let isForm = forms.contains(name)
    let variables = Self.variables(for: members, isForm: isForm)
    var keys: [String] = []
    for (variable, member) in zip(variables, members) {
      let said = member.summary.onOneLine
      if !said.isEmpty { lines.append("  /// " + said) }
      let preset = preset(of: member).map { " = " + $0 } ?? ""
      lines.append("  var " + variable + ": " + type(of: member, in: name) + preset)
      keys.append("    case " + variable + " = " + SwiftText.string(member.wireName))
    }
    if !keys.isEmpty {
      lines += ["", "  private enum CodingKeys: String, CodingKey {"] + keys + ["  }"]
    }
    if members.contains(where: { $0.isRequired && $0.shape.isNullable }) {
      lines += encoding(zip(variables, members).map { ($0, $1.isRequired) })
    }
    if isForm { lines += form(zip(variables, members).map { ($0, $1) }) }
    return (lines + ["}"]).joined(separator: "\n") + "\n"
  }

  /// The properties for the members of an object.
  static func variables(for members: [ObjectShape.Member], isForm: Bool) -> [String] {
    let own: Set<String> = isForm ? ["CodingKeys", "form"] : ["CodingKeys"]
    var names = NameScope(words: SwiftText.words, taken: own)
    return members.map { names.claim(SwiftText.camelCase($0.wireName)) }
  }

  /// The object as the parts of a form.
  private func form(_ members: [(variable: String, member: ObjectShape.Member)]) -> [String] {
    let start = [
      "", "  fileprivate func form() throws -> MultipartForm {", "    var form = MultipartForm()",
    ]
    let lines = members.map { variable, member in
      let element = shapes.element(of: member.shape)
      let isFiles = element.map(shapes.isFile) ?? false
      let isFile = isFiles || shapes.isFile(member.shape)
      let isOptional = member.shape.isNullable || !member.isRequired
      let value = isFiles && isOptional ? variable + " ?? []" : variable
      let name = SwiftText.string(member.wireName)
      // Without its label a text would be added by what throws nothing, and `try` be a warning.
      return isFile
        ? "    form.add(" + name + ", " + value + ")"
        : "    try form.add(" + name + ", value: " + value + ")"
    }
    return start + lines + ["    return form", "  }"]
  }

  /// The only value that a member can have, which nobody needs to give.
  private func preset(of member: ObjectShape.Member) -> String? {
    guard member.isRequired else { return nil }
    switch member.shape {
    case .named(let name):
      guard case .constants(let values)? = declarations[name]?.shape, values.count == 1
      else { return nil }
      return values[0].stringValue.flatMap { caseNames([$0]).first }.map { "." + $0 }
    case .constants(let values):
      return values.count == 1 && text(member.shape) != "JSON" ? values[0].text() : nil
    case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .list, .tuple, .map,
      .object, .union, .all:
      return nil
    }
  }

  /// What Swift writes by itself would leave out a nil that is required.
  private func encoding(_ members: [(variable: String, isRequired: Bool)]) -> [String] {
    let start = [
      "", "  func encode(to encoder: any Encoder) throws {",
      "    var container = encoder.container(keyedBy: CodingKeys.self)",
    ]
    let lines = members.map { variable, isRequired in
      "    try container.encode" + (isRequired ? "" : "IfPresent") + "(self." + variable
        + ", forKey: ." + variable + ")"
    }
    return start + lines + ["  }"]
  }

  private func type(of member: ObjectShape.Member, in owner: String) -> String {
    let shape = member.shape
    let needsBox = Self.direct(shape).contains { held.close(owner, $0) }
    let bare = text(shape.withoutNull)
    let type = needsBox ? "Box<" + bare + ">" : bare
    return shape.isNullable || !member.isRequired ? type + "?" : type
  }

  /// Structs that a value of this shape holds within itself.
  private static func direct(_ shape: Shape) -> [String] {
    if case .named(let name) = shape.withoutNull { [name] } else { [] }
  }

  // MARK: Aliases

  private func alias(_ name: String, _ shape: Shape) -> String {
    switch shape {
    case .constants(let values) where values.allSatisfy { $0.stringValue != nil }:
      return choices(name, values.compactMap(\.stringValue))
    case .union(let members) where !shape.isNullable || members.count > 2:
      return union(name, shape)
    case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .constants, .list,
      .tuple, .map, .object, .named, .union, .all:
      // An alias that needs itself, in a list or otherwise, is none.
      let isCircle = Self.named(in: shape).contains { needed.close(name, $0) }
      return "typealias " + name + " = " + (isCircle ? "JSON" : text(shape)) + "\n"
    }
  }

  private func choices(_ name: String, _ values: [String]) -> String {
    let cases = zip(caseNames(values), values).map { caseName, value in
      "  case " + caseName + " = " + SwiftText.string(value)
    }
    return "enum " + name + ": String, Codable, Hashable, Sendable {\n"
      + cases.joined(separator: "\n") + "\n}\n"
  }

  private func caseNames(_ values: [String]) -> [String] {
    var names = NameScope(words: SwiftText.words, taken: [])
    return values.map { names.claim(SwiftText.camelCase($0)) }
  }

  private static func named(in shape: Shape) -> [String] {
    switch shape {
    case .named(let name): [name]
    case .list(let inner), .map(let inner): named(in: inner)
    case .tuple(let tuple): named(in: tuple.element)
    case .union(let members): members.flatMap(named(in:))
    case .anything, .nothing, .null, .bool, .integer, .number, .text, .binary, .constants, .object,
      .all:
      []
    }
  }
}
