import Discovery
import StreamClient
import StreamDecoding
import WebText

/// `--output trace`: one JSON object a callback, in order. Other programs read it; its keys are fixed.
struct TraceWriter: SignalWriter {
  private var records = 0

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    switch signal {
    case .requesting, .answering, .answered, .saved: break
    case .opened(let response): Self.write(response, to: &output)
    case .records(let batch): write(batch, to: &output)
    case .progress(let done, let total):
      JSONLine.write(to: &output) { line in
        line.add("callback", "onProgress")
        line.add("done", done)
        if let total { line.add("total", total) }
      }
    case .lost(let failure, let retryIn, let serverRetry):
      let milliseconds = serverRetry ?? retryIn.wholeMilliseconds
      Self.write(failure, retryInMilliseconds: milliseconds, to: &output)
    case .failed(let failure): Self.write(failure, retryInMilliseconds: nil, to: &output)
    case .completed: JSONLine.write(to: &output) { $0.add("callback", "onComplete") }
    case .closed: JSONLine.write(to: &output) { $0.add("callback", "onClose") }
    }
  }

  private mutating func write(_ batch: RecordBatch, to output: inout [UInt8]) {
    for entry in batch.entries {
      if let discard = entry.discard { Self.write(discard, entry, of: batch, to: &output) }
      guard entry.kind.isRecord else { continue }
      records += 1
      let number = records
      JSONLine.write(to: &output) { Self.fill(&$0, with: entry, number: number, of: batch) }
    }
  }

  private static func fill(
    _ line: inout JSONLine, with entry: RecordBatch.Entry, number: Int, of batch: RecordBatch
  ) {
    let payload = batch.bytes[entry.payload]
    switch entry.kind {
    case .event, .comment, .discarded:
      line.add("callback", "onMessage")
      line.add("type", string: batch.eventType(of: entry))
      line.add("data", string: payload)
      line.add("lastEventId", string: batch.bytes[entry.id])
    case .value:
      line.add("callback", "onChunk")
      line.add("value", verbatim: payload)
    case .text:
      line.add("callback", "onChunk")
      line.add("text", string: payload)
    case .invalid:
      line.add("callback", "onInvalidRecord")
      line.add("record", number)
      line.add("text", string: payload)
      line.add("reason", entry.fault?.sentence ?? "not a JSON text")
    }
  }

  /// No callback, but nothing that came is hidden.
  private static func write(
    _ discard: Discard, _ entry: RecordBatch.Entry, of batch: RecordBatch,
    to output: inout [UInt8]
  ) {
    JSONLine.write(to: &output) { line in
      line.add("inspector", "discarded")
      line.add("bytes", discard.byteCount)
      line.add("text", string: batch.bytes[entry.payload])
      line.add("reason", discard.sentence)
    }
  }

  private static func write(_ response: StreamResponse, to output: inout [UInt8]) {
    JSONLine.write(to: &output) { line in
      line.add("callback", "onOpen")
      line.add("status", response.status)
      line.add("mediaType", response.mediaType)
    }
  }

  private static func write(
    _ failure: StreamFailure, retryInMilliseconds: Int?, to output: inout [UInt8]
  ) {
    JSONLine.write(to: &output) { line in
      line.add("callback", "onError")
      line.add("fatal", retryInMilliseconds == nil)
      if let retryInMilliseconds { line.add("retryInMs", retryInMilliseconds) }
      line.add("error") { error in
        error.add("kind", failure.kind.rawValue)
        if let status = failure.status { error.add("status", status) }
        error.add("message", failure.sentence)
      }
    }
  }
}
