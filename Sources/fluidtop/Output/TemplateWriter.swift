import RecordStore
import StreamClient
import StreamDecoding

/// `--columns`, with `--output csv` too, and `--template`: a line of each record's fields.
struct TemplateWriter: SignalWriter {
  let template: RecordTemplate
  let started: WallClock
  private var number = 0
  private var hasHead = false

  init(template: RecordTemplate, started: WallClock) {
    self.template = template
    self.started = started
  }

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    if !hasHead { output += template.head }
    hasHead = true
    guard case .records(let batch) = signal else { return }
    let time = started.advanced(by: elapsed).timestamp
    for entry in batch.entries where entry.kind != .comment {
      number += 1
      let record = RecordTemplate.Record(
        number: number, time: time,
        event: entry.kind == .event ? batch.eventType(of: entry) : [],
        id: batch.bytes[entry.id], payload: batch.bytes[entry.payload])
      template.write(record, to: &output)
    }
  }
}
