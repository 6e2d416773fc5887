import ScriptedServers
import StreamDecoding
import Synchronization
import Testing

@testable import StreamClient

/// What a stream reported, a line a signal, as short as it can be read.
final class StreamTrace: Sendable {
  private let recorded = Mutex<[String]>([])
  private let place: String

  init(place: String) {
    self.place = place
  }

  var lines: [String] { recorded.withLock { $0 } }

  func add(_ line: String) {
    let line = line.replacing(place, with: "HOST")
    recorded.withLock { $0.append(line) }
  }

  func receive(_ signal: StreamSignal) {
    switch signal {
    case .requesting(_, let id): add("requesting" + (id.map { " after \($0)" } ?? ""))
    case .opened(let response):
      add("opened \(response.status) \(response.kind.rawValue) \(response.mediaType)")
    case .answering(let head): add("answering \(head.status)")
    case .answered(let document):
      add("answered \(document.status) '\(String(decoding: document.body, as: UTF8.self))'")
    case .saved(let file): add("saved \(file.name), \(file.length) bytes")
    case .records(let batch): for entry in batch.entries { add(Self.line(entry, of: batch)) }
    case .progress(let done, let total): add("progress \(done)" + (total.map { "/\($0)" } ?? ""))
    case .lost(let failure, let delay, let serverRetry):
      let told = serverRetry.map { ", server said \($0) ms" } ?? ""
      add("lost \(failure.kind.rawValue), again in \(delay.words)\(told)")
    case .failed(let failure): add("failed \(failure.kind.rawValue): \(failure.message)")
    case .completed: add("completed")
    case .closed: add("closed")
    }
  }

  private static func line(_ entry: RecordBatch.Entry, of batch: RecordBatch) -> String {
    let payload = batch.string(entry.payload).replacing("\n", with: "\\n")
    switch StreamRecord(entry, of: batch) {
    case .event(let event):
      return "\(event.type) '\(payload)'"
        + (event.lastEventID.isEmpty ? "" : " #\(event.lastEventID)")
    case .chunk(.value): return "value \(payload)"
    case .chunk(.text): return "text '\(payload)'"
    case .invalid(let record): return "invalid '\(payload)': \(record.reason)"
    case nil: return "comment '\(payload)'"
    }
  }
}

/// Runs a stream against a server that plays these scripts, and tells what came of it.
///
/// What takes all patience is a failure: the trace then ends with `not finished`.
func trace(
  _ scripts: [ConnectionScript], _ options: StreamOptions = StreamOptions(retryDelay: .zero),
  change: (inout StreamRequest) -> Void = { _ in }
) async throws -> (lines: [String], requests: [RecordedRequest]) {
  let server = try await ScriptedServer.start(scripts, repeatsLast: false)
  let trace = StreamTrace(place: "127.0.0.1:\(server.port)")
  var request = StreamRequest(url: server.baseURL + "/stream")
  change(&request)
  let client = StreamClient()
  let isExpired = await TimeLimit.limiting(.patience) { [request] in
    await client.run(request, options: options) { trace.receive($0) }
  }.isExpired
  if isExpired { trace.add("not finished") }
  await client.shutdown()
  await server.stop()
  return (trace.lines, server.requests)
}

/// An event stream's head and body, then something that ends it.
func events(_ text: String, then end: [ConnectionScript.Step]) -> ConnectionScript {
  let head = ConnectionScript.Step.head(
    headers: ["Content-Type": "text/event-stream; charset=utf-8"], framing: .chunked)
  return ConnectionScript([.expectRequest, head, .chunk(text)] + end)
}

let cleanEnd: [ConnectionScript.Step] = [.lastChunk, .close]

/// The wait lets the bytes before it arrive: a reset may take them along.
let resetEnd: [ConnectionScript.Step] = [.wait(milliseconds: 50), .reset]
