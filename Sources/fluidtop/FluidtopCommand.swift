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

      A TARGET is a server (http://host:port), an OpenAPI document (URL or file),
      a FastAPI app (main:app or path/main.py) or a folder of sources.
      `--version --verbose` tells of libcurl and what it can do, too.
      """,
    version: Version.text,
    subcommands: [
      InspectCommand.self, ListCommand.self, TailCommand.self, GetCommand.self, ExportCommand.self,
      DemoCommand.self,
    ],
    defaultSubcommand: InspectCommand.self)
}

/// The program's version.
enum Version {
  static let text = "0.1.0"
}
