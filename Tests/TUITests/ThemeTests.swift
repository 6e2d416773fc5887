import Testing

@testable import TUI

@Suite struct ThemeTests {
  @Test func `the themes that are always there have these colours`() {
    #expect(ThemeLibrary.shipped.problems == [])
    let themes = ThemeLibrary.shipped.themes.flatMap { pair in
      pair.dark == pair.light
        ? [Self.told(pair.dark, "")]
        : Background.allCases.map { Self.told(pair.theme(on: $0), " on \($0)") }
    }
    Screen.expect(themes.joined(separator: "\n") + "\n", is: "themes")
  }

  private static func told(_ theme: Theme, _ side: String) -> String {
    let lines = Theme.roles.map { "  \($0.name): \(words(theme[keyPath: $0.path]))" }
    return ([theme.name + side] + lines + theme.graph.map { "  graph: \(words($0))" })
      .joined(separator: "\n")
  }

  /// A file, and its name and sentence where it is refused.
  private static let refused: [(text: String, sentence: String)] = [
    (
      "{ accent: 5 }",
      "own.json:1: accent: must be a string, \"blue bold\" for example, and is a number"
    ),
    (
      "{\n accent: 'sea',\n}",
      "own.json:2: accent: 'sea' is no colour: write #rrggbb, a name of the palette, one of the "
        + "sixteen (bright-red) or a number to 255"
    ),
    ("{ accent: 'red blue' }", "own.json:1: accent: has two colours of text"),
    ("{ accent: 'red on' }", "own.json:1: accent: needs a colour behind 'on'"),
    ("{ accent: '#12345' }", "own.json:1: accent: '#12345' is no colour"),
    ("{ accent: '256' }", "own.json:1: accent: '256' is no colour"),
    (
      "{\n\n dark: { syntax: { string: 'x' } } }",
      "own.json:3: dark.syntax.string: 'x' is no colour"
    ),
    ("{ acent: 'red' }", "own.json:1: acent: means nothing in a theme; there are text, muted"),
    (
      "{ syntax: { word: '' } }", "own.json:1: syntax.word: means nothing in a theme; there are key"
    ),
    ("{ 'syntax.key': '' }", "own.json:1: syntax.key: means nothing in a theme"),
    ("{ palette: { bold: 'red' } }", "own.json:1: palette.bold: can't be the name of a colour"),
    ("{ palette: { sea: 'lake' } }", "own.json:1: palette.sea: 'lake' is no colour"),
    ("{ graph: [] }", "own.json:1: graph: must be a list of one style to three, and is a list"),
    ("{ inherits: 'nrd' }", "own.json:1: inherits: there is no theme 'nrd' to stand on"),
    ("{ inherits: 'own' }", "own.json:1: inherits: there is no theme 'own' to stand on"),
    ("[]", "own.json:1: the theme: must be an object, { … }, and is a list"),
    ("{ text: ''", "own.json:1: ends too early: a comma or } is missing behind text"),
    ("", "own.json:1: ends too early: a value is missing"),
  ]

  @Test(arguments: refused.indices)
  func `a bad theme is refused by file, line and name`(index: Int) {
    let (text, sentence) = Self.refused[index]
    let library = ThemeLibrary(adding: [Self.file("own", text)])
    #expect(library.themes == ThemeLibrary.shipped.themes)
    #expect(library.problems.count == 1)
    #expect(library.problems.first?.hasPrefix(sentence) == true, "\(library.problems)")
  }

