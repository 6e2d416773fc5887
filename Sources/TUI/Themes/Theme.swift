/// Styles named by what they mean. An empty style is the terminal's own.
public struct Theme: Hashable, Sendable {
  /// The tokens of JSON.
  public struct Syntax: Hashable, Sendable {
    /// Member names.
    public var key: CellStyle
    /// Strings.
    public var string: CellStyle
    /// Numbers.
    public var number: CellStyle
    /// `true`, `false`, `null`.
    public var literal: CellStyle
    /// Braces, brackets, colons, commas.
    public var punctuation: CellStyle

    /// Styles for every sort of token.
    public init(
      key: CellStyle = .plain, string: CellStyle = .plain, number: CellStyle = .plain,
      literal: CellStyle = .plain, punctuation: CellStyle = .plain
    ) {
      self.key = key
      self.string = string
      self.number = number
      self.literal = literal
      self.punctuation = punctuation
    }
  }

  /// What the user calls it.
  public var name: String
  /// Ordinary text.
  public var text: CellStyle
  /// What matters less: hints, ordinary endpoints, times.
  public var muted: CellStyle
  /// The focused pane, titles, what is new.
  public var accent: CellStyle
  /// The line under the cursor. With a foreground, or reversed, it is the style of the whole line; a
  /// background alone is laid under the line's own colours.
  public var selection: CellStyle
  /// Lines around panes.
  public var border: CellStyle
  /// Live, done, valid.
  public var success: CellStyle
  /// Retrying, paused, dropped.
  public var warning: CellStyle
  /// Failed, invalid.
  public var error: CellStyle
  /// Keys in hints.
  public var key: CellStyle
  /// Sparklines and bars, from low to high.
  public var graph: [CellStyle]
  /// JSON.
  public var syntax: Syntax

  /// A theme of all its roles, each the terminal's own where nothing else is said; `graph` takes one
  /// stop to three.
  public init(
    name: String, text: CellStyle = .plain, muted: CellStyle = .plain, accent: CellStyle = .plain,
    selection: CellStyle = .plain, border: CellStyle = .plain, success: CellStyle = .plain,
    warning: CellStyle = .plain, error: CellStyle = .plain, key: CellStyle = .plain,
    graph: [CellStyle] = [.plain], syntax: Syntax = Syntax()
  ) {
    self.name = name
    self.text = text
    self.muted = muted
    self.accent = accent
    self.selection = selection
    self.border = border
    self.success = success
    self.warning = warning
    self.error = error
    self.key = key
    self.graph = graph
    self.syntax = syntax
  }

  /// The graph's style for a value between 0 and 1.
  func graph(at level: Double) -> CellStyle {
    guard !graph.isEmpty else { return text }
    let index = Int(level * Double(graph.count))
    return graph[min(max(0, index), graph.count - 1)]
  }
}
