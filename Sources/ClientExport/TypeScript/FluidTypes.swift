import StreamDecoding

/// Names for texts of a certain form, in a namespace as FluidKit's exports have it.
enum FluidTypes {
  /// The qualified name for a text of `schema`'s form, or nil when it is any text.
  static func name(for schema: JSONValue) -> String? {
    if let format = schema["format"]?.stringValue {
      return forms.first { $0.formats.contains(format) }.map { "FluidTypes." + $0.name }
    }
    // What Pydantic writes for a Decimal, which has no format.
    let isDecimal = schema["pattern"]?.stringValue?.hasPrefix("^(?!^[-+.]*$)[+-]?0*") == true
    return isDecimal ? "FluidTypes.Decimal" : nil
  }

  /// The namespace with what `code` uses of it; empty where it uses nothing.
  static func declaration(for code: [String], dialect: ScriptDialect = .typescript) -> String {
    let used = forms.filter { form in
      code.contains { $0.contains("FluidTypes." + form.name) }
    }
    if used.isEmpty { return "" }
    switch dialect {
    case .typescript:
      let members = used.map {
        "  /** " + $0.meaning + " */\n  export type " + $0.name + " = string;\n"
      }
      return "/** Texts of a certain form. */\nexport declare namespace FluidTypes {\n"
        + members.joined() + "}\n"
    case .javascript:
      return used.map {
        "/**\n * " + $0.meaning + "\n * @typedef {string} FluidTypes." + $0.name + "\n */\n"
      }.joined()
    }
  }

  private struct Form {
    let name: String
    let formats: [String]
    let meaning: String
  }

  private static let forms = [
    Form(name: "UUID", formats: ["uuid", "uuid1", "uuid3", "uuid4", "uuid5"], meaning: "A UUID."),
    Form(
      name: "Decimal", formats: ["decimal"],
      meaning: "A decimal number, as text: a JavaScript number could not hold all of its digits."),
    Form(name: "DateTime", formats: ["date-time"], meaning: "Date and time by RFC 3339."),
    Form(name: "Date", formats: ["date"], meaning: "A day, `2026-01-31`."),
    Form(name: "Time", formats: ["time"], meaning: "A time of day, `12:30:00`."),
    Form(name: "Duration", formats: ["duration"], meaning: "A duration by ISO 8601, `PT1H`."),
    Form(
      name: "Path", formats: ["path", "file-path", "directory-path"], meaning: "A file's path."),
    Form(name: "EmailStr", formats: ["email", "name-email"], meaning: "An e-mail address."),
    Form(name: "HttpUrl", formats: ["uri", "url"], meaning: "A URL."),
  ]
}
