import ArgumentParser

/// How the terminal UI draws.
struct ScreenArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The colours: default-dark, default-light, high-contrast or mono.", valueName: "name"))
  var theme: String?

  @Flag(help: "Draw borders, graphs and marks in ASCII.")
  var ascii = false
}
