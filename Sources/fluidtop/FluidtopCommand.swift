import ArgumentParser

/// The root of the command line.
struct FluidtopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fluidtop",
    abstract: "Inspect the streaming endpoints of an HTTP backend.",
    usage: """
      fluidtop [TARGET…]
      fluidtop COMMAND …
      """,
    discussion: """
      EXAMPLES
        fluidtop demo                       the terminal UI on a built-in backend
        fluidtop                            the UI on what runs at localhost:8000
        fluidtop http://host:8000 main.py   with what only the sources tell
        fluidtop list http://host:8000      its streaming endpoints, as text
        fluidtop tail http://host/events    one stream, live, on standard output
        fluidtop get http://host/report     a file stream, to disk
        fluidtop export http://host:8000    the client's TypeScript
        fluidtop record http://host/events -o a.capture  a stream, in a file
        fluidtop replay a.capture           the same again, without its server
        curl -N URL | fluidtop -            what comes through a pipe
        fluidtop proxy http://host:8000     what your own front end asks for, live

      A TARGET is a server (http://host:port), an OpenAPI document (URL or file),
      a FastAPI app (main:app or path/main.py), a folder of sources, or a recording
      (.capture, .har, .sse, .ndjson, .log; - is standard input).
      `--version --verbose` tells of libcurl and what it can do, too.
      """,
    version: Version.text,
    subcommands: [
      InspectCommand.self, ListCommand.self, TailCommand.self, GetCommand.self, ExportCommand.self,
      RecordCommand.self, ReplayCommand.self, ProxyCommand.self, DemoCommand.self,
      ThemesCommand.self, ConfigCommand.self,
    ],
    defaultSubcommand: InspectCommand.self)

  /// The command that a line of arguments asks for.
  ///
  /// The one that the first of them names, or the default one, reads them first: from the root,
  /// ArgumentParser collects the options of the root, of the default subcommand and, three times, of
  /// the one that is named, which is a fifth of what `tail` takes to start. What is refused there is
  /// read again from the root, whose errors and help know the whole command line.
  static func read(_ arguments: [String]) throws -> any ParsableCommand {
    let first = arguments.first
    let named = configuration.subcommands.first { $0.configuration.commandName == first }
    if let named, let command = try? named.parse(Array(arguments.dropFirst())) { return command }
    // The one subcommand that is ArgumentParser's own.
    if named == nil, first != "help", let command = try? InspectCommand.parse(arguments) {
      return command
    }
    return try parseAsRoot(arguments)
  }
}

/// The program's version.
enum Version {
  static let text = "0.1.0"
}
