import ArgumentParser
import TUI
import WebText

/// `fluidtop themes`: what can be chosen, and what is wrong with a file that can't.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes",
    abstract: "List the themes.",
    discussion: """
      EXAMPLES
        fluidtop themes
        fluidtop demo --theme nord

      Those of your own lie in the folder themes beside the file that
      'fluidtop config path' names.
      """)

  func run() throws {
    let folder = ConfigurationFolder(.ofThisProcess)?.themes
    let library = folder?.library ?? .shipped
    let own = Set(folder?.files.map(\.name) ?? [])
    let width = library.themes.map(\.name.count).max() ?? 0
    let lines = library.themes.map { pair in
      let name = pair.name.printable()
      let origin = own.contains(pair.name) ? folder?.path ?? "" : "built in"
      let sides = pair.dark == pair.light ? "" : ", dark and light"
      return name + String(repeating: " ", count: width + 2 - pair.name.count) + origin + sides
        + "\n"
    }
    try Printout.write(lines.joined())
    for problem in library.problems { StandardError.say(problem) }
    if !library.problems.isEmpty { throw Ending.quietFailure }
  }
}
