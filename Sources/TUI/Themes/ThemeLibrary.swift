import StreamDecoding

/// A theme for both sorts of terminal.
public struct ThemePair: Sendable, Hashable {
  /// What it looks like on a dark terminal.
  public var dark: Theme
  /// What it looks like on a light one.
  public var light: Theme

  /// What the user calls it.
  public var name: String { dark.name }

  /// A theme that looks the same on both.
  public init(_ theme: Theme) {
    (dark, light) = (theme, theme)
  }

  init(dark: Theme, light: Theme) {
    (self.dark, self.light) = (dark, light)
  }

  /// The theme for a terminal.
  public func theme(on background: Background) -> Theme { background == .dark ? dark : light }
}

/// All themes that there are, and why others are refused.
public struct ThemeLibrary: Sendable, Hashable {
  /// Those that ship, then the user's; a name stands once.
  public private(set) var themes: [ThemePair] = []
  /// A sentence for each file that is refused.
  public private(set) var problems: [String] = []

  /// The themes that are always there.
  public static let shipped = ThemeLibrary(adding: [])

  private static let shippedFiles: [ThemeFile] = [
    ("default-dark", PackageResources.default_dark_json),
    ("default-light", PackageResources.default_light_json),
    ("high-contrast", PackageResources.high_contrast_json),
    ("mono", PackageResources.mono_json),
    ("solarized-dark", PackageResources.solarized_dark_json),
    ("solarized-light", PackageResources.solarized_light_json),
    ("nord", PackageResources.nord_json),
    ("gruvbox", PackageResources.gruvbox_json),
  ].map { ThemeFile(name: $0.0, path: "themes/\($0.0).json", bytes: $0.1) }

  /// Those that ship, and the user's own; one that is called as one of these takes its place.
  public init(adding files: [ThemeFile]) {
    var shelf = ThemeShelf()
    for file in Self.shippedFiles { shelf.put(file, isShipped: true) }
    for file in files { shelf.put(file, isShipped: false) }
    problems = shelf.problems
    for name in shelf.names {
      do throws(ThemeShelf.Refusal) {
        themes.append(
          ThemePair(
            dark: try shelf.theme(named: name, on: .dark),
            light: try shelf.theme(named: name, on: .light)))
      } catch {
        problems.append(error.sentence)
        // The one that ships is better than none.
        if let shipped = try? shelf.shippedPair(named: name) { themes.append(shipped) }
      }
    }
  }

  /// The theme of a name.
  public func theme(named name: String) -> ThemePair? { themes.first { $0.name == name } }
}
