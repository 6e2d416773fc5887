import ArgumentParser

/// What `fluidtop tail` writes for each record.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// `pretty` on a terminal, `data` elsewhere.
  case auto
  /// A line of facts and the payload, indented and coloured, for people.
  case pretty
  /// Each record's payload and a newline.
  case data
  /// One JSON object a record.
  case json
  /// One JSON object a callback, in order: what a generated client would get.
  case trace
  /// Chosen fields of each record, as comma-separated values below their names.
  case csv

  func resolved(onTerminal: Bool) -> OutputFormat {
    guard self == .auto else { return self }
    return onTerminal ? .pretty : .data
  }
}
