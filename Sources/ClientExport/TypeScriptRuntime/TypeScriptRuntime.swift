import Endpoints
import StreamDecoding

/// The runtime that an export carries, kept as the TypeScript it is, in pieces by concern.
///
/// In the pieces `«…»` stands around what only TypeScript has; without it, and without the
/// declarations of types, they are JavaScript. `⟦…⟧` stands around what only events need, and
/// `⟪…⟫` around what takes its place without them. `⟨…⟩` is for modules with security schemes, `⟮…⟯` for
/// those without.
enum TypeScriptRuntime {
  /// What some endpoints need of the runtime.
  struct Needs: Hashable, Sendable {
    var calls: Set<TypeScriptCall> = []
    /// A body that is a form.
    var forms = false
    /// Parameters that travel as cookies.
    var cookies = false
    /// Query parameters that hold several values in one.
    var lists = false
    /// Secrets that do not travel as headers of their own names.
    var security = false

    static let all = Needs(
      calls: TypeScriptCall.all, forms: true, cookies: true, lists: true, security: true)

    init(
      calls: Set<TypeScriptCall>, forms: Bool = false, cookies: Bool = false, lists: Bool = false,
      security: Bool = false
    ) {
      self.calls = calls
      self.forms = forms
      self.cookies = cookies
      self.lists = lists
      self.security = security
    }

    init(of endpoints: [Endpoint], securitySchemes: JSONObject) {
      let parameters = endpoints.flatMap(\.parameters)
      calls = Set(endpoints.map(TypeScriptCall.init))
      forms = endpoints.contains { $0.body?.isForm == true }
      cookies = parameters.contains { $0.location == .cookie }
      lists = parameters.contains { $0.listStyle != nil }
      security = endpoints.contains {
        !SecretPlace.all(of: $0, schemes: securitySchemes).isEmpty
      }
    }
  }

  /// The pieces that these calls need, as one text: a strict compiler refuses what nobody uses.
  static func text(for needs: Needs) -> String { code(for: needs, leavingOut: [:]) }

  /// The same as JavaScript, with the types of what is exported in comments.
  static func javaScript(for needs: Needs) -> String {
    Typedef.all(in: code(for: needs, leavingOut: ["«": "»"]))
  }

  private static func code(
    for needs: Needs, leavingOut types: [Unicode.Scalar: Unicode.Scalar]
  ) -> String {
    let calls = needs.calls
    let formats = calls.reduce(into: Set<EndpointKind>()) { $0.formUnion($1.formats) }
    let hasStreams = !formats.isEmpty
    let hasEvents = formats.contains(.sse)
    let hasRecords = formats.contains(.ndjson)
    let hasResults = calls.contains(.result)
    let pieces: [(text: String, isUsed: Bool)] = [
      (requests, true), (forms, needs.forms), (cookies, needs.cookies || needs.security),
      (lists, needs.lists), (security, needs.security), (errors, true),
      (otherType, hasStreams || hasResults),
      (session, true), (streamTypes, hasStreams),
      (chunkTypes, calls.contains(where: \.hasChunks)),
      (eventTypes, hasEvents), (streams, hasStreams), (recordDecoder, hasEvents || hasRecords),
      (eventDecoder, hasEvents), (records, hasRecords), (text, formats.contains(.text)),
      (files, hasResults || calls.contains(.file)), (results, hasResults),
    ]
    let all = pieces.filter(\.isUsed).map(\.text).joined(separator: "\n")
    var left = types
    if hasEvents { left["⟪"] = "⟫" } else { left["⟦"] = "⟧" }
    if needs.security { left["⟮"] = "⟯" } else { left["⟨"] = "⟩" }
    return selected(from: all, leavingOut: left)
  }

  /// The text without the marks, and without what stands between some of them, by the mark that
  /// begins it. In one pass: an export makes this of all pieces, and so does the table of names.
  private static func selected(
    from text: String, leavingOut left: [Unicode.Scalar: Unicode.Scalar]
  ) -> String {
    var result = String.UnicodeScalarView()
    result.reserveCapacity(text.utf8.count)
    var end: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      if let mark = end {
        if scalar == mark { end = nil }
      } else if scalar.isASCII || !marks.contains(scalar) {
        result.append(scalar)
      } else {
        end = left[scalar]
      }
    }
    return String(result)
  }

  private static let marks: Set<Unicode.Scalar> = [
    "«", "»", "⟦", "⟧", "⟪", "⟫", "⟨", "⟩", "⟮", "⟯",
  ]

  /// What the pieces declare at the top level of the module, in any selection.
  static let names: Set<String> = {
    let all = text(for: .all) + TypeScriptFile.settings(at: .one("")) + SecretPlace.table(of: [])
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
