/// Names for texts of a certain form, in a namespace as FluidKit's exports have it.
enum FluidTypes {
  /// The qualified name.
  static func name(_ form: TextForm) -> String { "FluidTypes." + form.rawValue }

  /// The namespace with what `code` uses of it; empty where it uses nothing.
  static func declaration(for code: [String], dialect: ScriptDialect = .typescript) -> String {
    let used = TextForm.allCases.filter { form in
      code.contains { $0.contains(name(form)) }
    }
    if used.isEmpty { return "" }
    switch dialect {
    case .typescript:
      let members = used.map {
        "  /** " + $0.meaning + " */\n  export type " + $0.rawValue + " = string;\n"
      }
      return "/** Texts of a certain form. */\nexport declare namespace FluidTypes {\n"
        + members.joined() + "}\n"
    case .javascript:
      return used.map {
        "/**\n * " + $0.meaning + "\n * @typedef {string} " + name($0) + "\n */\n"
      }.joined()
    }
  }
}

extension TextForm {
  fileprivate var meaning: String {
    switch self {
    case .uuid: "A UUID."
    case .decimal:
      "A decimal number, as text: a JavaScript number could not hold all of its digits."
    case .dateTime: "Date and time by RFC 3339."
    case .date: "A day, `2026-01-31`."
    case .time: "A time of day, `12:30:00`."
    case .duration: "A duration by ISO 8601, `PT1H`."
    case .path: "A file's path."
    case .email: "An e-mail address."
    case .url: "A URL."
    }
  }
}
