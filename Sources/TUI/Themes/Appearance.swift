/// How the program looks: its themes, which one is on, and whether lines are drawn in ASCII.
public struct Appearance: Hashable, Sendable {
  /// What `T` goes through; never empty.
  public private(set) var themes: [Theme]
  private var index: Int
  /// Borders, sparklines and marks in ASCII.
  public var isASCII: Bool

  /// A look that starts with the theme called `name`, or with the first one.
  public init(
    themes: [Theme] = Theme.builtIn, startingWith name: String? = nil, isASCII: Bool = false
  ) {
    self.themes = themes.isEmpty ? Theme.builtIn : themes
    self.index = self.themes.firstIndex { $0.name == name } ?? 0
    self.isASCII = isASCII
  }

  /// The theme that is on.
  public var theme: Theme { themes[index] }

  var glyphs: Glyphs { isASCII ? .ascii : .unicode }

  mutating func choose(theme name: String) {
    index = themes.firstIndex { $0.name == name } ?? index
  }

  mutating func nextTheme() {
    index = (index + 1) % themes.count
  }
}
