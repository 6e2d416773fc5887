import Endpoints

/// The runtime that an export carries, kept as the TypeScript it is, in pieces by concern.
///
/// In the pieces `«…»` stands around what only TypeScript has; without it, and without the
/// declarations of types, they are JavaScript.
enum TypeScriptRuntime {
  /// The pieces that these calls need, as one text: a strict compiler refuses what nobody uses.
  static func text(for calls: Set<TypeScriptCall>) -> String {
    marked(for: calls).replacing("«", with: "").replacing("»", with: "")
  }

  /// The same as JavaScript, with the types of what is exported in comments.
  static func javaScript(for calls: Set<TypeScriptCall>) -> String {
    var code = ""
    var rest = marked(for: calls)[...]
    while let open = rest.firstIndex(of: "«"), let close = rest[open...].firstIndex(of: "»") {
      code += rest[..<open]
      rest = rest[rest.index(after: close)...]
    }
    return Typedef.all(in: code + rest)
  }

  /// The same with its marks.
  private static func marked(for calls: Set<TypeScriptCall>) -> String {
    let formats = calls.reduce(into: Set<EndpointKind>()) { $0.formUnion($1.formats) }
    let hasStreams = !formats.isEmpty
    let hasEvents = formats.contains(.sse)
    let hasRecords = formats.contains(.ndjson)
    let pieces: [(text: String, isUsed: Bool)] = [
      (requests, true), (errors, true), (session, true),
      (opening, hasStreams || calls.contains(.file)), (streamTypes, hasStreams),
      (chunks, calls.contains(where: \.hasChunks)), (eventTypes, hasEvents),
      (streams, hasStreams), (chunkCalls, calls.contains(where: \.isChunks)),
      (lines, hasEvents || hasRecords), (jsonText, hasEvents || hasRecords),
      (eventDecoder, hasEvents), (events, hasEvents), (records, hasRecords),
      (text, formats.contains(.text)), (files, calls.contains(.file)),
      (results, calls.contains(.result)),
    ]
    return pieces.filter(\.isUsed).map(\.text).joined(separator: "\n")
  }

  /// What the pieces declare at the top level of the module, in any selection.
  static let names: Set<String> = {
    let all = text(for: TypeScriptCall.all) + TypeScriptFile.settings(at: .one(""))
    return Set(all.split(separator: "\n").compactMap(declaredName))
  }()

  private static func declaredName(in line: Substring) -> String? {
    var words = line.split(separator: " ")[...]
    guard line.first != " " else { return nil }
    while let word = words.first, ["export", "abstract", "async"].contains(word) {
      words.removeFirst()
    }
    let keywords = ["class", "const", "function", "function*", "interface", "let", "type"]
    guard let word = words.popFirst(), keywords.contains(String(word)), let rest = words.first
    else { return nil }
    let name = rest.prefix { TypeScriptNames.isIdentifier("a" + String($0)) }
    return name.isEmpty ? nil : String(name)
  }
}
