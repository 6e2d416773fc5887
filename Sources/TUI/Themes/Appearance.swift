/// How the program looks: its themes, which one is on, and whether lines are drawn in ASCII.
public struct Appearance: Hashable, Sendable {
  /// How many colours there are to draw with.
  public enum Colours: Hashable, Sendable {
    /// None at all, or none wanted.
    case none
    /// Sixteen at most: what lies between two of them falls together.
    case few
    /// 256 and more.
    case many
  }

  /// What `T` goes through; never empty.
  public private(set) var themes: [ThemePair]
  /// The chosen theme's name; nil for the one that suits the terminal.
  private var name: String?
  /// Which sort of background the terminal has, as far as one knows.
  public var background: Background
  /// What the terminal has to draw with.
  public var colours: Colours
  /// Borders, sparklines and marks in ASCII.
  public var isASCII: Bool

  /// A look that starts with the theme called `name`, or with the one that suits the terminal.
  public init(
    themes: [ThemePair] = ThemeLibrary.shipped.themes, startingWith name: String? = nil,
    on background: Background = .dark, colours: Colours = .many, isASCII: Bool = false
  ) {
    self.themes = themes.isEmpty ? ThemeLibrary.shipped.themes : themes
    self.name = name
    self.background = background
    self.colours = colours
    self.isASCII = isASCII
  }

  /// The theme that is on.
  public var theme: Theme {
    var theme = themes[index].theme(on: background)
    if colours != .many {
      // A background of its own may be the terminal's, brought down to so few.
      theme.selection = CellStyle(bold: theme.selection.bold, reverse: true)
    }
    return theme
  }

  var glyphs: Glyphs { isASCII ? .ascii : .unicode }

  private var index: Int {
    let suiting = colours == .none ? "mono" : "default-\(background.rawValue)"
    return themes.firstIndex { $0.name == name ?? suiting } ?? 0
  }

  mutating func choose(theme name: String) {
    if themes.contains(where: { $0.name == name }) { self.name = name }
  }

  mutating func nextTheme() {
    name = themes[(index + 1) % themes.count].name
  }

  /// Takes other themes; the chosen one stays on by its name, if it is still there.
  mutating func take(_ themes: [ThemePair]) {
    if !themes.isEmpty { self.themes = themes }
  }
}
