import Endpoints

/// The runtime that a TypeScript export carries, kept as the TypeScript it is, in pieces by
/// concern.
enum TypeScriptRuntime {
  /// The pieces that calls of these kinds need, as one text: a strict compiler refuses what
  /// nobody uses.
  static func text(for kinds: Set<EndpointKind>) -> String {
    var pieces = [requests, errors, session]
    func add(_ piece: String, for users: Set<EndpointKind>) {
      if !kinds.isDisjoint(with: users) { pieces.append(piece) }
    }
    add(opening, for: [.sse, .ndjson, .text, .file])
    add(streams, for: [.sse, .ndjson, .text])
    add(limits, for: [.sse, .ndjson])
    add(characters, for: [.sse, .text])
    add(eventDecoder, for: [.sse])
    add(events, for: [.sse])
    add(chunks, for: [.ndjson, .text])
    add(records, for: [.ndjson])
    add(recordValues, for: [.ndjson])
    add(text, for: [.text])
    add(files, for: [.file])
    add(results, for: [.unary])
    return pieces.joined(separator: "\n")
  }

  /// What the pieces declare at the top level of the module, in any selection.
  static let names: Set<String> = {
    let all = text(for: Set(EndpointKind.allCases)) + TypeScriptFile.settings(baseURL: "")
    return Set(all.split(separator: "\n").compactMap(declaredName))
  }()

  private static func declaredName(in line: Substring) -> String? {
    var words = line.split(separator: " ")[...]
    guard line.first != " " else { return nil }
    while let word = words.first, ["export", "abstract", "async"].contains(word) {
      words.removeFirst()
    }
    let keywords = ["class", "const", "function", "interface", "let", "type"]
    guard let word = words.popFirst(), keywords.contains(String(word)), let rest = words.first
    else { return nil }
    let name = rest.prefix { TypeScriptNames.isIdentifier("a" + String($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
