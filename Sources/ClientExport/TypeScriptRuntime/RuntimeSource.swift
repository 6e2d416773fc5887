/// A file of the exported runtime, in TypeScript or JavaScript.
///
/// Lines between `// #if NAME` and `// #endif` are for exports with that condition, those behind
/// `// #else` for the others. Lines that import, or export a list, tie the files together, and
/// have no place in an export, where all of them are one.
struct RuntimeSource: Sendable {
  private struct Line {
    let text: Substring
    var condition: Substring?
    var isElse = false
  }

  private let lines: [Line]

  init(_ bytes: [UInt8]) {
    var lines: [Line] = []
    var condition: Substring?
    var isElse = false
    let text = String(decoding: bytes, as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let mark = line.drop { $0 == " " }
      if mark.hasPrefix("// #if ") {
        condition = mark.dropFirst("// #if ".count)
      } else if mark == "// #else" {
        isElse = true
      } else if mark == "// #endif" {
        condition = nil
        isElse = false
      } else {
        lines.append(Line(text: line, condition: condition, isElse: isElse))
      }
    }
    self.lines = lines
  }

  /// What it contributes to an export, ending with a newline.
  func text(for conditions: Set<String>) -> String {
    let kept = selected(for: conditions).filter { !Self.isTie($0) }
    let body = kept.drop(while: \.isEmpty)
    let end = body.lastIndex { !$0.isEmpty } ?? body.startIndex
    return body[...end].joined(separator: "\n") + "\n"
  }

  /// The names of the files beside it that it imports.
  func imports(for conditions: Set<String>) -> [String] {
    selected(for: conditions).filter { $0.hasPrefix("import ") }.compactMap { line in
      guard let start = line.firstRange(of: "\"./"), let end = line.firstRange(of: ".js\"")
      else { return nil }
      return String(line[start.upperBound..<end.lowerBound])
    }
  }

  /// What it declares at its top level, in any selection.
  var names: [String] { lines.compactMap { Self.declaredName(in: $0.text) } }

  private func selected(for conditions: Set<String>) -> [Substring] {
    lines.filter { line in
      line.condition.map { conditions.contains(String($0)) != line.isElse } ?? true
    }.map(\.text)
  }

  private static func isTie(_ line: Substring) -> Bool {
    ["import ", "export {", "export type {"].contains { line.hasPrefix($0) }
  }

  private static func declaredName(in line: Substring) -> String? {
    var words = line.split(separator: " ")[...]
    guard line.first != " " else { return nil }
    while let word = words.first, ["export", "async"].contains(word) { words.removeFirst() }
    let keywords = ["class", "const", "function", "function*", "interface", "let", "type"]
    guard let word = words.popFirst(), keywords.contains(String(word)), let rest = words.first
    else { return nil }
    let name = rest.prefix { TypeScriptNames.isIdentifier("a" + String($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
