import ArgumentParser
import TUI

/// How the terminal UI draws.
struct ScreenArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The colours, by the name of a theme; 'fluidtop themes' lists them.", valueName: "name"))
  var theme: String?

  @Flag(help: "Draw borders, graphs and marks in ASCII.")
  var ascii = false

  /// Refuses a theme that isn't there, with what is wrong with its file where that is why.
  static func check(_ theme: String?, in library: ThemeLibrary) throws(Ending) {
    guard let theme, library.theme(named: theme) == nil else { return }
    if let problem = library.problems.first(where: { $0.contains("/\(theme).json:") }) {
      throw .usage(problem)
    }
    let names = library.themes.map(\.name).joined(separator: ", ")
    throw .usage("there is no theme '\(theme)'; there are \(names)")
  }
}
