import StreamClient
import StreamDecoding

/// `--output data`: each record's payload and a newline, and not a byte more.
struct DataWriter: SignalWriter {
  private var endsInNewline = true

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    switch signal {
    case .records(let batch):
      for entry in batch.entries where entry.kind.isRecord {
        write(batch.bytes[entry.payload], of: entry.kind, to: &output)
      }
    case .completed, .failed:
      // Pieces of text are written as they come; only the last one may leave its line open.
      if !endsInNewline { output.append(0x0A) }
    case .requesting, .opened, .answering, .answered, .saved, .progress, .lost, .closed:
      break
    }
  }

  private mutating func write(
    _ payload: ArraySlice<UInt8>, of kind: RecordBatch.Kind, to output: inout [UInt8]
  ) {
    output.append(contentsOf: payload)
    if kind == .text {
      endsInNewline = payload.last == 0x0A
    } else {
      output.append(0x0A)
    }
  }
}
