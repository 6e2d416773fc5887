import ArgumentParser
import RecordStore

/// What is written of each record.
struct WrittenArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "auto, pretty, data, json, trace, or csv of --columns.", valueName: "format"))
  var output: OutputFormat?

  @Option(
    help: ArgumentHelp(
      "Write these fields of each record, tabs between: paths, event, id, n, time, size, data.",
      valueName: ".a,.b[0].c"))
  var columns: String?

  @Option(
    help: ArgumentHelp("Write this line for each record.", valueName: "{.a}: {.b}"))
  var template: String?

  func validate() throws {
    if output == .csv {
      if columns == nil { throw ValidationError("--output csv needs --columns: '.id,.name'") }
      if template != nil { throw ValidationError("--output csv and --template exclude each other") }
    } else if columns != nil || template != nil {
      if columns != nil && template != nil || output ?? .auto != .auto {
        throw ValidationError("--columns, --template and --output exclude each other")
      }
    }
  }

  /// The fields that are written; nil for whole records.
  func parsed() throws -> RecordTemplate? {
    do throws(RecordTemplateProblem) {
      if let columns {
        return output == .csv
          ? try RecordTemplate(csv: columns) : try RecordTemplate(columns: columns)
      }
      return try template.map { (text) throws(RecordTemplateProblem) in
        try RecordTemplate(parsing: text)
      }
    } catch {
      throw Ending.usage("\(columns == nil ? "--template" : "--columns"): \(error.sentence)")
    }
  }
}
