extension SecretPlace {
  /// The places by the names of the schemes, as the exported runtime looks them up.
  static func table(of places: [SecretPlace], dialect: ScriptDialect = .typescript) -> String {
    let type = dialect == .typescript ? "<string, SecretPlace>" : ""
    let entries = places.map { place in
      "  [" + TypeScriptLiteral.string(place.scheme) + ", [" + place.parts + "]],\n"
    }
    let said = "Where the secrets that `auth` gives go, by the names of their schemes."
    let comment =
      dialect == .typescript
      ? "/** " + said + " */\n" : "/**\n * " + said + "\n * @type {Map<string, SecretPlace>}\n */\n"
    return comment
      + "const secretPlaces = new Map" + type + "([\n" + entries.joined() + "]);\n"
  }

  private var parts: String {
    let place =
      switch location {
      case .query: "query"
      case .cookie: "cookies"
      case .header, .path: "headers"
      }
    return ([place, name] + (prefix.isEmpty ? [] : [prefix])).map(TypeScriptLiteral.string)
      .joined(separator: ", ")
  }
}