  @Test func `a theme stands on another, with a palette of its own and another side`() throws {
    let library = ThemeLibrary(adding: [
      Self.file("base", "{palette: {sea: '#102030'}, accent: 'sea', light: {accent: 'black'}}"),
      Self.file("own", "{inherits: 'base', palette: {sea: 'bright-cyan'}, key: 'sea on 237 bold'}"),
      // In the place of one that ships, and standing on it.
      Self.file("nord", "{inherits: 'nord', error: 'bright-red'}"),
    ])
    #expect(library.problems == [])
    let own = try #require(library.theme(named: "own"))
    #expect(own.dark.accent == CellStyle(foreground: .indexed(14)))
    #expect(own.light.accent == CellStyle(foreground: .indexed(0)))
    #expect(
      own.dark.key == CellStyle(foreground: .indexed(14), background: .indexed(237), bold: true))
    let nord = try #require(library.theme(named: "nord"))
    #expect(nord.dark.error == CellStyle(foreground: .indexed(9)))
    #expect(nord.dark.accent == ThemeLibrary.shipped.theme(named: "nord")?.dark.accent)
  }

  @Test func `themes that stand on one another in a circle are refused, and end`() {
    let library = ThemeLibrary(adding: [
      Self.file("a", "{inherits: 'b'}"), Self.file("b", "{inherits: 'a'}"),
    ])
    #expect(library.problems.allSatisfy { $0.hasSuffix("inherits: goes round, or too deep") })
    #expect(library.problems.count == 2)
  }

  @Test func `a theme that is broken while the program runs leaves the screen as it was`() {
    let program = Program(appearance: Appearance(startingWith: "nord"))
    let nord = program.state.appearance.theme
    program.send(.themes(ThemeLibrary(adding: [Self.file("nord", "{ text: ")])))
    #expect(program.state.appearance.theme == nord)
    #expect(program.line(with: "nord.json:1: ends too early") != nil)
    program.send(.themes(ThemeLibrary(adding: [Self.file("nord", "{ text: 'red' }")])))
    #expect(program.state.appearance.theme.text == CellStyle(foreground: .indexed(1)))
  }

  @Test func `the colours follow the terminal's background until a theme is chosen`() {
    let program = Program()
    #expect(program.state.appearance.theme.name == "default-dark")
    program.send(.background(.light))
    #expect(program.state.appearance.theme.name == "default-light")
    for _ in 0..<6 { program.press(.character("T")) }
    #expect(program.state.appearance.theme == ThemeLibrary.shipped.theme(named: "gruvbox")?.light)
    program.send(.background(.dark))
    #expect(program.state.appearance.theme == ThemeLibrary.shipped.theme(named: "gruvbox")?.dark)
  }

  @Test func `the selection is seen where there are few colours or none`() {
    #expect(Appearance(colours: .none).theme.name == "mono")
    for name in ThemeLibrary.shipped.themes.map(\.name) {
      #expect(Appearance(startingWith: name, colours: .few).theme.selection.reverse)
    }
  }

  /// `selection` with a foreground, or reversed, is the style of the whole line.
  @Test(arguments: ThemeLibrary.shipped.themes.map(\.name))
  func `no cell of the selected line has colours made for another background`(name: String) {
    let program = Program(appearance: Appearance(startingWith: name))
    program.live()
    program.press(.character("1"))
    let selection = program.state.appearance.theme.selection
    let row =
      program.screen.split(separator: "\n").firstIndex { $0.hasPrefix("│▌") } ?? 0
    for column in 2..<30 {
      let style = program.frame[column, row].style
      #expect(style.foreground == selection.foreground)
      #expect(style.background == selection.background)
    }
  }

  private static func file(_ name: String, _ text: String) -> ThemeFile {
    ThemeFile(name: name, path: name + ".json", bytes: Array(text.utf8))
  }

  /// `80 on 237, bold`
  private static func words(_ style: CellStyle) -> String {
    var words = Self.words(style.foreground)
    if style.background != .default { words += " on " + Self.words(style.background) }
    if style.bold { words += ", bold" }
    if style.dim { words += ", dim" }
    if style.underline { words += ", underlined" }
    if style.reverse { words += ", reverse" }
    if style.italic { words += ", italic" }
    return words
  }

  private static func words(_ colour: Colour) -> String {
    switch colour {
    case .default: "default"
    case .indexed(let index): String(index)
    case .rgb(let red, let green, let blue): "\(red) \(green) \(blue)"
    }
  }
}
