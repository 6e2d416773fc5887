/// Declarations of TypeScript types as comments, which is how plain JavaScript has them.
enum Typedef {
  /// The code with each declaration that starts a line as a comment; those that are not exported
  /// are left out.
  static func all(in code: String) -> String {
    var result = ""
    var comment: [Substring] = []
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.popFirst() {
      if line.hasPrefix("/**") || line.hasPrefix(" *") {
        comment.append(line)
      } else if isDeclaration(line) {
        let text = declaration(from: line, rest: &lines)
        if line.hasPrefix("export ") { result += typedef(of: text, said: comment) }
        comment = []
      } else {
        result += (comment + [line]).joined(separator: "\n") + "\n"
        comment = []
      }
    }
    return String(result.dropLast())
  }

  /// A type that may stand in a comment.
  static func escaped(_ type: String) -> String { type.replacing("*/", with: "*\\/") }

  private static func isDeclaration(_ line: Substring) -> Bool {
    ["export interface ", "export type ", "interface ", "type "].contains { line.hasPrefix($0) }
  }

  /// The whole declaration on one line, without its comments.
  private static func declaration(
    from first: Substring, rest lines: inout ArraySlice<Substring>
  ) -> String {
    var text = String(first)
    var depth = depth(of: first)
    let end = first.contains("interface ") ? "}" : ";"
    while depth > 0 || !text.hasSuffix(end) {
      guard let line = lines.popFirst() else { break }
      let part = line.drop { $0 == " " }
      if part.hasPrefix("/**") || part.hasPrefix("* ") { continue }
      text += " " + part
      depth += Self.depth(of: line)
    }
    return text
  }

  private static func depth(of line: Substring) -> Int {
    line.reduce(0) { $0 + ($1 == "{" ? 1 : $1 == "}" ? -1 : 0) }
  }

  private static func typedef(of declaration: String, said comment: [Substring]) -> String {
    var rest = declaration[...]
    if rest.hasPrefix("export ") { rest = rest.dropFirst("export ".count) }
    let isInterface = rest.hasPrefix("interface ")
    rest = rest.dropFirst(isInterface ? "interface ".count : "type ".count)
    let name = rest.prefix { TypeScriptNames.isIdentifier("a" + String($0)) }
    rest = rest.dropFirst(name.count)
    var templates: [String] = []
    if rest.first == "<" { templates = takeTemplates(from: &rest) }
    var lines = comment.map { $0.drop { "/* ".contains($0) } }
      .map { String($0.hasSuffix("*/") ? $0.dropLast(2) : $0) }.filter { !$0.isEmpty }
    lines += templates.map { "@template " + $0 }
    lines.append("@typedef {" + escaped(type(from: rest, isInterface: isInterface)) + "} " + name)
    return "/**\n" + lines.map { " * " + $0 + "\n" }.joined() + " */\n"
  }

  private static func type(from rest: Substring, isInterface: Bool) -> String {
    guard isInterface else {
      return String(rest.drop { $0 == " " || $0 == "=" }.prefix { _ in true }).droppingEnd(";")
    }
    guard let brace = rest.firstIndex(of: "{") else { return "unknown" }
    let body = String(rest[brace...])
    let base = rest[..<brace].drop { $0 == " " }
    guard base.hasPrefix("extends ") else { return body }
    return String(base.dropFirst("extends ".count)) + "& " + body
  }

  /// `<T, K extends string = string>` as `T` and `{string} [K=string]`.
  private static func takeTemplates(from rest: inout Substring) -> [String] {
    var depth = 0
    var parts = [""]
    while let character = rest.popFirst() {
      if character == ">" { depth -= 1 }
      if depth == 0, character == ">" { break }
      if depth == 1, character == "," {
        parts.append("")
      } else if depth > 0 {
        parts[parts.count - 1].append(character)
      }
      if character == "<" { depth += 1 }
    }
    return parts.map { part in
      let halves = part.split(separator: " = ", maxSplits: 1)
      let words = (halves.first ?? "").split(separator: " extends ", maxSplits: 1)
      let name = (words.first ?? "").filter { $0 != " " }
      let bound = words.count > 1 ? "{" + words[1] + "} " : ""
      return bound + (halves.count > 1 ? "[" + name + "=" + halves[1] + "]" : String(name))
    }
  }
}

extension String {
  fileprivate func droppingEnd(_ end: String) -> String {
    hasSuffix(end) ? String(dropLast(end.count)) : self
  }
}
