import StreamClient
import StreamDecoding

/// `--output trace`: one JSON object a callback, in order. Other programs read it; its keys are fixed.
struct TraceWriter: SignalWriter {
  private var records = 0

  mutating func write(_ signal: StreamSignal, elapsed: Duration, to output: inout [UInt8]) {
    switch signal {
    case .requesting:
      break
    case .opened(let response):
      output.append(contentsOf: Self.opened(response))
    case .records(let batch):
      write(batch, to: &output)
    case .progress(let done, let total):
      output.append(contentsOf: Self.progress(done: done, total: total))
    case .lost(let failure, let retryIn, let serverRetry):
      let milliseconds = serverRetry ?? retryIn.wholeMilliseconds
      output.append(contentsOf: Self.error(failure, retryInMilliseconds: milliseconds))
    case .failed(let failure):
      output.append(contentsOf: Self.error(failure, retryInMilliseconds: nil))
    case .completed:
      output.append(contentsOf: Self.bare("onComplete"))
    case .closed:
      output.append(contentsOf: Self.bare("onClose"))
    }
  }

  private mutating func write(_ batch: RecordBatch, to output: inout [UInt8]) {
    for entry in batch.entries where entry.kind != .comment {
      records += 1
      output.append(contentsOf: Self.record(entry, number: records, of: batch))
    }
  }

  private static func record(
    _ entry: RecordBatch.Entry, number: Int, of batch: RecordBatch
  ) -> [UInt8] {
    let payload = batch.bytes[entry.payload]
    var line = JSONLine()
    switch entry.kind {
    case .event, .comment:
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
    return line.finished()
  }

  private static func opened(_ response: StreamResponse) -> [UInt8] {
    var line = JSONLine()
    line.add("callback", "onOpen")
    line.add("status", response.status)
    line.add("mediaType", response.mediaType)
    return line.finished()
  }

  private static func progress(done: Int, total: Int?) -> [UInt8] {
    var line = JSONLine()
    line.add("callback", "onProgress")
    line.add("done", done)
    if let total { line.add("total", total) }
    return line.finished()
  }

  private static func error(_ failure: StreamFailure, retryInMilliseconds: Int?) -> [UInt8] {
    var line = JSONLine()
    line.add("callback", "onError")
    line.add("fatal", retryInMilliseconds == nil)
    if let retryInMilliseconds { line.add("retryInMs", retryInMilliseconds) }
    line.add("error") { error in
      error.add("kind", failure.kind.rawValue)
      if let status = failure.status { error.add("status", status) }
      error.add("message", failure.message)
    }
    return line.finished()
  }

  private static func bare(_ callback: String) -> [UInt8] {
    var line = JSONLine()
    line.add("callback", callback)
    return line.finished()
  }
}

extension Duration {
  /// Milliseconds, rounded down.
  var wholeMilliseconds: Int {
    Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
