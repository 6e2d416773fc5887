import TUI
import Testing

@testable import Terminal

/// Whether text can be read, in every theme that ships. Source: WCAG 2.2, 1.4.3: 4.5 to 1.
@Suite struct ThemeContrastTests {
  /// What terminals have behind the text: black, two usual greys and Nord's; white, and Solarized's,
  /// gruvbox's and a grey paper.
  private static let backgrounds: [Background: [RGB]] = [
    .dark: [RGB(0, 0, 0), RGB(30, 30, 30), RGB(40, 44, 52), RGB(46, 52, 64)],
    .light: [RGB(255, 255, 255), RGB(253, 246, 227), RGB(251, 241, 199), RGB(238, 238, 238)],
  ]

  /// A theme on one side of it; `default-light` on a dark terminal is nobody's wish.
  private static let sides: [(theme: Theme, background: Background)] =
    ThemeLibrary.shipped.themes.flatMap { pair in
      Background.allCases.filter { side in
        !Background.allCases.contains { $0 != side && pair.name.hasSuffix($0.rawValue) }
      }.map { (pair.theme(on: $0), $0) }
    }

  @Test(arguments: sides.indices, [ColourDepth.direct, .palette])
  func `every text of every theme stands out by 4.5 to 1 and more`(
    index: Int, depth: ColourDepth
  ) {
    let (theme, background) = Self.sides[index]
    for role in Theme.roles where role.carriesText {
      let style = theme[keyPath: role.path]
      for behind in Self.backgrounds[background] ?? [] {
        // The terminal's own colours are a pair that its user has chosen.
        if style.foreground == .default, style.background == .default { continue }
        let text = Self.shown(style.foreground, depth)
        let paper = Self.shown(style.background, depth) ?? behind
        let ratio = text.map { Self.contrast($0, paper) } ?? 0
        let wanted = theme.name == "high-contrast" ? 7 : 4.5
        #expect(ratio >= wanted, "\(theme.name) \(background) \(role.name) on \(paper): \(ratio)")
      }
    }
  }

  @Test(arguments: sides.indices)
  func `the selection has a colour of text, or is reversed`(index: Int) {
    let selection = Self.sides[index].theme.selection
    #expect(selection.reverse || selection.foreground != .default)
  }

  @Test(arguments: sides.indices)
  func `a steady graph is never red`(index: Int) {
    for stop in Self.sides[index].theme.graph {
      guard let colour = Self.shown(stop.foreground, .direct) else { continue }
      #expect(colour.red <= max(colour.green, colour.blue))
    }
  }

  /// Nil for the terminal's own.
  private static func shown(_ colour: Colour, _ depth: ColourDepth) -> RGB? {
    let number = depth.number(of: colour)
    if number < 0 { return nil }
    if depth == .palette { return Palette.colour(of: UInt8(number)) }
    return RGB(UInt8(number >> 16), UInt8(number >> 8 & 0xFF), UInt8(number & 0xFF))
  }

  private static func contrast(_ one: RGB, _ other: RGB) -> Double {
    let lights = [one.luminance, other.luminance].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }
}
