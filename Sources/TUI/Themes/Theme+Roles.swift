extension Theme {
  /// A style of a theme, by the name that it has in files: `accent`, `syntax.string`.
  public struct Role: Sendable {
    /// What files call it.
    public let name: String
    /// Where it stands.
    public let path: WritableKeyPath<Theme, CellStyle> & Sendable
    /// Whether text is drawn in it.
    public let carriesText: Bool

    fileprivate init(
      _ name: String, _ path: WritableKeyPath<Theme, CellStyle> & Sendable, carriesText: Bool = true
    ) {
      self.name = name
      self.path = path
      self.carriesText = carriesText
    }
  }

  /// All that are one style.
  public static let roles: [Role] = [
    Role("text", \.text), Role("muted", \.muted), Role("accent", \.accent),
    Role("selection", \.selection), Role("border", \.border, carriesText: false),
    Role("success", \.success), Role("warning", \.warning), Role("error", \.error),
    Role("key", \.key),
    Role("syntax.key", \.syntax.key), Role("syntax.string", \.syntax.string),
    Role("syntax.number", \.syntax.number), Role("syntax.literal", \.syntax.literal),
    Role("syntax.punctuation", \.syntax.punctuation),
  ]
}
