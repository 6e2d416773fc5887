import ArgumentParser
import StreamClient

/// What `fluidtop proxy` writes of what passes.
enum ProxyOutput: String, ExpressibleByArgument, CaseIterable {
  /// Lines for people: each run's answer, records and end.
  case text
  /// One JSON object a record, as `tail --output json`, with the run and its endpoint.
  case json
  /// One JSON object a callback, as `tail --output trace`, with the run and its endpoint.
  case trace

  private var format: OutputFormat {
    switch self {
    case .text: .pretty
    case .json: .json
    case .trace: .trace
    }
  }

  func makeWriter() -> any SignalWriter {
    format.makeWriter(onTerminal: StandardOutput.isTerminal, style: .ofThisTerminal)
  }
}
