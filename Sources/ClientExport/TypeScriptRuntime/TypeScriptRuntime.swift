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
  static func text(for needs: Needs) -> String {
    marked(for: needs).replacing("«", with: "").replacing("»", with: "")
  }

  /// The same as JavaScript, with the types of what is exported in comments.
  static func javaScript(for needs: Needs) -> String {
    Typedef.all(in: without("«", "»", in: marked(for: needs)))
  }

  /// The same with the marks of TypeScript.
  private static func marked(for needs: Needs) -> String {
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
      (secured(session, by: needs.security), true), (streamTypes, hasStreams),
      (chunkTypes, calls.contains(where: \.hasChunks)),
      (eventTypes, hasEvents), (streams, hasStreams), (recordDecoder, hasEvents || hasRecords),
      (jsonText, hasEvents || hasRecords || hasResults), (eventDecoder, hasEvents),
      (records, hasRecords), (text, formats.contains(.text)),
      (files, hasResults || calls.contains(.file)), (results, hasResults),
    ]
    let all = pieces.filter(\.isUsed).map(\.text).joined(separator: "\n")
    return hasEvents
      ? chosen("⟦", "⟧", over: "⟪", "⟫", in: all) : chosen("⟪", "⟫", over: "⟦", "⟧", in: all)
  }

  /// A piece with what is for modules with security schemes, or without them.
  private static func secured(_ text: String, by security: Bool) -> String {
    security
      ? chosen("⟨", "⟩", over: "⟮", "⟯", in: text) : chosen("⟮", "⟯", over: "⟨", "⟩", in: text)
  }

  /// The text with what stands between the first marks, without what stands between the others.
  private static func chosen(
    _ open: Character, _ close: Character, over otherOpen: Character, _ otherClose: Character,
    in text: String
  ) -> String {
    without(otherOpen, otherClose, in: text)
      .replacing(String(open), with: "").replacing(String(close), with: "")
  }

  /// The text without whatever stands between the marks.
  private static func without(_ open: Character, _ close: Character, in text: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: open), let end = rest[start...].firstIndex(of: close) {
      result += rest[..<start]
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

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
