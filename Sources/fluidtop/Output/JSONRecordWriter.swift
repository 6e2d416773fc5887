import StreamClient
import StreamDecoding

/// `--output json`: one object a record, with its number and its time.
struct JSONRecordWriter: SignalWriter {
  let started: WallClock
  private var number = 0

  init(started: WallClock) {
    self.started = started
  }

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    guard case .records(let batch) = signal else { return }
    let at = started.advanced(by: elapsed).timestamp
    for entry in batch.entries where entry.kind.isRecord {
      number += 1
      let number = number
      JSONLine.write(to: &output) { line in
        line.add("n", number)
        line.add("at", at)
        line.add("elapsed", seconds: elapsed)
        Self.fill(&line, with: entry, of: batch)
      }
    }
  }

  private static func fill(
    _ line: inout JSONLine, with entry: RecordBatch.Entry, of batch: RecordBatch
  ) {
    let payload = batch.bytes[entry.payload]
    switch entry.kind {
    case .event, .comment, .discarded:
      line.add("kind", "sse")
      line.add("event", string: batch.eventType(of: entry))
      line.add("id", string: batch.bytes[entry.id])
      line.add("data", string: payload)
    case .value:
      line.add("kind", "ndjson")
      line.add("value", verbatim: payload)
    case .text:
      line.add("kind", "text")
      line.add("text", string: payload)
    case .invalid:
      line.add("kind", "ndjson")
      line.add("invalid", entry.fault?.sentence ?? "not a JSON text")
      line.add("text", string: payload)
    }
  }
}

extension RecordBatch {
  /// The event's type; an event without one is a `message` (WHATWG HTML, 9.2.6).
  func eventType(of entry: Entry) -> ArraySlice<UInt8> {
    entry.type.isEmpty ? Self.message[...] : bytes[entry.type]
  }

  private static let message = Array("message".utf8)
}
