import RecordStore
import StreamClient
import StreamDecoding

/// Turns what a stream reports into bytes for standard output: one conformer for each `--output`.
protocol SignalWriter: Sendable {
  /// `elapsed` counts from the start of the command.
  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8])
}

extension OutputFormat {
  /// The writer of this format; `auto` is resolved before.
  func makeWriter(onTerminal: Bool, style: PrintStyle) -> any SignalWriter {
    switch resolved(onTerminal: onTerminal) {
    case .trace: TraceWriter()
    case .json: JSONRecordWriter(started: WallClock.now)
    // Fields of its own make it: a template's writer writes them.
    case .data, .csv: DataWriter()
    case .pretty, .auto: PrettyWriter(style: style, started: WallClock.now)
    }
  }
}
