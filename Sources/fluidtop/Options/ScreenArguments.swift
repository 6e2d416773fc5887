import ArgumentParser
import TUI
import WebText

/// How the terminal UI draws.
struct ScreenArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The colours, by the name of a theme; 'fluidtop themes' lists them.", valueName: "name"))
  var theme: String?

  @Flag(help: "Draw borders, graphs and marks in ASCII.")
  var ascii = false

  @Option(
    help: ArgumentHelp(
      "Memory that all records may take, \(ByteCount.limit(RecordMemory().limit)) unless said.",
      valueName: "size"))
  var memory: SizeArgument?

  @Option(
    help: ArgumentHelp(
      "Room on the disk for older records, in a file without a name; 0 to drop them,"
        + " \(ByteCount.limit(RecordMemory().fileLimit)) unless said.",
      valueName: "size"))
  var spill: RoomArgument?

  /// How much is kept: as the command line says, or the configuration.
  func memory(_ settings: Configuration) -> RecordMemory {
    let standard = RecordMemory()
    return RecordMemory(
      limit: memory?.bytes ?? settings.memory ?? standard.limit,
      fileLimit: spill?.bytes ?? settings.spill ?? standard.fileLimit)
  }

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
