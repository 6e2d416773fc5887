extension Parameter {
  /// What the value must be, in a few words: `integer`, `one of asc, desc`, `list of string`.
  public var typeWords: String { ParameterSchema(schema).words }

  /// A value that would do: the default, an example, or one made up.
  public var exampleValue: String { ParameterSchema(schema).example }

  /// A value that the schema itself offers to try: its first example; nil when it has none.
  public var givenExample: String? {
    let given = schema["examples"]?.arrayValue?.first ?? schema["example"]
    guard let given, given != .null else { return nil }
    return ParameterSchema.text(of: given)
  }

  /// The only values allowed, as text; nil when the schema names none.
  public var choices: [String]? {
    let whole = ParameterSchema(schema)
    return whole.constants ?? whole.element?.constants
      ?? whole.alternatives?.lazy.compactMap(\.constants).first
  }

  /// True when several values may be given.
  public var isList: Bool { ParameterSchema(schema).element != nil }
}
