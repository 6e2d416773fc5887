import Endpoints
import StreamDecoding

@testable import ClientExport

/// The type of one schema in every language with types.
enum MemberTypes {
  static func reference(_ path: String) -> JSONValue {
    ["$ref": .string("#/components/schemas/" + path)]
  }

  /// The type of a member `a` of an answer, or of what is sent, in TypeScript, Python and Swift.
  static func of(
    _ schema: JSONValue, models: JSONObject, isSent: Bool = false, isRequired: Bool = true,
    mediaType: String = "application/json"
  ) -> [String] {
    var models = models
    models["It"] = [
      "type": "object", "properties": ["a": schema], "required": isRequired ? ["a"] : [],
    ]
    let it = reference("It")
    let endpoint = Endpoint(
      name: "call", method: "POST", path: "/", mediaType: "application/json",
      body: isSent ? RequestBody(mediaType: mediaType, schema: it) : nil,
      item: isSent ? nil : NamedSchema(name: "It"))
    return [(ExportLanguage.typescript, "  a"), (.python, "    a"), (.swift, "  var a")].map {
      language, start in
      let text = ClientCode.text(for: endpoint, models: models, baseURL: "", language: language)
      let line = text.split(separator: "\n").first { line in
        line.hasPrefix(start) && ":?".contains(line.dropFirst(start.count).prefix(1))
      }
      // What is said of it stands behind it in Python; in TypeScript a semicolon ends it.
      let type = (line ?? "").dropFirst(start.count).prefix { $0 != "#" }
      let bare = type.drop { $0 == ":" || $0 == " " }
      return String(
        bare.hasSuffix(";") ? bare.dropLast() : bare.hasSuffix("  ") ? bare.dropLast(2) : bare)
    }
  }
}
