import Endpoints
import StreamClient
import StreamDecoding
import Synchronization
import WebText

/// What a probe sees of one endpoint's answer.
final class ProbeFindings: Sendable {
  private struct State {
    var response: StreamResponse?
    var failure: StreamFailure?
    var events: [String] = []
    var hasUnnamedEvents = false
    var sentinel: String?
    var first: String?
    var records = 0
    var bytes = 0

    /// Those without a name are worth a word beside others alone.
    var names: [String] {
      guard hasUnnamedEvents, !events.isEmpty, !events.contains(NamedEvent.unnamed) else {
        return events
      }
      return events + [NamedEvent.unnamed]
    }
  }

  private static let recordsEnough = 50
  private let state = Mutex(State())

  /// True when the answer's head is there.
  var isAnswered: Bool { state.withLock { $0.response != nil } }

  /// True when more of the answer would say nothing new, or cost too much.
  var isEnough: Bool {
    state.withLock {
      guard let response = $0.response else { return $0.failure != nil }
      return response.kind == .file || $0.bytes >= Probe.byteLimit
        || $0.records >= ProbeFindings.recordsEnough
    }
  }

  func note(_ signal: StreamSignal) {
    state.withLock { state in
      switch signal {
      case .opened(let response): state.response = response
      case .records(let batch): ProbeFindings.note(batch, in: &state)
      case .failed(let failure), .lost(let failure, _, _): state.failure = failure
      case .requesting, .answering, .answered, .saved, .progress, .completed, .closed: break
      }
    }
  }

  private static func note(_ batch: RecordBatch, in state: inout State) {
    state.bytes += batch.bytes.count
    for entry in batch.entries where entry.kind.isRecord {
      state.records += 1
      let text = batch.string(entry.payload)
      if state.first == nil { state.first = text.printable(limit: 80) }
      if entry.kind == .event, entry.type.isEmpty, !Sentinel.isOne(text) {
        state.hasUnnamedEvents = true
      } else if entry.kind == .event, !entry.type.isEmpty {
        let type = batch.string(entry.type).printable(limit: 80)
        if !state.events.contains(type), state.events.count < 50 { state.events.append(type) }
      }
      // Nothing comes after the end.
      state.sentinel = Sentinel.isOne(text) ? text : nil
    }
  }

  /// The endpoint as it was seen; nil when nobody answered.
  func endpoint(like known: Endpoint) -> Endpoint? {
    let state = state.withLock { $0 }
    var result = Endpoint(name: known.name, method: known.method, path: known.path)
    result.$parameters.isAssumed = true
    result.$body.isAssumed = true
    guard let response = state.response else {
      guard let failure = state.failure else { return nil }
      // A refusal says nothing of the kind: that stays what it was.
      result.kinds = known.kinds
      result.$kinds.isAssumed = true
      result.mediaType = known.mediaType
      result.evidence = [evidence(.probe, failure.message)]
      return result
    }
    result.kinds = [ProbeFindings.kind(of: response, records: state.records, known: known)]
    result.mediaType = response.mediaType.isEmpty ? nil : response.mediaType
    result.events = state.names.map { NamedEvent(name: $0) }
    result.sentinel = state.sentinel
    let type = response.mediaType.isEmpty ? "no media type" : response.mediaType
    result.evidence = [evidence(.kind, "answered \(response.status) \(type)")]
    if let name = response.headers.first("Content-Disposition") {
      result.evidence.append(evidence(.file, name))
    }
    if !state.names.isEmpty {
      result.evidence.append(evidence(.events, state.names.joined(separator: ", ")))
    }
    if let first = state.first, result.kind.isStream {
      result.evidence.append(evidence(.records, "\(state.records) at first: \(first)"))
    }
    return result
  }

  private func evidence(_ fact: Evidence.FactName, _ detail: String) -> Evidence {
    Evidence(fact: fact, source: .probe, detail: detail.printable(limit: 200))
  }

  /// An ordinary answer says its length; a stream cannot know it.
  private static func kind(
    of response: StreamResponse, records: Int, known: Endpoint
  ) -> EndpointKind {
    let hasLength = response.headers.first("Content-Length") != nil
    switch response.kind {
    case .sse: return .sse
    case .file: return .file
    case .ndjson:
      guard MediaType(response.mediaType).isJSON else { return .ndjson }
      return !hasLength && (records > 1 || known.kind == .ndjson) ? .ndjson : .unary
    case .text:
      return hasLength || response.mediaType == "text/html" ? .unary : .text
    }
  }
}
