import ArgumentParser
import TUI
import WebText

/// `fluidtop config`: where the configuration lies, and what it says.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "Tell of the configuration.",
    discussion: """
      EXAMPLES
        fluidtop config path     where the file is, or would be
        fluidtop config show     what is set, and where it comes from
        fluidtop config keys     what each key does, with those that you changed

      The file is JSON5: comments and trailing commas are allowed. FLUIDTOP_THEME
      and its kind count more than the file, and options more than both.

        {
          theme: "nord",                 // 'fluidtop themes' lists them
          background: "light",           // what the terminal says otherwise
          mouse: false, ascii: true,
          limits: { connectTimeout: "5s", maxRecordSize: "64M" },
          keys: {                        // names are those of ':' on the screen
            "run again": ["r", "F5"],
            // while code is shown; or form, choices, line, palette, typing, lines
            code: { write: "Ctrl-w" },
          },
        }
      """,
    subcommands: [Path.self, Show.self, Keys.self])

  struct Path: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print where the file is, or would be.")

    func run() throws {
      guard let folder = ConfigurationFolder(.ofThisProcess) else {
        throw Ending.failed("neither XDG_CONFIG_HOME nor HOME is set, so there is no place for it")
      }
      try Printout.write(folder.file + "\n")
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print every setting and where its value comes from.")

    func run() throws {
      try Printout.write(ConfigurationListing(try Configuration(.ofThisProcess)).text)
    }
  }
}

extension ConfigCommand {
  struct Keys: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Print what each key does, with those that you changed.")

    func run() throws {
      try Printout.write(try Configuration(.ofThisProcess).keys.text)
    }
  }
}

/// A configuration as lines: setting, value, where it comes from.
struct ConfigurationListing {
  let text: String

  init(_ configuration: Configuration) {
    let file = configuration.path ?? "the file"
    var rows = Setting.allCases.map { setting in
      guard let value = configuration.values[setting] else {
        return [setting.rawValue, setting.standard, "as it ships"]
      }
      switch value.origin {
      case .file(let line): return [setting.rawValue, value.text, "\(file):\(line)"]
      case .variable: return [setting.rawValue, value.text, setting.variable]
      }
    }
    rows += configuration.changes.map { change in
      let keys = change.keys.isEmpty ? "no key" : change.keys.joined(separator: " ")
      return [change.path, keys, "\(file):\(change.line)"]
    }
    let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
    text = rows.map { row in
      let cells = (0..<2).map {
        row[$0].printable() + String(repeating: " ", count: widths[$0] - row[$0].count)
      }
      return cells.joined(separator: "  ") + "  " + row[2] + "\n"
    }.joined()
  }
}
