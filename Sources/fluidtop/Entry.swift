import ArgumentParser
import StreamClient
import Terminal

/// The program's way in: parses, runs, and turns every outcome into an exit status.
@main
@MainActor
enum Entry {
  static func main() async {
    ignoreBrokenPipes()
    do {
      let arguments = try PastedArguments.expanding(
        Array(CommandLine.arguments.dropFirst()), .ofThisProcess)
      if VersionReport.isWanted(by: arguments) {
        return try Printout.write(VersionReport.text)
      }
      // While the arguments are read: these two will ask for something, and 9 ms are a third of what
      // they take to start.
      if ["tail", "get"].contains(arguments.first) {
        HTTPLibrary.prepare()
      }
      var command = try FluidtopCommand.read(arguments)
      // A command that is not asynchronous runs right here, on the main thread: the terminal's
      // loop blocks in poll, which a thread of the cooperative pool must never do.
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let ending as Ending {
      ending.leave()
    } catch let failure as TerminalFailure {
      Ending.usage(failure.description).leave()
    } catch {
      SurplusArguments(message: FluidtopCommand.message(for: error))?.ending.leave()
      FluidtopCommand.exit(withError: error)
    }
  }
}
