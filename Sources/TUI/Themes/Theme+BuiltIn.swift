extension Theme {
  /// The themes that are always there; the first is the default.
  public static let builtIn: [Theme] = [.defaultDark, .defaultLight, .highContrast, .mono]

  /// Calm colours for a dark terminal.
  public static let defaultDark = Theme(
    name: "default-dark",
    text: .plain,
    muted: .init(foreground: .indexed(245)),
    accent: .init(foreground: .indexed(80)),
    selection: .init(background: .indexed(237), bold: true),
    border: .init(foreground: .indexed(240)),
    success: .init(foreground: .indexed(114)),
    warning: .init(foreground: .indexed(221)),
    error: .init(foreground: .indexed(210)),
    key: .init(foreground: .indexed(117), bold: true),
    graph: [
      .init(foreground: .indexed(72)), .init(foreground: .indexed(79)),
      .init(foreground: .indexed(122)),
    ],
    syntax: .init(
      key: .init(foreground: .indexed(117)), string: .init(foreground: .indexed(150)),
      number: .init(foreground: .indexed(216)), literal: .init(foreground: .indexed(183)),
      punctuation: .init(foreground: .indexed(245))))

  /// Dark ink for a light terminal.
  public static let defaultLight = Theme(
    name: "default-light",
    text: .plain,
    muted: .init(foreground: .indexed(242)),
    accent: .init(foreground: .indexed(25)),
    selection: .init(background: .indexed(254), bold: true),
    border: .init(foreground: .indexed(249)),
    success: .init(foreground: .indexed(28)),
    warning: .init(foreground: .indexed(130)),
    error: .init(foreground: .indexed(160)),
    key: .init(foreground: .indexed(25), bold: true),
    graph: [
      .init(foreground: .indexed(67)), .init(foreground: .indexed(31)),
      .init(foreground: .indexed(24)),
    ],
    syntax: .init(
      key: .init(foreground: .indexed(25)), string: .init(foreground: .indexed(28)),
      number: .init(foreground: .indexed(130)), literal: .init(foreground: .indexed(90)),
      punctuation: .init(foreground: .indexed(242))))

  /// The sixteen bright colours and bold text only.
  public static let highContrast = Theme(
    name: "high-contrast",
    text: .init(bold: true),
    muted: .plain,
    accent: .init(foreground: .indexed(14), bold: true),
    selection: .init(bold: true, reverse: true),
    border: .plain,
    success: .init(foreground: .indexed(10), bold: true),
    warning: .init(foreground: .indexed(11), bold: true),
    error: .init(foreground: .indexed(9), bold: true),
    key: .init(foreground: .indexed(11), bold: true),
    graph: [
      .init(foreground: .indexed(10), bold: true), .init(foreground: .indexed(11), bold: true),
      .init(foreground: .indexed(9), bold: true),
    ],
    syntax: .init(
      key: .init(foreground: .indexed(14), bold: true),
      string: .init(foreground: .indexed(10), bold: true),
      number: .init(foreground: .indexed(11), bold: true),
      literal: .init(foreground: .indexed(13), bold: true), punctuation: .plain))

  /// No colour at all: what `NO_COLOR` asks for.
  public static let mono = Theme(
    name: "mono",
    text: .plain,
    muted: .init(dim: true),
    accent: .init(bold: true),
    selection: .init(reverse: true),
    border: .init(dim: true),
    success: .init(bold: true),
    warning: .init(underline: true),
    error: .init(bold: true, underline: true),
    key: .init(bold: true),
    graph: [.plain],
    syntax: .init(
      key: .plain, string: .plain, number: .plain, literal: .init(italic: true),
      punctuation: .init(dim: true)))
}
